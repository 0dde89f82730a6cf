/** What is told of a mixture: one value for all of it, and by where a share of it lies below its 90 % interval. */
import { below, quantile } from "./normal.ts";

/** One Gaussian of a mixture, with its probability. */
export interface Part {
  readonly p: number;
  readonly fall: number;
  readonly sd: number;
}

export interface Spread {
  /** What is told, within the interval. */
  readonly value: number;
  /** Of the Gaussian whose 90 % interval is as wide. */
  readonly sd: number;
  /** (-) By which part of its half-width the interval reaches higher up than `value`, and less far down. */
  readonly lean: number;
}

/**
 * (-) What is told of a fall is at most so many times the one by which air lasts as long as it does on average. Chosen between errors over the
 * Cramer-Rao bound and how often the truth is within 25 % of it, on seeds 1 to 480 of `npm run bench -- sizing` and 1 to 40 of `-- nights`.
 */
const hastiest = 1.2;

/** Half of the 90 % interval of a Gaussian, in standard deviations, to as many digits as one part alone is to stay what it is. */
const half = quantile(0.95);
/** Standard deviations beyond which nothing of a part lies. */
const reach = 6;
const halvings = 60;

/** The value between `low` and `high` at which `share`, which grows, is `p`. */
function invert(share: (x: number) => number, p: number, low: number, high: number): number {
  let [from, to] = [low, high];
  for (let k = 0; k < halvings; k++) {
    const middle = (from + to) / 2;
    if (share(middle) < p) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

/** The values of a mixture under which its shares `ps` lie. */
function quantilesOf(parts: readonly Part[], ps: readonly number[]): readonly number[] {
  const low = Math.min(...parts.map(({ fall, sd }) => fall - reach * sd));
  const high = Math.max(...parts.map(({ fall, sd }) => fall + reach * sd));
  const share = (x: number) => parts.reduce((sum, { p, fall, sd }) => sum + p * below((x - fall) / sd), 0);
  return ps.map((p) => invert(share, p, low, high));
}

/**
 * The one fall that is told of a mixture of falls, all above 0: its middle, but at most `hastiest` times what the mean of their inverses
 * gives. How long air lasts goes with the inverse: where an onset of minutes and one of hours both fit, the middle may be the
 * minutes', ten times what the other takes, and the reserve told would be a small part of what it is on average.
 */
export function fallToTell(parts: readonly Part[]): number {
  // Of a Gaussian, to the second order; of one that is as wide as its mean there is no such mean.
  const inverse = parts.reduce((sum, { p, fall, sd }) => sum + (p / fall) * (1 + Math.min(1, sd / fall) ** 2), 0);
  const [middle] = quantilesOf(parts, [0.5]);
  return Math.min(middle, hastiest / inverse);
}

/** The 90 % interval of a mixture of Gaussians, and in it `told` or what comes next to that. */
export function spreadOf(parts: readonly Part[], told = fallToTell(parts)): Spread {
  const [from, to] = quantilesOf(parts, [0.05, 0.95]);
  const value = Math.min(to, Math.max(from, told));
  return { value, sd: (to - from) / (2 * half), lean: (to + from - 2 * value) / (to - from) };
}

/** A stretch of time (s) with its probability, anywhere in which it is as likely. */
export interface Stretch {
  readonly p: number;
  readonly from: number;
  readonly to: number;
}

/** The 5, 50 and 95 % quantiles (s) of a mixture of stretches. */
export function timesOf(stretches: readonly Stretch[]): readonly [number, number, number] {
  const low = Math.min(...stretches.map(({ from }) => from));
  const high = Math.max(...stretches.map(({ to }) => to));
  const share = (t: number) =>
    stretches.reduce((sum, { p, from, to }) => sum + p * Math.min(1, Math.max(0, (t - from) / (to - from))), 0);
  const at = (p: number) => invert(share, p, low, high);
  return [at(0.05), at(0.5), at(0.95)];
}
