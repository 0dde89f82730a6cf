import { fromSI } from "./convert.ts";
import type { Interval } from "./interval.ts";
import type { Dimension, Dimensions } from "./units.ts";

/** `x` to `digits` significant figures without an exponent: 0.0123, 18.1, 433. */
export function significant(x: number, digits = 3): string {
  if (!Number.isFinite(x)) return x > 0 ? "unlimited" : "unknown";
  if (x === 0) return "0";
  const exponent = Number(x.toExponential(digits - 1).split("e")[1]);
  return x.toFixed(Math.max(0, Math.min(12, digits - 1 - exponent)));
}

/** A quantity for people: "0.600 mmHg/h". */
export function formatQuantity<D extends Dimension>(dimension: D, x: Dimensions[D], unit: string, digits = 3): string {
  return `${significant(fromSI(dimension, x, unit), digits)} ${unit}`;
}

/** A value and its 90 % interval for people: "0.61 (0.48 to 0.77) mmHg/h". */
export function formatInterval<D extends Dimension>(
  dimension: D,
  x: Interval<Dimensions[D]>,
  unit: string,
  digits = 2,
): string {
  const [value, low, high] = [x.value, x.low, x.high].map((v) => significant(fromSI(dimension, v, unit), digits));
  return `${value} (${low} to ${high}) ${unit}`;
}
