/** A Kalman filter over the state of `model.ts`, one scalar reading at a time (Kalman 1960; no matrix is inverted). */
import { copyOfNumbers } from "./copy.ts";
import { advance, at, columns, rows, type Sight, type Step, startVariance, states, weightOf } from "./model.ts";

/** Mean, and covariance by rows. */
export interface Belief {
  readonly x: Float64Array;
  readonly P: Float64Array;
  /** How many of the first parts of the state are in use: the places of gauges of codes, which are the last, wait for one each. */
  used: number;
}

/** What one reading told: the surprise, its variance, and how far each state that is in use moved per unit of surprise. */
export interface Surprise {
  readonly innovation: number;
  readonly variance: number;
  readonly gain: readonly number[];
}

/** A belief with the model's stationary variances. */
export function startBelief(levelSd: number, nominalSd: number): Belief {
  const P = new Float64Array(states * states);
  startVariance(levelSd, nominalSd).forEach((v, i) => {
    P[i * states + i] = v;
  });
  return { x: new Float64Array(states), P, used: at.gauges };
}

/** A copy that goes its own way, written over `spare`. */
export const copyOfBelief = ({ x, P, used }: Belief, spare?: Belief): Belief => ({
  x: copyOfNumbers(x, spare?.x),
  P: copyOfNumbers(P, spare?.P),
  used,
});

/** What the noise of a step depends on: (-) variance of each part of the weather over the assumed one; (Pa2) rounding of the gauges. */
export interface Noise {
  readonly strength: Float64Array;
  readonly rounding: number;
}

/** Moves a belief over one step. `leakFall`, `nitrogenFall` (s): exposure of the step, P/P0 times dt. */
export function predict(b: Belief, s: Step, leakFall: number, nitrogenFall: number, noise: Noise): void {
  advance(s, b.x, leakFall, nitrogenFall);
  advance(s, b.P, leakFall, nitrogenFall, rows(b.used));
  advance(s, b.P, leakFall, nitrogenFall, columns(b.used));
  const mean = at.mean * states;
  for (let i = 0; i < b.used; i++) {
    const by = s.weather[i] > 0 ? noise.strength[s.part[i]] : 1;
    b.P[i * states + i] += s.noise[i] + by * s.weather[i];
    b.P[mean + at.mean] += by * s.own[i];
    b.P[mean + i] += by * s.across[i];
    b.P[i * states + at.mean] += by * s.across[i];
  }
  b.P[at.rounding * states + at.rounding] += noise.rounding * (1 - s.decay[at.rounding] ** 2);
}

/**
 * The level moves by `amount` (Pa), give or take `variance` (Pa2), in the step that was just predicted; its mean by the `share` (-)
 * of that which has happened by then.
 */
export function nudge({ x, P }: Belief, amount: number, variance: number, share: number): void {
  const [level, mean] = [at.level * states, at.mean * states];
  x[at.level] += amount;
  x[at.mean] += share * amount;
  P[level + at.level] += variance;
  P[level + at.mean] += share * variance;
  P[mean + at.level] += share * variance;
  P[mean + at.mean] += share ** 2 * variance;
}

/** What the belief expects of a reading, and how unsure it is: no change to the belief. */
export function foresee(b: Belief, sight: Sight): { mean: number; variance: number } {
  const { index } = sight;
  let mean = 0;
  let variance = 0;
  for (let k = 0; k < index.length; k++) {
    const w = weightOf(sight, k);
    mean += w * b.x[index[k]];
    variance += w * seen(b, sight, index[k]);
  }
  return { mean, variance };
}

/** Covariance of state `i` with the reading. */
function seen(b: Belief, sight: Sight, i: number): number {
  const { index } = sight;
  let sum = 0;
  for (let k = 0; k < index.length; k++) sum += weightOf(sight, k) * b.P[i * states + index[k]];
  return sum;
}

/** Covariances of the state with the reading that is being taken in. */
const PC = new Float64Array(states);

/** Takes in one reading with noise variance `R`. */
export function update(b: Belief, sight: Sight, reading: number, R: number): Surprise {
  const { index } = sight;
  for (let i = 0; i < b.used; i++) PC[i] = seen(b, sight, i);
  let mean = 0;
  let variance = R;
  for (let k = 0; k < index.length; k++) {
    mean += weightOf(sight, k) * b.x[index[k]];
    variance += weightOf(sight, k) * PC[index[k]];
  }
  const innovation = reading - mean;
  const gain: number[] = [];
  for (let i = 0; i < b.used; i++) gain.push(PC[i] / variance);
  const { x, P } = b;
  for (let i = 0; i < b.used; i++) {
    const by = gain[i];
    x[i] += by * innovation;
    for (let j = i, right = i * (states + 1), down = right; j < b.used; j++, right++, down += states) {
      const p = P[right] - by * PC[j];
      P[right] = p;
      P[down] = p;
    }
  }
  return { innovation, variance, gain };
}
