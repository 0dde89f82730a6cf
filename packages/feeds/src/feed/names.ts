import { type Dimension, units } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import { readTime } from "../csv/index.ts";
import type { MapEntry } from "./map.ts";
import type { Reading, SourceRow } from "./row.ts";
import { unitNamed } from "./unit-names.ts";

/** A parameter of the station, and the unit in which its file has it; null where its value is a word. */
interface Target {
  readonly parameter: string;
  readonly unit: { readonly dimension: Dimension; readonly name: string } | null;
}

/** Units of parameters that are no sensor (recordings, section 2 of the formats). */
const reported: Readonly<Record<string, Target["unit"]>> = {
  gauge: { dimension: "pressure", name: "mmHg" },
  supply: { dimension: "massFlow", name: "kg/h" },
};

/** A row that cannot be used. */
export interface Refused {
  readonly refused: string;
}

/** What the source calls a parameter, and what the station calls it; and the units of both. */
export class Names {
  readonly #map: ReadonlyMap<string, MapEntry>;
  readonly #sensors: ReadonlyMap<string, Target["unit"]>;

  /** `map` may leave out what is called the same on both sides. */
  constructor(station: Station, map: readonly MapEntry[] = []) {
    this.#map = new Map(map.map((entry) => [entry.from, entry]));
    this.#sensors = new Map(
      station.sensors.map(({ id, quantity, unit }) => [
        id,
        { dimension: quantity === "temperature" ? "temperature" : "pressure", name: unit },
      ]),
    );
  }

  /** The names by which the source is to be asked: those of the map, or else the station's own sensors. */
  get asked(): readonly string[] {
    return this.#map.size > 0 ? [...this.#map.keys()] : [...this.#sensors.keys()];
  }

  /** What the station calls it; null where it knows no such parameter. */
  parameterOf(name: string): string | null {
    const parameter = this.#map.get(name)?.to ?? name;
    return this.#sensors.has(parameter) || parameter.includes(":") ? parameter : null;
  }

  /** The row in the station's terms; null where the station does not know it. */
  take(row: SourceRow): Reading | Refused | null {
    const { name, quality, time } = row;
    const parameter = this.parameterOf(name);
    if (parameter === null) return null;
    if (Number.isNaN(readTime(time.toString())))
      return { refused: `${name}: found time ${time}, expected UNIX seconds` };
    if (quality === "bad" || quality === "stale") return { time, parameter, value: "", quality };
    const value = this.#value(row, parameter);
    return typeof value === "string" ? { time, parameter, value, quality: value === "" ? "bad" : quality } : value;
  }

  #value({ name, value, unit: said }: SourceRow, parameter: string): string | Refused {
    const entry = this.#map.get(name);
    if (value === null || (typeof value === "number" && !Number.isFinite(value))) return "";
    const word = entry?.words?.[String(value)];
    if (word !== undefined) return word;
    const wanted = this.#sensors.get(parameter) ?? reported[parameter.slice(0, parameter.indexOf(":"))] ?? null;
    const unit = entry?.unit ?? said;
    if (wanted === null || unit === undefined) return String(value);
    if (unit === null || unit.trim() === "") {
      return {
        refused: `${name}: found no unit, expected one of ${parameter} in the map of the feed, such as unit: ${wanted.name}`,
      };
    }
    const number = typeof value === "number" ? value : Number(value.trim() === "" ? Number.NaN : value);
    if (!Number.isFinite(number)) return "";
    const known = unitNamed(wanted.dimension, unit);
    if (known === null) {
      const fit = Object.keys(units[wanted.dimension]).join(", ");
      return { refused: `${name}: found unit "${unit.slice(0, 40)}", expected one of ${parameter}: ${fit}` };
    }
    return converted(number, wanted, known);
  }
}

/** Twelve digits: more than any gauge has, fewer than those in which converting there and back differs. */
function converted(value: number, { dimension, name }: NonNullable<Target["unit"]>, from: string): string {
  if (from === name) return String(value);
  const [a, b] = [units[dimension][from], units[dimension][name]];
  return String(Number(((value * a.factor + a.offset - b.offset) / b.factor).toPrecision(12)));
}
