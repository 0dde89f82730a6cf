/**
 * The small filter of the brisk tier, and what it does to the ladders' responses: level, drift and mixing, written out number by
 * number, since it runs for every reading.
 */
import { type Climate, partOf } from "./climate.ts";
import type { Surprise } from "./kalman.ts";
import { ageLadder, type Ladder, taken } from "./ladder.ts";
import { levelWalk, mixing, oscillations } from "./nuisance.ts";

/** Level, drift, mixing of a minute and of twenty. */
export const width = 4;
/** (s) In which the drift wanders. */
const driftTime = 1800;
/** (s) In which an operation may change how it moves the level. */
const unrestTime = 600;

export interface Believed {
  /** (Pa, Pa/s, Pa, Pa) and their covariance by rows. */
  x: Float64Array;
  P: Float64Array;
  leak: Ladder;
  passing: Ladder;
  step: Ladder;
}

/** An operation that moves the level by `rate` (Pa/s, one sd) until a moment (s). */
export interface Unrest {
  readonly rate: number;
  readonly until: number;
}

/** A fused reading: (s) when, (Pa) what, (Pa2) variance; (Pa/s) by how much people and known leaks move the level. */
export interface Briefly {
  readonly time: number;
  readonly value: number;
  readonly variance: number;
  readonly expected: number;
}

/** (Pa2/s2) What each oscillation adds to the square of the drift, at its assumed strength. */
const oscillating = oscillations.map((o) => ((2 * Math.PI * o.sd) / o.period) ** 2);

/** (Pa/s) How fast the oscillations move the pressure, together. */
export function driftSd({ strength }: Climate): number {
  let sum = 0;
  for (let k = 0; k < oscillating.length; k++) sum += strength[partOf.oscillations + k] * oscillating[k];
  return Math.sqrt(sum);
}

/** What level, drift and mixing do in one step of `dt` (s): what the latter decay by, and what noise comes in. */
export interface Change extends Fading {
  readonly noise: readonly [number, number, number, number];
}

/** (-) What is left of drift and mixing after `dt` (s). */
interface Fading {
  readonly dt: number;
  readonly drift: number;
  readonly fast: number;
  readonly slow: number;
}

const fadingOver = (dt: number): Fading => ({
  dt,
  drift: Math.exp(-dt / driftTime),
  fast: Math.exp(-dt / mixing[0].tau),
  slow: Math.exp(-dt / mixing[1].tau),
});

/** As long as readings come at one pace it is worked out once. */
let fading = fadingOver(1);

/** What a step of `dt` (s) from `time` on does in the weather of `climate`. */
export function changeOver(dt: number, time: number, unrest: Unrest, climate: Climate): Change {
  const { strength } = climate;
  const slowest = mixing[2];
  const walk = levelWalk + (2 * strength[partOf.mixing + 2] * slowest.sd ** 2) / slowest.tau;
  if (fading.dt !== dt) fading = fadingOver(dt);
  const { drift, fast, slow } = fading;
  const stirred = time < unrest.until ? (unrest.rate ** 2 * dt) / unrestTime : 0;
  return {
    dt,
    drift,
    fast,
    slow,
    noise: [
      walk * dt,
      driftSd(climate) ** 2 * (1 - drift ** 2) + stirred,
      strength[partOf.mixing] * mixing[0].sd ** 2 * (1 - fast ** 2),
      strength[partOf.mixing + 1] * mixing[1].sd ** 2 * (1 - slow ** 2),
    ],
  };
}

/** Moves what is believed over a step, in which people and known leaks move the level by `expected` (Pa/s). */
export function moveBelief(
  of: Believed,
  change: Change,
  { exposure, moved }: { readonly exposure: number; readonly moved: number },
  expected: number,
): void {
  const { x, P } = of;
  const level = see(x, 0) - moved;
  moveLadder(of.leak, change, exposure, level);
  moveLadder(of.passing, change, exposure, level);
  moveLadder(of.step, change, exposure, level);
  advance(x, 0, 1, change);
  x[0] += change.dt * expected;
  for (let r = 0; r < width; r++) advance(P, r * width, 1, change);
  for (let c = 0; c < width; c++) advance(P, c, width, change);
  for (let r = 0; r < width; r++) P[r * (width + 1)] += change.noise[r];
}

function moveLadder(ladder: Ladder, change: Change, exposure: number, level: number): void {
  const { response, count } = ladder;
  for (let k = 0; k < width * count; k += width) advance(response, k, 1, change);
  ageLadder(ladder, exposure, level);
}

/** Moves the four numbers of `v` that begin at `from` and stand `stride` apart. */
function advance(v: Float64Array, from: number, stride: number, { dt, drift, fast, slow }: Change): void {
  v[from] += dt * v[from + stride];
  v[from + stride] *= drift;
  v[from + 2 * stride] *= fast;
  v[from + 3 * stride] *= slow;
}

/** What a reading sees of the four numbers of `v` that begin at `from`. */
export const see = (v: Float64Array, from: number) => v[from] + v[from + 2] + v[from + 3];

/** What a reading tells of what is believed: no change to it. */
export function surprise({ x, P }: Believed, { value, variance }: Briefly): Surprise {
  const level = see(P, 0);
  const drift = see(P, width);
  const fast = see(P, 2 * width);
  const slow = see(P, 3 * width);
  const total = level + fast + slow + variance;
  const gain = [level / total, drift / total, fast / total, slow / total];
  return { innovation: value - see(x, 0), variance: total, gain };
}

/** The state moves by what a reading told. */
export function correct({ x, P }: Believed, { innovation, gain }: Surprise): void {
  const [level, drift, fast, slow] = [see(P, 0), see(P, width), see(P, 2 * width), see(P, 3 * width)];
  for (let r = 0; r < width; r++) {
    x[r] += gain[r] * innovation;
    P[r * width] -= gain[r] * level;
    P[r * width + 1] -= gain[r] * drift;
    P[r * width + 2] -= gain[r] * fast;
    P[r * width + 3] -= gain[r] * slow;
  }
}

/** `score` of the ladder, written out for this state: it is called for every reading. */
export function scoreBriskly(
  ladder: Ladder,
  exposure: number,
  { innovation, variance, gain }: Surprise,
  scale: number,
): void {
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
