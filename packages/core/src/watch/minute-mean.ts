/**
 * What the mean of a minute sees of a process that goes on meanwhile. Readings are taken as evenly spaced, the last one at the
 * end of the minute: of one alone the mean is a point, of many it is the integral. So it smooths what is quicker than itself, and
 * lags behind by up to half of its length.
 */
import type { Oscillation, Wander } from "./nuisance.ts";

/** Readings a minute that are told apart; others count as the nearest of these, in their ratio. */
const counts = [1, 2, 3, 4, 6, 10, 20, 60];

/** (-) The count of readings a minute as which `readings` of them pass. */
export function countOf(readings: number): number {
  let k = 0;
  while (k < counts.length - 1 && readings > Math.sqrt(counts[k] * counts[k + 1])) k++;
  return counts[k];
}

/** (s) When they are taken, from the beginning of a step of `dt` (s) on. */
const times = (dt: number, readings: number) => Array.from({ length: readings }, (_, j) => (dt * (j + 1)) / readings);

/** (-) Which part of the step has gone by at the mean of them. */
export const shareOf = (readings: number) => (readings + 1) / (2 * readings);

/**
 * What the mean of a step sees of a part of the state: weights of its numbers at the beginning; variance of what came in since, and
 * covariance of that with what of it is left in those numbers at the end.
 */
export interface Averaged {
  readonly weights: readonly number[];
  readonly own: number;
  readonly across: readonly number[];
}

/** Means of `of` over the readings, and over their pairs, the earlier first. */
const over = (at: readonly number[], of: (t: number) => number) => at.reduce((s, t) => s + of(t), 0) / at.length;
const pairs = (at: readonly number[], of: (first: number, later: number) => number) =>
  over(at, (a) => over(at, (b) => of(Math.min(a, b), Math.max(a, b))));

/** Of a first-order process. */
export function wandering({ sd, tau }: Wander, dt: number, readings: number): Averaged {
  const at = times(dt, readings);
  // What has come in by a moment, seen a while later.
  const since = (t: number, later: number) => -(sd ** 2) * Math.expm1((-2 * t) / tau) * Math.exp((t - later) / tau);
  return {
    weights: [over(at, (t) => Math.exp(-t / tau))],
    own: pairs(at, since),
    across: [over(at, (t) => since(t, dt))],
  };
}

/** Of an oscillation, whose first number is seen: by both of its numbers. */
export function swinging({ sd, period, coherence }: Oscillation, dt: number, readings: number): Averaged {
  const at = times(dt, readings);
  const turn = (2 * Math.PI) / period;
  const faded = (t: number) => Math.exp(-t / coherence);
  const since = (t: number, later: number) => -(sd ** 2) * Math.expm1((-2 * t) / coherence) * faded(later - t);
  return {
    weights: [over(at, (t) => faded(t) * Math.cos(turn * t)), over(at, (t) => -faded(t) * Math.sin(turn * t))],
    own: pairs(at, (a, b) => since(a, b) * Math.cos(turn * (b - a))),
    across: [
      over(at, (t) => since(t, dt) * Math.cos(turn * (dt - t))),
      over(at, (t) => since(t, dt) * Math.sin(turn * (dt - t))),
    ],
  };
}

/** Of a random walk of so much variance a second. */
export function walking(rate: number, dt: number, readings: number): Averaged {
  const at = times(dt, readings);
  return { weights: [1], own: rate * pairs(at, (a) => a), across: [rate * over(at, (t) => t)] };
}

/** (-) What is left of the power at an angular frequency `w` (1/s) in means of so many readings over `dt` (s): |H|^2. */
export function passedAt(w: number, dt: number, readings: number): number {
  const half = (w * dt) / readings / 2;
  const one = Math.sin(half);
  return Math.abs(one) < 1e-12 ? 1 : (Math.sin(readings * half) / (readings * one)) ** 2;
}

/**
 * (unit2) Covariance of two means whose steps begin `lag` (s) apart, of a stationary process whose own is `covariance`: each
 * difference of two times of reading as often as it comes.
 */
export function covarianceOfMeans(
  covariance: (lag: number) => number,
  lag: number,
  dt: number,
  readings: number,
): number {
  let sum = 0;
  for (let d = 1 - readings; d < readings; d++) {
    sum += (readings - Math.abs(d)) * covariance(Math.abs(lag + (d * dt) / readings));
  }
  return sum / readings ** 2;
}
