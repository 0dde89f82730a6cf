/**
 * The brisk tier: leaks of 3.5 mmHg/h and more, told within seconds to minutes from the samples themselves. The same filter,
 * ladder and statistic as the tier of minutes, over a small state, since within an hour little of the weather moves:
 *
 *   reading = level + mixing (1 min) + mixing (20 min)         level' = expected + drift
 *
 * What oscillates and what mixes slowly is drift here: a wander of the rate, and of the level, as strong as the tier of
 * minutes has found them in this cabin.
 */
import { toSI } from "../quantity/index.ts";
import { type Found, likely } from "./absorb.ts";
import {
  type Believed,
  type Briefly,
  changeOver,
  correct,
  driftSd,
  moveBelief,
  scoreBriskly,
  surprise,
  type Unrest,
  width,
} from "./brisk-filter.ts";
import { type Calibration, copyOfCalibration, lookAll, pass, renew, startCalibration } from "./calibration.ts";
import { type Climate, partOf } from "./climate.ts";
import { copyOf, copyOfNumbers } from "./copy.ts";
import { type Evidence, type SizeLaw, sizing, weigh, weighPassing } from "./evidence.ts";
import { type Followed, moveFollowed, startFollowing, takeFollowed } from "./follow.ts";
import type { Surprise } from "./kalman.ts";
import { birthsOf, copyOfLadder, type Ladder, makeLadder, noLadder } from "./ladder.ts";
import { spreadOf, timesOf } from "./mixture.ts";
import { mixing } from "./nuisance.ts";

const perHour = toSI("pressureRate", 1, "mmHg/h");
/**
 * Larger ones weigh more than they are frequent: each second of theirs costs more, and chance and small operations feign them less.
 * From 1 mmHg a minute on, which crews call severe, a reading more or less is a third of the delay: these weigh four times as much.
 * Chosen between delays and false alarms, on seeds 1 to 40, 201 to 225, 271 to 295 and 301 to 520.
 */
const sizes: SizeLaw = {
  smallest: 3.5 * perHour,
  quick: 60 * perHour,
  largest: 5000 * perHour,
  tail: 0.9,
  steepness: -0.2,
};
/** Steps after which an onset is left to the tier of minutes, and what passed is forgotten. */
const oldest = { leak: 1280, passing: 384 };
/** (s) A gap after which the pressure is taken up anew. */
const gap = 120;
/** Standard deviations at which a reading jumps, and at which the next one goes on. */
const jumpAt = 6;
const goesOnAt = 2;
/** (-) How large a part of the other one the smaller of two jumps must be for them to be a fall, and no step beside a chance. */
const alike = 0.35;
/** Steps between the first reading after an onset and the one that may tell of it: one is a spike, two may be a step. */
const youngest = 2;
/** (-) Part of what is missing that the pressure must have fallen by. */
const leastFallen = 0.4;
/** (-) Square of the standing under which no onset is weighed. */
const leastSquare = 16;
/** Steps over which the scale of the noise is learnt, and what it may become. */
const scaleSpan = 1000;
const scaleBounds = { low: 0.7, high: 50 };
/** (Pa) Uncertainty of the first reading. */
const firstSd = toSI("pressure", 1, "mmHg");

export interface Brisk extends Believed {
  /** (s) UNIX time of the last reading; NaN before the first. */
  time: number;
  /** (s) */
  exposure: number;
  /** (Pa) By how much people and known leaks have moved the level. */
  moved: number;
  readonly calibration: Calibration;
  scale: number;
  /** (Pa/s) By what an operation that somebody noted may move the level, and (s) until when. */
  unrest: Unrest;
  /** (-) By how many standard deviations the last reading surprised. */
  jump: number;
  /** What was believed when it came, where it was followed as a step. */
  held: { readonly believed: Believed; readonly reading: Briefly } | null;
  /** The leak that was told of, while it is followed by the sample. */
  followed: Followed | null;
}

const ladders = {
  leak: () => makeLadder("leak", { width, oldest: oldest.leak, perOctave: 5 }),
  passing: () => makeLadder("passing", { width, oldest: oldest.passing, perOctave: 3 }),
  step: () => makeLadder("step", { width, oldest: oldest.passing, perOctave: 3 }),
};

export const startBrisk = (): Brisk => ({
  time: Number.NaN,
  exposure: 0,
  moved: 0,
  x: new Float64Array(width),
  P: new Float64Array(width * width),
  leak: noLadder(),
  passing: noLadder(),
  step: noLadder(),
  calibration: startCalibration(1, 3),
  scale: 1,
  unrest: { rate: 0, until: Number.NEGATIVE_INFINITY },
  jump: 0,
  held: null,
  followed: null,
});

/** A copy that goes its own way, written over `spare`. */
export const copyOfBrisk = (b: Brisk, spare?: Brisk): Brisk => ({
  ...b,
  ...copyOfBelieved(b, spare),
  calibration: copyOfCalibration(b.calibration, spare?.calibration),
  unrest: { ...b.unrest },
  held: copyOf(b.held),
  followed: copyOf(b.followed),
});

const copyOfBelieved = ({ x, P, leak, passing, step }: Believed, spare?: Believed): Believed => ({
  x: copyOfNumbers(x, spare?.x),
  P: copyOfNumbers(P, spare?.P),
  leak: copyOfLadder(leak, spare?.leak),
  passing: copyOfLadder(passing, spare?.passing),
  step: copyOfLadder(step, spare?.step),
});

/** Takes one reading in the weather of `climate`; gives the leak whose evidence passes `threshold` (log, in seconds), if any. */
export function takeBrisk(b: Brisk, reading: Briefly, climate: Climate, threshold: number): Found | null {
  if (!(reading.time - b.time <= gap)) {
    restart(b, reading, climate);
    b.followed = null;
    return null;
  }
  const dt = Math.max(0, reading.time - b.time);
  if (dt > 0) move(b, dt, reading.expected, climate);
  b.time = Math.max(b.time, reading.time);
  take(b, reading);
  // Stretches of minutes say little of seconds before there are many: a leak told of a reading too early is sized too surely.
  renew(b.calibration, climate, false);
  if (b.followed !== null && !takeFollowed(b.followed, reading, b.calibration)) b.followed = null;
  if (dt > 0) calibrate(b, dt);
  const evidence = b.held === null ? tell(b, reading.value, threshold) : null;
  if (evidence === null) return null;
  const found = foundBy(b, sizing(evidence, sizes));
  b.followed = startFollowing({ ...b, step: stepOf(b) }, evidence, reading, b.calibration);
  // From here on it is expected, and what was made of it before would speak for it twice.
  restart(b, reading, climate);
  return found;
}

/** The pressure is taken up anew: after a gap, after hatches moved. What is known of chance stays. */
export function restart(b: Brisk, { time, value }: Briefly, climate: Climate): void {
  const { strength } = climate;
  b.time = time;
  b.exposure = 0;
  b.moved = 0;
  b.x.fill(0);
  b.x[0] = value;
  b.P.fill(0);
  b.P[0] = firstSd ** 2;
  b.P[width + 1] = driftSd(climate) ** 2;
  b.P[2 * (width + 1)] = strength[partOf.mixing] * mixing[0].sd ** 2;
  b.P[3 * (width + 1)] = strength[partOf.mixing + 1] * mixing[1].sd ** 2;
  // No memory is spent on a volume until a sample is taken there; then the same is used again.
  if (b.leak.oldest === 0) Object.assign(b, { leak: ladders.leak(), passing: ladders.passing(), step: ladders.step() });
  for (const ladder of [b.leak, b.passing, b.step]) Object.assign(ladder, { steps: 0, count: 0 });
  b.jump = 0;
  b.held = null;
}

/** From now on the level may move by up to `rate` (Pa/s, one sd), and for `lasting` (s) by ever another one. */
export function stir(b: Brisk, rate: number, lasting = 0): void {
  b.P[width + 1] += rate ** 2;
  if (lasting > 0) b.unrest = { rate, until: b.time + lasting };
}

/** Time goes on by `dt` (s), in which people and known leaks move the level by `expected` (Pa/s). */
function move(b: Brisk, dt: number, expected: number, climate: Climate): void {
  const change = changeOver(dt, b.time, b.unrest, climate);
  moveBelief(b, change, b, expected);
  if (b.held !== null) moveBelief(b.held.believed, change, b, expected);
  if (b.followed !== null) moveFollowed(b.followed, change);
  b.exposure += dt;
  b.moved += dt * expected;
}

/**
 * Takes a reading. One that jumps is followed as a step, and nothing is concluded; if the next one goes on the same way it was
 * none, and is taken again as it came.
 */
function take(b: Brisk, reading: Briefly): void {
  const s = surprise(b, reading);
  const jump = s.innovation / Math.sqrt(s.variance * b.scale);
  const less = Math.min(Math.abs(jump), Math.abs(b.jump));
  const more = Math.max(Math.abs(jump), Math.abs(b.jump));
  const goesOn = jump * b.jump > 0 && less > Math.max(goesOnAt, alike * more);
  const { held } = b;
  b.jump = jump;
  b.held = null;
  if (held !== null && goesOn) {
    Object.assign(b, held.believed);
    learn(b, surprise(b, held.reading));
    learn(b, surprise(b, reading));
  } else if (Math.abs(jump) > jumpAt && !goesOn) {
    b.held = { believed: copyOfBelieved(b), reading };
    b.P[0] += s.innovation ** 2;
    follow(b, surprise(b, reading));
  } else learn(b, s);
}

/** Takes in a reading that jumped: the ladders' responses go along, their sums do not. */
function follow(b: Brisk, s: Surprise): void {
  correct(b, s);
  score(b, { ...s, variance: Number.POSITIVE_INFINITY });
}

function learn(b: Brisk, s: Surprise): void {
  correct(b, s);
  score(b, s);
  const squared = Math.min(9 * b.scale, s.innovation ** 2 / s.variance);
  b.scale = Math.min(scaleBounds.high, Math.max(scaleBounds.low, b.scale + (squared - b.scale) / scaleSpan));
}

function score({ leak, passing, step, exposure, scale }: Brisk, s: Surprise): void {
  scoreBriskly(leak, exposure, s, scale);
  scoreBriskly(passing, exposure, s, scale);
  scoreBriskly(step, exposure, s, scale);
}

function calibrate({ leak, calibration, held }: Brisk, dt: number): void {
  pass(calibration, dt);
  if (held !== null) return;
  lookAll(calibration, leak);
}

/** (s) Between readings, on average. */
const stepOf = ({ exposure, leak }: Brisk) => exposure / Math.max(1, leak.steps);

/** What speaks for a leak as of a reading (Pa), where it is to be told of: `log` is that of the odds, in seconds. */
function tell(b: Brisk, value: number, threshold: number): Evidence | null {
  const { leak, calibration, exposure } = b;
  if (!mayBe(leak)) return null;
  const step = stepOf(b);
  const all = weigh(leak, false, { exposure, thermal: 0, doubt: 0, calibration }, sizes);
  const evidence = logWithoutYoung(leak, all);
  const passed = Math.max(...[b.passing, b.step].map((ladder) => weighPassing(ladder, calibration, step)));
  const log = evidence + Math.log(step) - passed;
  return log < threshold || !hasFallen(b, value, all) ? null : { ...all, log };
}

/** Whether any onset stands out enough to be weighed: told without logarithms, since it is asked of every reading. */
function mayBe({ L, Q, count, steps, birth }: Ladder): boolean {
  for (let i = 0; i < count; i++) {
    if (L[i] > 0 && L[i] * L[i] > leastSquare * Q[i] && steps - birth[i] >= youngest) return true;
  }
  return false;
}

/** Whether the pressure has fallen by a good part of what is missing: the end of a rise that nobody reported is no leak. */
function hasFallen({ leak, exposure, moved }: Brisk, value: number, { components }: Evidence): boolean {
  const best = components.reduce((a, c) => (c.log > a.log ? c : a));
  const fallen = leak.thermal[best.rung] - (value - moved);
  return fallen > leastFallen * best.fall * (exposure - leak.since[best.rung]);
}

/** The statistic of the onsets that are old enough to count. The younger ones are none the less likely, and size the leak too. */
function logWithoutYoung({ steps, birth }: Ladder, { components }: Evidence): number {
  const kept = components.filter((c) => steps - birth[c.rung] >= youngest);
  return Math.log(kept.reduce((s, c) => s + Math.exp(c.log), 0));
}

function foundBy(b: Brisk, evidence: Evidence): Found {
  const { leak, exposure, time } = b;
  const parts = likely(evidence);
  const { value, sd, lean } = spreadOf(parts);
  const step = stepOf(b);
  const stretches = parts.map(({ p, rung }) => {
    const at = time - (exposure - leak.since[rung]);
    const half = 0.5 * birthsOf(leak, rung) * step;
    return { p, from: at - half, to: at + half };
  });
  const [onsetLow, onset, onsetHigh] = timesOf(stretches);
  return {
    time,
    fall: value,
    sd,
    lean,
    onset,
    onsetLow,
    onsetHigh: Math.min(time, onsetHigh),
    log: evidence.log,
  };
}
