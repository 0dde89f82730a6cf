import { UnitError } from "./errors.ts";
import { type Dimension, type Dimensions, units } from "./units.ts";

const unitOf = (dimension: Dimension, name: string, found: string) => {
  const unit = Object.hasOwn(units[dimension], name) ? units[dimension][name] : undefined;
  if (unit === undefined) throw new UnitError(dimension, found);
  return unit;
};

/** The SI value of `x` written in `unit`. Throws `UnitError` where the unit does not belong to the dimension. */
export function toSI<D extends Dimension>(dimension: D, x: number, unit: string): Dimensions[D] {
  const { factor, offset } = unitOf(dimension, unit, `${x}${unit}`);
  return (x * factor + offset) as Dimensions[D];
}

/** `x` (SI) as a plain number in `unit`. Throws `UnitError` where the unit does not belong to the dimension. */
export function fromSI<D extends Dimension>(dimension: D, x: Dimensions[D], unit: string): number {
  const { factor, offset } = unitOf(dimension, unit, unit);
  return (x - offset) / factor;
}

/** The SI size of a difference `x` written in `unit`: no offset, so that 1 degC of noise is 1 K. */
export function differenceToSI<D extends Dimension>(dimension: D, x: number, unit: string): Dimensions[D] {
  return (x * unitOf(dimension, unit, `${x}${unit}`).factor) as Dimensions[D];
}
