/**
 * A leak that the brisk tier has told of, followed by the sample: its fall and its onset become part of the small state, and
 * every reading that comes says more of both. The tier of minutes takes over when its own weather begins to matter.
 */
import { likely } from "./absorb.ts";
import { type Briefly, type Change, see, width } from "./brisk-filter.ts";
import { type Calibration, spreadAt } from "./calibration.ts";
import type { Component, Evidence } from "./evidence.ts";
import { birthsOf, type Ladder } from "./ladder.ts";

/** Level, drift, mixing of a minute and of twenty, then what the leak takes and when it began. */
const [fallAt, onsetAt] = [width, width + 1];
const size = width + 2;

export interface Followed {
  /** (Pa, Pa/s, Pa, Pa; Pa/s; s) and their covariance by rows; the onset counts from `from`. */
  readonly x: Float64Array;
  readonly P: Float64Array;
  /** (s) UNIX time of the reading that told of it. */
  readonly from: number;
  /** Whether no leak was known of before. */
  readonly first: boolean;
  /** (Pa) Pressure at which the fall is meant. */
  readonly pressure: number;
  /** (-) By what the variances of the brisk tier are multiplied. */
  readonly scale: number;
  /** (s) Between readings, and how many there were since. */
  readonly step: number;
  steps: number;
  /** (-) What chance did here at the age that the leak then had; and at the age that it has now, over that, where more. */
  readonly chance: number;
  doubt: number;
  /** Readings in a row that stood apart. */
  apart: number;
}

/** What is known of a leak at the end of a minute, or in one: (Pa/s) its fall and (s) its onset, as UNIX time, each with its sd. */
export interface Sharpened {
  readonly fall: number;
  readonly sd: number;
  readonly onset: number;
  readonly onsetSd: number;
}

/** Standard deviations beyond which a reading is left out, and how many of them in a row are something else than the leak. */
const apartAt = 6;
const apartMost = 3;
/** A hole may grow or clog by some 3 % in the square root of an hour. */
const growth = 0.03 ** 2 / 3600;

/** What was believed when the leak was told of: the small state, the ladder, and (s) exposure and the mean step so far. */
export interface Told {
  readonly x: Float64Array;
  readonly P: Float64Array;
  readonly leak: Ladder;
  readonly exposure: number;
  readonly step: number;
  readonly scale: number;
}

/** Begins to follow a leak told of by `reading`: the onsets of `evidence` become one Gaussian of the same mean and variance. */
export function startFollowing(
  told: Told,
  evidence: Evidence,
  { time, value, expected }: Omit<Briefly, "variance">,
  calibration: Calibration,
): Followed {
  const x = new Float64Array(size);
  const P = new Float64Array(size * size);
  x.set(told.x);
  for (let r = 0; r < width; r++) for (let c = 0; c < width; c++) P[r * size + c] = told.P[r * width + c] * told.scale;
  const shift = new Float64Array(size);
  const second = new Float64Array(size * size);
  for (const c of likely(evidence)) {
    const { mean, fall, onset } = componentOf(told, c);
    for (let i = 0; i < size; i++) {
      shift[i] += c.p * mean[i];
      for (let j = 0; j < size; j++)
        second[i * size + j] += c.p * (mean[i] * mean[j] + fall[i] * fall[j] + onset[i] * onset[j]);
    }
  }
  for (let i = 0; i < size; i++) {
    x[i] += shift[i];
    for (let j = 0; j < size; j++) P[i * size + j] += second[i * size + j] - shift[i] * shift[j];
  }
  // What was known of before goes on with it; how unsure it is stands in the drift.
  x[fallAt] -= expected;
  const { scale, step } = told;
  const chance = spreadAt(calibration, -x[onsetAt] / step);
  return {
    x,
    P,
    from: time,
    first: expected === 0,
    pressure: value,
    scale,
    step,
    steps: 0,
    chance,
    doubt: 1,
    apart: 0,
  };
}

/**
 * What one onset makes of the state: what it moves it by, what a standard deviation of its fall does, and one of its moment, which
 * lies anywhere between its neighbours'.
 */
function componentOf({ leak, exposure, step }: Told, { rung, fall, sd }: Component) {
  const ago = exposure - leak.since[rung];
  const unit = new Float64Array(size);
  for (let k = 0; k < width; k++) unit[k] = -leak.response[rung * width + k];
  unit[0] -= ago;
  unit[fallAt] = 1;
  const mean = unit.map((u) => u * fall);
  mean[onsetAt] = -ago;
  const onset = new Float64Array(size);
  onset[onsetAt] = (birthsOf(leak, rung) * step) / Math.sqrt(12);
  onset[0] = fall * onset[onsetAt];
  return { mean, fall: unit.map((u) => u * sd), onset };
}

/** Time goes on, as it does for the brisk tier. */
export function moveFollowed({ x, P, pressure, scale }: Followed, change: Change): void {
  const taken = (change.dt * see(x, 0)) / pressure;
  advance(x, 0, 1, change, taken);
  for (let r = 0; r < size; r++) advance(P, r * size, 1, change, taken);
  for (let c = 0; c < size; c++) advance(P, c, size, change, taken);
  for (let k = 0; k < width; k++) P[k * (size + 1)] += change.noise[k] * scale;
  P[fallAt * (size + 1)] += growth * x[fallAt] ** 2 * change.dt;
}

/** Moves the numbers of `v` that begin at `from` and stand `stride` apart. */
function advance(v: Float64Array, from: number, stride: number, change: Change, taken: number): void {
  v[from] += change.dt * v[from + stride] - taken * v[from + fallAt * stride];
  v[from + stride] *= change.drift;
  v[from + 2 * stride] *= change.fast;
  v[from + 3 * stride] *= change.slow;
}

/** Takes a reading; false where the pressure no longer goes as the leak would have it. */
export function takeFollowed(
  f: Followed,
  { value, variance }: Pick<Briefly, "value" | "variance">,
  calibration: Calibration,
): boolean {
  const { x, P, scale } = f;
  const sight = Float64Array.from({ length: size }, (_, r) => see(P, r * size));
  const total = see(sight, 0) + variance * scale;
  const innovation = value - see(x, 0);
  f.steps++;
  // Of a reading that is wide of the mark an onset may come out that is yet to be.
  const age = Math.max(1, f.steps - x[onsetAt] / f.step);
  f.doubt = Math.max(1, spreadAt(calibration, age) / f.chance);
  f.apart = innovation ** 2 > apartAt ** 2 * total ? f.apart + 1 : 0;
  if (f.apart > 0) return f.apart < apartMost;
  for (let r = 0; r < size; r++) {
    x[r] += (sight[r] * innovation) / total;
    for (let c = 0; c < size; c++) P[r * size + c] -= (sight[r] * sight[c]) / total;
  }
  return true;
}

/** What is known of the leak now, its fall at a pressure of `first` (Pa). */
export function sharpenedBy({ x, P, from, pressure, doubt }: Followed, first: number): Sharpened {
  const sdOf = (k: number) => Math.sqrt(Math.max(0, doubt * P[k * (size + 1)]));
  return {
    fall: (x[fallAt] * first) / pressure,
    sd: (sdOf(fallAt) * first) / pressure,
    onset: from + x[onsetAt],
    onsetSd: sdOf(onsetAt),
  };
}
