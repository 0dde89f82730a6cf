/** A flux was asked for outside what its model was made for, and widening would say nothing. */
export class FluxRangeError extends Error {
  override readonly name = "FluxRangeError";
  readonly code = "HW_FLUX_RANGE";
}

/** `what` was asked for, with its unit: "an altitude (km)". `expected` ends the sentence. */
export const outOfRange = (model: string, what: string, found: number, expected: string) =>
  new FluxRangeError(`${model}: found ${what} of ${Number(found.toPrecision(6))}, expected ${expected}`);

/** Throws `FluxRangeError` unless `low <= x <= high`. */
export function within(model: string, what: string, x: number, low: number, high: number, unit: string): void {
  if (x >= low && x <= high) return;
  throw outOfRange(model, `${what} (${unit})`, x, `${low} to ${high} ${unit}: the model says nothing outside`);
}
