import { type Phrase, phrase, type Refusal, refusalOf } from "../../phrase/index.ts";

/** A flux was asked for outside what its model was made for, and widening would say nothing. */
export class FluxRangeError extends Error {
  override readonly name = "FluxRangeError";
  readonly code = "HW_FLUX_RANGE";
  readonly faults: readonly Refusal[];

  /** `model` is whose flux was asked for. */
  constructor(model: string, found: Phrase, expected: Phrase) {
    const fault = refusalOf(model, found, expected);
    super(`${model}: found ${fault.found}, expected ${fault.expected}`);
    this.faults = [fault];
  }

  /** The same refusal, of a part of what was asked. */
  of(part: string): FluxRangeError {
    const [{ path, says }] = this.faults;
    return new FluxRangeError(`${part}: ${path}`, says.found, says.expected);
  }
}

/** `what` was asked for, with its unit: "an altitude (km)". */
export const outOfRange = (model: string, what: Phrase, found: number, expected: Phrase) =>
  new FluxRangeError(model, phrase`${what} of ${Number(found.toPrecision(6))}`, expected);

/** Throws `FluxRangeError` unless `low <= x <= high`. */
export function within(model: string, what: Phrase, x: number, low: number, high: number, unit: string): void {
  if (x >= low && x <= high) return;
  throw outOfRange(
    model,
    phrase`${what} (${unit})`,
    x,
    phrase`${low} to ${high} ${unit}: the model says nothing outside`,
  );
}
