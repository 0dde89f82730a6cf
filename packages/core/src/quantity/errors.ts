import { type Dimension, units } from "./units.ts";

/** How people say a dimension in a sentence. */
const spoken: Record<Dimension, string> = {
  pressure: "a pressure",
  pressureRate: "a pressure rate",
  temperature: "a temperature",
  time: "a time",
  mass: "a mass",
  massFlow: "a mass flow",
  length: "a length",
  area: "an area",
  volume: "a volume",
  volumeFlow: "a volume flow",
  force: "a force",
};

const written: Partial<Record<Dimension, string>> = {
  pressureRate: "mmHg/h, mbar/h, kPa/h, psi/day or any pressure over s, min, h, day",
  massFlow: "kg/day, kg/h, g/s, lb/day or any mass over s, min, h, day",
};

/** A quantity that could not be read: no unit, a unit of another dimension, or no number. */
export class UnitError extends Error {
  override readonly name = "UnitError";
  readonly code = "HW_UNIT";
  readonly dimension: Dimension;
  readonly found: string;
  /** Units that would fit, in a row. */
  readonly fits: string;

  constructor(dimension: Dimension, found: string) {
    const fits = written[dimension] ?? Object.keys(units[dimension]).join(", ");
    super(`found "${found}", expected ${spoken[dimension]} with its unit: ${fits}`);
    this.dimension = dimension;
    this.found = found;
    this.fits = fits;
  }
}
