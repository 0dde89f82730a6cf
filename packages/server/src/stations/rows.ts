/** What is sent to a station, as rows that the journal keeps and as inputs of its engine. */
import type { Row } from "@hullwatch/archive";
import type { Input } from "@hullwatch/core/engine";
import type { Station } from "@hullwatch/core/station";
import { createRows, emptyTally, type Fault, type Rows, type Tally } from "@hullwatch/feeds/csv";

const noPlaces = [0, 0, 0];

/** A row that was sent as JSON. */
export interface SentRow {
  readonly time: string | number;
  readonly parameter: string;
  readonly value: string | number | null;
}

/** Rows of one station, checked as `hullwatch replay` checks them. What the station does not know is counted in `tally`. */
export class RowCheck implements Rows<Row> {
  readonly tally: Tally = emptyTally();
  readonly #inputs: Rows<Input>;

  constructor(station: Station) {
    this.#inputs = createRows(station, this.tally);
  }

  /** The row, a fault, or null where the station does not know the parameter or a number is missing. */
  take({ time, parameter, value }: SentRow): Row | Fault | null {
    return this.row([String(time), parameter, value === null ? "" : String(value)], noPlaces);
  }

  sample(): null {
    return null;
  }

  row(fields: readonly string[], starts: readonly number[]): Row | Fault | null {
    const input = this.#inputs.row(fields, starts);
    if (input === null || "expected" in input) return input;
    const [, parameter, value] = fields;
    return { time: input.time, parameter: parameter.trim(), value: input.type === "note" ? value : value.trim() };
  }

  /** A comment changes nothing: what it would set is not in the journal. */
  comment(): null {
    return null;
  }

  begins(line: string): boolean {
    return this.#inputs.begins(line);
  }
}

/** The input that a row of the journal is for the engine; null where the station no longer knows it. */
export function inputReader(station: Station): (row: Row) => Input | null {
  const rows = createRows(station, emptyTally());
  return ({ time, parameter, value }) => {
    const input = rows.row([String(time), parameter, value], noPlaces);
    return input === null || "expected" in input ? null : input;
  };
}

/** Whether a row reports what somebody did, and no reading. */
export const isReport = ({ parameter }: Pick<Row, "parameter">): boolean => parameter.includes(":");
