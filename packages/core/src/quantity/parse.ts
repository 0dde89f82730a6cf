import { toSI } from "./convert.ts";
import { UnitError } from "./errors.ts";
import { type Dimension, type Dimensions, units } from "./units.ts";

const pattern = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\S*)\s*$/;

/** What people also write: powers and degrees typed as such ("mm²", "°C"), and C for Celsius. */
const canonical = (unit: string) => unit.normalize("NFKC").replace("°", "deg").replace(/^C$/, "degC");

/**
 * Reads "745mmHg", "0.6 mmHg/h", "22degC". A number with no unit, or with a unit of another dimension, is refused with
 * the units that fit (`UnitError`).
 */
export function parseQuantity<D extends Dimension>(dimension: D, text: string): Dimensions[D] {
  const [, digits, unit = ""] = pattern.exec(text) ?? [];
  const name = canonical(unit);
  if (digits === undefined || !Object.hasOwn(units[dimension], name)) throw new UnitError(dimension, text);
  const value = toSI(dimension, Number(digits), name);
  if (!Number.isFinite(value)) throw new UnitError(dimension, text);
  return value;
}
