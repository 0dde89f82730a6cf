/**
 * The brisk tier: leaks of 1 mmHg/h and more, told within seconds to minutes from the samples themselves. The same filter,
 * ladder and statistic as the tier of minutes, over a small state, since within an hour little of the weather moves:
 *
 *   reading = level + mixing (1 min) + mixing (20 min)         level' = expected + drift
 *
 * What oscillates and what mixes slowly is drift here: a wander of the rate, and of the level, as strong as the tier of
 * minutes has found them in this cabin.
 */
import { toSI } from "../quantity/index.ts";
import { type Found, likely } from "./absorb.ts";
import { type Calibration, look, lookAt, pass, renew, startCalibration } from "./calibration.ts";
import { type Climate, partOf } from "./climate.ts";
import { type Evidence, type SizeLaw, weigh, weighPassing } from "./evidence.ts";
import type { Surprise } from "./kalman.ts";
import { ageLadder, type Ladder, makeLadder, taken } from "./ladder.ts";
import { levelWalk, mixing, oscillations } from "./nuisance.ts";

const perHour = toSI("pressureRate", 1, "mmHg/h");
const sizes: SizeLaw = { smallest: 2 * perHour, quick: 200 * perHour, largest: 5000 * perHour, tail: 0.1 };
/** Level, drift, mixing of a minute and of twenty. */
const width = 4;
/** Steps after which an onset is left to the tier of minutes, and what passed is forgotten. */
const oldest = { leak: 1280, passing: 384 };
/** (s) In which the drift wanders. */
const driftTime = 1800;
/** (s) In which an operation may change how it moves the level. */
const unrestTime = 600;
/** (s) A gap after which the pressure is taken up anew. */
const gap = 120;
/** Standard deviations at which a reading jumps, and at which the next one goes on. */
const jumpAt = 6;
const goesOnAt = 2;
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

export interface Brisk {
  /** (s) UNIX time of the last reading; NaN before the first. */
  time: number;
  /** (s) */
  exposure: number;
  /** (Pa) By how much people and known leaks have moved the level. */
  moved: number;
  /** (Pa, Pa/s, Pa, Pa) and their covariance by rows. */
  x: Float64Array;
  P: Float64Array;
  leak: Ladder;
  passing: Ladder;
  step: Ladder;
  readonly calibration: Calibration;
  scale: number;
  /** (Pa/s) By what an operation that somebody noted may move the level, and (s) until when. */
  unrest: { readonly rate: number; readonly until: number };
  /** (-) By how many standard deviations the last reading surprised. */
  jump: number;
  /** What was believed when it came, where it was followed as a step. */
  held: { readonly believed: Believed; readonly reading: Briefly } | null;
}

type Believed = Pick<Brisk, "x" | "P" | "leak" | "passing" | "step">;

/** A fused reading: (s) when, (Pa) what, (Pa2) variance; (Pa/s) by how much people and known leaks move the level. */
export interface Briefly {
  readonly time: number;
  readonly value: number;
  readonly variance: number;
  readonly expected: number;
}

export const startBrisk = (): Brisk => ({
  time: Number.NaN,
  exposure: 0,
  moved: 0,
  x: new Float64Array(width),
  P: new Float64Array(width * width),
  leak: makeLadder("leak", { width, oldest: oldest.leak, perOctave: 5 }),
  passing: makeLadder("passing", { width, oldest: oldest.passing, perOctave: 3 }),
  step: makeLadder("step", { width, oldest: oldest.passing, perOctave: 3 }),
  calibration: startCalibration(1),
  scale: 1,
  unrest: { rate: 0, until: Number.NEGATIVE_INFINITY },
  jump: 0,
  held: null,
});

/** Takes one reading in the weather of `climate`; gives the leak whose evidence passes `threshold` (log, in seconds), if any. */
export function takeBrisk(b: Brisk, reading: Briefly, climate: Climate, threshold: number): Found | null {
  if (!(reading.time - b.time <= gap)) {
    restart(b, reading, climate);
    return null;
  }
  const dt = Math.max(0, reading.time - b.time);
  if (dt > 0) move(b, dt, reading.expected, climate);
  b.time = Math.max(b.time, reading.time);
  take(b, reading);
  renew(b.calibration, climate.changes);
  if (dt > 0) calibrate(b, dt);
  const found = b.held === null ? tell(b, reading.value, threshold) : null;
  // From here on it is expected, and what was made of it before would speak for it twice.
  if (found !== null) restart(b, reading, climate);
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
  for (const ladder of [b.leak, b.passing, b.step]) Object.assign(ladder, { steps: 0, count: 0 });
  b.jump = 0;
  b.held = null;
}

/** From now on the level may move by up to `rate` (Pa/s, one sd), and for `lasting` (s) by ever another one. */
export function stir(b: Brisk, rate: number, lasting = 0): void {
  b.P[width + 1] += rate ** 2;
  if (lasting > 0) b.unrest = { rate, until: b.time + lasting };
}

/** (Pa/s) How fast the oscillations move the pressure, together. */
function driftSd({ strength }: Climate): number {
  let sum = 0;
  oscillations.forEach((o, k) => {
    sum += strength[partOf.oscillations + k] * ((2 * Math.PI * o.sd) / o.period) ** 2;
  });
  return Math.sqrt(sum);
}

/** Time goes on by `dt` (s), in which people and known leaks move the level by `expected` (Pa/s). */
function move(b: Brisk, dt: number, expected: number, climate: Climate): void {
  const { strength } = climate;
  const drift = driftSd(climate);
  const slowest = mixing[2];
  const walk = levelWalk + (2 * strength[partOf.mixing + 2] * slowest.sd ** 2) / slowest.tau;
  const decay = [1, Math.exp(-dt / driftTime), Math.exp(-dt / mixing[0].tau), Math.exp(-dt / mixing[1].tau)];
  const { rate, until } = b.unrest;
  const unrest = b.time < until ? (rate ** 2 * dt) / unrestTime : 0;
  const noise = [walk * dt, drift ** 2 * (1 - decay[1] ** 2) + unrest];
  for (const k of [0, 1]) {
    noise.push(strength[partOf.mixing + k] * mixing[k].sd ** 2 * (1 - decay[2 + k] ** 2));
  }
  const advance = (v: Float64Array, from: number, stride: number) => {
    v[from] += dt * v[from + stride];
    for (let k = 1; k < width; k++) v[from + k * stride] *= decay[k];
  };
  for (const of of b.held === null ? [b] : [b, b.held.believed]) {
    for (const ladder of [of.leak, of.passing, of.step]) {
      advanceAll(ladder, dt, decay);
      ageLadder(ladder, b.exposure, see(of.x, 0) - b.moved);
    }
    advance(of.x, 0, 1);
    of.x[0] += dt * expected;
    for (let r = 0; r < width; r++) advance(of.P, r * width, 1);
    for (let c = 0; c < width; c++) advance(of.P, c, width);
    for (let r = 0; r < width; r++) of.P[r * (width + 1)] += noise[r];
  }
  b.exposure += dt;
  b.moved += dt * expected;
}

function advanceAll({ response, count }: Ladder, dt: number, [, drift, fast, slow]: readonly number[]): void {
  for (let k = 0; k < width * count; k += width) {
    response[k] += dt * response[k + 1];
    response[k + 1] *= drift;
    response[k + 2] *= fast;
    response[k + 3] *= slow;
  }
}

/**
 * Takes a reading. One that jumps is followed as a step, and nothing is concluded; if the next one goes on the same way it was
 * none, and is taken again as it came.
 */
function take(b: Brisk, reading: Briefly): void {
  const { innovation, variance } = surprise(b, reading);
  const jump = innovation / Math.sqrt(variance * b.scale);
  const goesOn = Math.abs(jump) > goesOnAt && jump * b.jump > 0 && Math.abs(b.jump) > goesOnAt;
  const { held } = b;
  b.jump = jump;
  b.held = null;
  if (held !== null && goesOn) {
    Object.assign(b, held.believed);
    learn(b, held.reading, true);
  } else if (Math.abs(jump) > jumpAt && !goesOn) {
    const { x, P, leak, passing, step } = b;
    b.held = { believed: structuredClone({ x, P, leak, passing, step }), reading };
    P[0] += innovation ** 2;
    learn(b, reading, false);
    return;
  }
  learn(b, reading, true);
}

const see = (v: Float64Array, from: number) => v[from] + v[from + 2] + v[from + 3];

function surprise({ x, P }: Believed, reading: Briefly) {
  const seen = [0, 1, 2, 3].map((r) => see(P, r * width));
  const variance = seen[0] + seen[2] + seen[3] + reading.variance;
  return { innovation: reading.value - see(x, 0), variance, seen, gain: seen.map((s) => s / variance) };
}

function learn(b: Brisk, reading: Briefly, scored: boolean): void {
  const s = surprise(b, reading);
  for (let r = 0; r < width; r++) {
    b.x[r] += s.gain[r] * s.innovation;
    for (let c = 0; c < width; c++) b.P[r * width + c] -= s.gain[r] * s.seen[c];
  }
  const told = scored ? s : { ...s, variance: Number.POSITIVE_INFINITY };
  scoreBriskly(b.leak, b.exposure, told, b.scale);
  scoreBriskly(b.passing, b.exposure, told, b.scale);
  scoreBriskly(b.step, b.exposure, told, b.scale);
  if (!scored) return;
  const squared = Math.min(9 * b.scale, s.innovation ** 2 / s.variance);
  b.scale = Math.min(scaleBounds.high, Math.max(scaleBounds.low, b.scale + (squared - b.scale) / scaleSpan));
}

/** `score` of the ladder, written out for this state: it is called for every reading. */
function scoreBriskly(ladder: Ladder, exposure: number, { innovation, variance, gain }: Surprise, scale: number): void {
  const { L, Q, response, count } = ladder;
  const [level, drift, fast, slow] = gain;
  const weight = 1 / (variance * scale);
  for (let i = 0; i < count; i++) {
    const k = width * i;
    const g = -taken(ladder, i, exposure) - response[k] - response[k + 2] - response[k + 3];
    L[i] += g * innovation * weight;
    Q[i] += g * g * weight;
    response[k] += level * g;
    response[k + 1] += drift * g;
    response[k + 2] += fast * g;
    response[k + 3] += slow * g;
  }
}

function calibrate({ leak, calibration, held }: Brisk, dt: number): void {
  pass(calibration, dt);
  if (held !== null) return;
  for (let i = 0; i < leak.count; i++) {
    const octave = lookAt(leak.steps - leak.birth[i]);
    if (octave >= 0) look(calibration, octave, leak.L[i], leak.Q[i]);
  }
}

/** The leak that is told of as of a reading (Pa), where one is. */
function tell(b: Brisk, value: number, threshold: number): Found | null {
  const { leak, calibration, exposure } = b;
  if (!mayBe(leak)) return null;
  const step = exposure / Math.max(1, leak.steps);
  const all = weigh(leak, false, { exposure, thermal: 0, doubt: 0, calibration }, sizes);
  const evidence = logWithoutYoung(leak, all);
  const passed = Math.max(...[b.passing, b.step].map((ladder) => weighPassing(ladder, calibration, step)));
  const log = evidence + Math.log(step) - passed;
  return log < threshold || !hasFallen(b, value, all) ? null : foundBy(b, all, log);
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

function foundBy({ leak, exposure, time }: Brisk, evidence: Evidence, log: number): Found {
  const parts = likely(evidence);
  const fall = parts.reduce((s, c) => s + c.p * c.fall, 0);
  const variance = parts.reduce((s, c) => s + c.p * (c.sd ** 2 + (c.fall - fall) ** 2), 0);
  const onsets = parts.map((c) => ({ p: c.p, at: time - (exposure - leak.since[c.rung]) })).sort((a, b) => a.at - b.at);
  const quantile = (q: number) => {
    let sum = 0;
    return onsets.find((o) => {
      sum += o.p;
      return sum >= q;
    })!.at;
  };
  const step = exposure / Math.max(1, leak.steps);
  return {
    time,
    fall,
    sd: Math.sqrt(variance),
    onset: quantile(0.5),
    onsetLow: quantile(0.05) - step,
    onsetHigh: quantile(0.95) + step,
    log,
  };
}
