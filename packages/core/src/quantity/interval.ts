/** A value with the bounds of its 90 % credible interval, all in the same SI unit. */
export interface Interval<Q extends number = number> {
  readonly value: Q;
  readonly low: Q;
  readonly high: Q;
}

/** (-) Half of the central 90 % interval of a Gaussian, in standard deviations. */
export const ninety = 1.645;

/** `low <= value <= high`, or a `RangeError` that shows the three numbers. */
export function interval<Q extends number>(value: Q, low: Q, high: Q): Interval<Q> {
  if (!(low <= value && value <= high)) {
    throw new RangeError(`an interval needs low <= value <= high, found ${low}, ${value}, ${high}`);
  }
  return { value, low, high };
}

/** The image of an interval under a monotone function; the ends change places where `f` falls. */
export function mapInterval<A extends number, B extends number>(x: Interval<A>, f: (a: A) => B): Interval<B> {
  const [a, b] = [f(x.low), f(x.high)];
  return a <= b ? { value: f(x.value), low: a, high: b } : { value: f(x.value), low: b, high: a };
}
