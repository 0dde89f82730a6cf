/** What packets hold, made ready to read: everything an XTCE file says, resolved and checked. */
import type { ReadRaw } from "../encodings.ts";

/** How one parameter is read. */
export interface Parameter {
  /** Its place among all parameters. */
  readonly index: number;
  /** `/ISS/ECLSS/CabinPressure` */
  readonly qualified: string;
  readonly name: string;
  readonly bits: number;
  /** null: text or bytes, which are passed over. */
  readonly read: ReadRaw | null;
  /** What the raw number means: a number, or a word. */
  readonly meaning: (raw: number, values: Values) => number | string;
  /** null where the file gives none. */
  readonly unit: string | null;
  /** Outside these, after calibration, a value is none. */
  readonly range: readonly [low: number, high: number];
}

/** What the parameters of the packet that is being read have been so far, by `index`. */
export interface Values {
  readonly raw: Float64Array;
  readonly meant: (number | string | undefined)[];
}

export interface Comparison {
  readonly parameter: Parameter;
  readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=";
  /** A number where it is one, else a word. */
  readonly value: number | string;
  readonly isCalibrated: boolean;
}

export type Entry = {
  /** (bits) From the end of the entry before, or from the start of the container. */
  readonly offset: number;
  readonly from: "previous" | "start";
  /** All have to hold, or the entry is not there. */
  readonly when: readonly Comparison[];
} & ({ readonly parameter: Parameter } | { readonly container: Container });

export interface Container {
  readonly qualified: string;
  readonly isAbstract: boolean;
  readonly entries: readonly Entry[];
  /** What has to hold for a packet of the base to be one of these. */
  readonly when: readonly Comparison[];
  /** Those that are based on it. */
  readonly heirs: readonly Container[];
}

export interface Database {
  readonly parameters: readonly Parameter[];
  /** What every packet is read as first. */
  readonly root: Container;
}

/** Whether a comparison holds; not where its parameter has not been read. */
export function holds({ parameter, operator, value, isCalibrated }: Comparison, values: Values): boolean {
  const found = isCalibrated ? values.meant[parameter.index] : values.raw[parameter.index];
  if (found === undefined || values.meant[parameter.index] === undefined) return false;
  if (typeof found === "number" && typeof value === "number") return compare(found, operator, value);
  const isSame = String(found) === String(value);
  return operator === "==" ? isSame : operator === "!=" && !isSame;
}

function compare(a: number, operator: Comparison["operator"], b: number): boolean {
  switch (operator) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}
