/**
 * What can be promised of a volume that is watched: the smallest leak, beginning now, that would be told of within a time. The
 * tracker's own filter runs on from what it believes, over readings that are yet to come, and shows how much of a leak they see.
 */
import { toSI } from "../quantity/index.ts";
import { binLength } from "./bin.ts";
import { type Calibration, chanceOf, doubtOf, renew } from "./calibration.ts";
import { type Climate, firstIsOverBy, isFelt, learntFor, partOf } from "./climate.ts";
import { weighSize } from "./evidence.ts";
import { copyOfBelief, predict, update } from "./kalman.ts";
import { predictLadder, scoreLadder, startLadder } from "./ladder.ts";
import { patienceFor } from "./leak.ts";
import { minuteOf } from "./minute.ts";
import { sightOfNitrogen, sightOfPressure } from "./model.ts";
import { thresholdOf } from "./odds.ts";
import type { Tracker } from "./tracker-state.ts";

/**
 * (Pa2) Variance of what the gauges of a volume make of a minute together, from how many readings each, and (Pa2) of nitrogen;
 * null where none measures it.
 */
export interface Sight {
  readonly pressure: number;
  readonly readings: number;
  readonly rounding: number;
  readonly nitrogen: number | null;
}

/** (s) The times within which a leak is to be told of. */
export const horizons = [3600, 6 * 3600, 24 * 3600] as const;

const perHour = toSI("pressureRate", 1, "mmHg/h");
/** (Pa/s) Between these the smallest leak is looked for. */
const range = { least: 0.01 * perHour, most: 5000 * perHour };
/** (-) In logs, to which it is found. */
const precision = 1e-3;
const airNitrogen = 0.78;

/**
 * (Pa/s) The smallest leaks that would be told of within each of the `horizons`, at the median, if they began now; `threshold`
 * is the log of the statistic at which one is told of. Null before the volume has been heard of.
 */
export function detectable(t: Tracker, sight: Sight, threshold: number): readonly number[] | null {
  if (Number.isNaN(t.first.pressure)) return null;
  const information = informationOf(t, sight);
  return agesOf(t).map((age, i) => {
    const climate = firstIsOverBy(t.climate, horizons[i]) ? afterFirst : t.climate;
    const calibration = { ...t.calibration };
    renew(calibration, { ...climate, changes: calibration.climate });
    return smallest(information[i], age, calibration, thresholdOf(t, threshold) + doubtOf(climate));
  });
}

/** What is known once the first stretch of 17 h is over: it takes the place of all that the first hours showed. */
const afterFirst = { stretches: 1, earlyStretches: 0 };

/** (minutes) How old a leak may be by each horizon to be found: before any stretch is over a finding waits. */
const agesOf = ({ climate, codes }: Tracker) =>
  horizons.map((time) => time / binLength - patienceFor(isFelt(climate), codes.alone));

/** (s2/Pa2) What the readings up to each horizon would tell of a leak of 1 Pa/s that begins now. */
function informationOf(t: Tracker, { pressure, readings, rounding, nitrogen }: Sight): readonly number[] {
  const belief = copyOfBelief(t.belief);
  const ladder = startLadder(0, 0);
  const noise = { strength: t.climate.strength, rounding };
  const variance = pressure * t.climate.strength[partOf.noise] + rounding;
  const share = Number.isFinite(t.first.nitrogen) ? t.first.nitrogen / t.first.pressure : airNitrogen;
  const [whole, part] = [sightOfPressure(t.warmth.slow), sightOfNitrogen(t.warmth.slow * share)];
  const minute = minuteOf(readings);
  const found: number[] = [];
  const ages = agesOf(t);
  const minutes = ages[ages.length - 1];
  for (let n = 1; n <= minutes; n++) {
    predict(belief, minute, binLength, binLength * share, noise);
    predictLadder(ladder, minute, binLength, binLength * share);
    // What is read does not matter to what it tells.
    const read = (by: typeof whole, seen: number, R: number, scale: number) =>
      scoreLadder(ladder, by, seen, (n - 1 + minute.share) * binLength, update(belief, by, 0, R), scale);
    read(whole, 1, variance, t.scale);
    if (nitrogen !== null) read(part, share, nitrogen, 1);
    if (ages.includes(n)) found.push(ladder.Q[0]);
  }
  return found;
}

/** (Pa/s) The leak whose likeliest record just passes the threshold, `age` (steps) after it began. */
function smallest(information: number, age: number, calibration: Calibration, threshold: number): number {
  // Onsets beside the true one speak for it too: as many as it stands for in a ladder.
  const beside = Math.log(2 ** Math.floor(Math.log2(Math.max(1, age / 6))));
  const passes = (fall: number) => {
    const L = fall * information;
    const chance = chanceOf(calibration, age, L, information);
    const size = weighSize(L / chance, information / chance);
    return size !== null && size.log + beside >= threshold;
  };
  let [low, high] = [range.least, range.most];
  while (Math.log(high / low) > precision) {
    const middle = Math.sqrt(low * high);
    if (passes(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** What the weather is taken from: assumed strengths, what the first four hours show, or stretches of 17 h; and (s) of how long. */
export type Basis = "assumed" | "first hours" | "learnt";
export const basisOf = (climate: Climate): { readonly basis: Basis; readonly learnt: number } => ({
  basis: climate.stretches > 0 ? "learnt" : climate.earlyStretches > 0 ? "first hours" : "assumed",
  learnt: learntFor(climate),
});
