/** The false-alarm setting as a threshold, and the evidence as a probability. */
import { toSI } from "../quantity/index.ts";
import { binLength } from "./bin.ts";
import { logOdds } from "./leak.ts";
import type { Tracker } from "./tracker-state.ts";

/** (s) A leak is taken to begin this often, a priori: an assumption, of the order of the station's worst years. */
const leakEvery = toSI("time", 30, "day");

/**
 * (-) By how much the evidence boasts, in logs: chance in the air is more than the model's. Chosen on simulated cabins in which leaks
 * begin as often as assumed (`npm run bench -- reliability`, 894 alarms of seeds 101 to 160 and 201 to 260, which ask for 0.46).
 */
const boast = 0.5;

/** Part of the false alarms that is left to the tier of minutes, and to the brisk tier. */
const share = { slow: 0.75, brisk: 0.25 };
/**
 * By how much the bound, log(interval / step), is too high: measured in simulated cabins (`npm run bench -- detection`, the
 * records without a leak, on seeds for tuning). That of samples is large because chance feigns small leaks most, which weigh least;
 * its records are those of seeds 201 to 225, 271 to 295 and 301 to 520 at 1 Hz, 2,700 days.
 */
const excess = { slow: 0.4, brisk: 3.2 };
/** By how much more it is too high where codes are all that is read: chosen on simulated gauges of 1 mmHg, seeds 1 to 20. */
const excessByCodes = 1.65;

/** The log of the statistics that false alarms pass once in `interval` (s) on average: of minutes, and (in seconds) of samples. */
export const thresholdsFor = (interval: number) => ({
  fresh: Math.log(Math.max(1, interval / share.slow / binLength)) - excess.slow,
  brisk: Math.log(Math.max(1, interval / share.brisk)) - excess.brisk,
});

/** The `threshold` of minutes as it holds for this volume. */
export const thresholdOf = ({ codes }: Tracker, threshold: number) =>
  codes.alone ? threshold - excessByCodes : threshold;

/** (-) That the volume loses gas beyond nominal. */
export function probabilityOf(t: Tracker): number {
  const log = t.leak === null ? t.evidence : logOdds(t.leak, t.belief);
  const odds = Math.exp(Math.min(700, log - boast)) * (binLength / leakEvery);
  return odds / (1 + odds);
}
