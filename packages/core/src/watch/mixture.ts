/** What is told of a mixture: where a share of it lies below, and by that its middle and its 90 % interval. */
import { below, quantile } from "./normal.ts";

/** One Gaussian of a mixture, with its probability. */
export interface Part {
  readonly p: number;
  readonly fall: number;
  readonly sd: number;
}

export interface Spread {
  /** Half of it lies below. */
  readonly middle: number;
  /** Of the Gaussian whose 90 % interval is as wide. */
  readonly sd: number;
  /** (-) By which part of its half-width the interval reaches higher up than `middle`, and less far down. */
  readonly lean: number;
}

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

/** The middle and the 90 % interval of a mixture of Gaussians. */
export function spreadOf(parts: readonly Part[]): Spread {
  const low = Math.min(...parts.map(({ fall, sd }) => fall - reach * sd));
  const high = Math.max(...parts.map(({ fall, sd }) => fall + reach * sd));
  const share = (x: number) => parts.reduce((sum, { p, fall, sd }) => sum + p * below((x - fall) / sd), 0);
  const [from, middle, to] = [0.05, 0.5, 0.95].map((p) => invert(share, p, low, high));
  return { middle, sd: (to - from) / (2 * half), lean: (to + from - 2 * middle) / (to - from) };
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
