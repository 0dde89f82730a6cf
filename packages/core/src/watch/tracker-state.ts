import { binLength, copyOfSenses, type Others, type Senses, startSenses } from "./bin.ts";
import { type Calibration, copyOfCalibration, startCalibration } from "./calibration.ts";
import { type Climate, copyOfClimate, startClimate } from "./climate.ts";
import { type Coarse, startCoarse } from "./coarse-weather.ts";
import { copyOf } from "./copy.ts";
import type { Held, Steps } from "./jump.ts";
import { type Belief, copyOfBelief } from "./kalman.ts";
import { copyOfLadder, type Ladder, noLadder } from "./ladder.ts";
import type { KnownLeak } from "./leak.ts";
import { startWarmth, type Warmth } from "./warmth.ts";

export interface Tracker {
  /** (s) UNIX time of the end of the last bin. */
  time: number;
  /** (Pa/s) Fall that the crew's oxygen makes in this volume if none of it is replaced. */
  metabolic: number;
  /** (Pa) First readings; NaN until a sensor has spoken. */
  readonly first: { pressure: number; nitrogen: number };
  /** (Pa, K, Pa) Last readings. */
  readonly last: { pressure: number; temperature: number; ppO2: number };
  readonly others: Others;
  /** (Pa) Nitrogen of the last bin at the temperature at which watching began; NaN where it was not read, or has not mixed. */
  nitrogen: number;
  readonly warmth: Warmth;
  /** (s) Integral of P/P0: for how long a hole would have blown at the first pressure. */
  exposure: number;
  /** (s) The same at the mean of the readings of the last bin. */
  seenTo: number;
  belief: Belief;
  ladder: Ladder;
  /** What may have passed, beside it. */
  passing: Ladder;
  /** Squared surprise over what the model expects, smoothed: 1 where the assumed noise fits. */
  scale: number;
  readonly climate: Climate;
  readonly calibration: Calibration;
  /** (Pa) Let in so far and breathed out of it: what is known to have moved the level. */
  expected: number;
  /** (Pa2) Rounding of the fused gauges that averaging leaves. */
  rounding: number;
  /** Steps down in a row that were taken for steps, and the bins since the last of them. */
  readonly steps: Steps;
  /** (Pa) Oxygen and air let in of late, that has not mixed yet. */
  unmixed: number;
  /** Bins for which an operation that was noted may go on moving gas. */
  stirred: number;
  /** Log of the statistic. */
  evidence: number;
  leak: KnownLeak | null;
  /** (s) When the brisk tier last found one. */
  found: number;
  held: Held | null;
  /** Whether every gauge that was last heard was known to be noisy. */
  noisy: boolean;
  readonly senses: Senses;
  /** Gauges whose steps are coarser than their noise. */
  readonly codes: Coarse;
}

/** (K) Stands in where no thermometer reads a temperature that people live at. */
export const assumedTemperature = 295;

/** Begins to watch a volume at `time` (s) where the crew's oxygen makes it fall by `metabolic` (Pa/s). */
export function startTracker(time: number, metabolic: number): Tracker {
  return {
    time,
    metabolic,
    first: { pressure: Number.NaN, nitrogen: Number.NaN },
    last: { pressure: Number.NaN, temperature: assumedTemperature, ppO2: Number.NaN },
    others: { ppCO2: 0, ppH2O: 0 },
    nitrogen: Number.NaN,
    warmth: startWarmth(),
    exposure: 0,
    seenTo: 0,
    belief: { x: new Float64Array(), P: new Float64Array(), used: 0 },
    ladder: noLadder(),
    passing: noLadder(),
    scale: 1,
    climate: startClimate(),
    calibration: startCalibration(binLength),
    expected: 0,
    rounding: 0,
    steps: { down: 0, since: 0 },
    unmixed: 0,
    stirred: 0,
    evidence: Number.NEGATIVE_INFINITY,
    leak: null,
    found: Number.NaN,
    held: null,
    noisy: false,
    senses: startSenses(),
    codes: startCoarse(),
  };
}

/** A copy that goes its own way, written over `spare`: part by part, since one is made every few minutes. */
export const copyOfTracker = (t: Tracker, spare?: Tracker): Tracker => ({
  ...t,
  first: { ...t.first },
  last: { ...t.last },
  others: { ...t.others },
  warmth: { ...t.warmth, stages: t.warmth.stages.slice() },
  belief: copyOfBelief(t.belief, spare?.belief),
  ladder: copyOfLadder(t.ladder, spare?.ladder),
  passing: copyOfLadder(t.passing, spare?.passing),
  climate: copyOfClimate(t.climate, spare?.climate),
  calibration: copyOfCalibration(t.calibration, spare?.calibration),
  steps: { ...t.steps },
  leak: t.leak && { ...t.leak },
  held: copyOf(t.held),
  senses: copyOfSenses(t.senses, spare?.senses),
  codes: copyOf(t.codes, spare?.codes),
});
