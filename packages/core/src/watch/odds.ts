/** The false-alarm setting as a threshold, and the evidence as a probability. */
import { toSI } from "../quantity/index.ts";
import { binLength } from "./bin.ts";
import { logOdds } from "./leak.ts";
import type { Tracker } from "./tracker.ts";

/** (s) A leak is taken to begin this often, a priori: an assumption, of the order of the station's worst years. */
const leakEvery = toSI("time", 30, "day");

/** The log of the statistic that false alarms pass once in `interval` (s) on average, while the model holds. */
export const thresholdFor = (interval: number) => Math.log(Math.max(1, interval / binLength));

/** (-) That the volume loses gas beyond nominal. */
export function probabilityOf(t: Tracker): number {
  const log = t.leak === null ? t.evidence : logOdds(t.leak, t.belief);
  const odds = Math.exp(Math.min(700, log)) * (binLength / leakEvery);
  return odds / (1 + odds);
}
