/** The rows of some series of a station between two times, as SQL. */
import type { StationBook } from "./book.ts";
import { cellLength, cellOf, cellOrigin, cellStart } from "./schema.ts";

/** (µs) From `from` up to and without `to`; open ends are infinite. */
export interface Times {
  readonly from: number;
  readonly to: number;
}

export interface Wanted extends Times {
  readonly station: StationBook;
  /** Numbers of series. */
  readonly series: readonly number[];
}

/** (s, SQL) A time in the very double that a recording's text is read as. */
export const inSeconds = (time: string) => `((${time})::DOUBLE / 1e6::DOUBLE)`;

/** A text as SQL. */
export const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

const among = (series: readonly number[]) =>
  series.length === 1 ? `series = ${series[0]}` : `series IN (${series.join(", ")})`;

const between = (column: string, from: number, to: number) =>
  `${Number.isFinite(from) ? ` AND ${column} >= ${from}` : ""}${Number.isFinite(to) ? ` AND ${column} < ${to}` : ""}`;

/** The condition on `series` and `time`. */
export const where = ({ series, from, to }: Wanted): string => among(series) + between("time", from, to);

/** The condition on `series` and `cell` for every cell that has a part in the range. */
export function whereCells({ series, from, to }: Wanted): string {
  const number = (time: number) => (time - cellOrigin) / cellLength;
  return among(series) + between("cell", Math.floor(number(from)), Math.ceil(number(to)));
}

/** Every row: series, time (µs), value or null, text or null, arrival (of a word; 0). */
export function rowsOf(wanted: Wanted): string {
  const { id } = wanted.station;
  const numbers = `series, time, value, NULL::VARCHAR AS text, 0 AS arrival`;
  return `(
    SELECT ${numbers} FROM sorted_${id} WHERE ${where(wanted)}
    UNION ALL SELECT ${numbers} FROM recent_${id} WHERE ${where(wanted)}
    UNION ALL SELECT series, time, NULL, text, arrival FROM words WHERE ${where(wanted)})`;
}

/** In order of time; rows of one moment numbers first, then words as they came. */
export const order = "time, arrival, series, value";

/** How many rows there are in each cell (cell, count), counted without reading the sorted ones. */
export function cellCounts(wanted: Wanted): string {
  const { id } = wanted.station;
  return `
    SELECT cell, sum(count)::DOUBLE FROM (
      SELECT cell, count FROM cells_${id} WHERE ${whereCells(wanted)}
      UNION ALL SELECT ${cellOf("time")}, 1 FROM recent_${id} WHERE ${where(wanted)}
      UNION ALL SELECT ${cellOf("time")}, 1 FROM words WHERE ${where(wanted)})
    GROUP BY cell ORDER BY cell`;
}

/** The times (µs) of the first and last number; null where there is none. */
export function ends(wanted: Wanted): string {
  const { id } = wanted.station;
  const start = cellStart("cell");
  return `
    SELECT min(first)::DOUBLE, max(last)::DOUBLE FROM (
      SELECT ${start} + first_at AS first, ${start} + last_at AS last FROM cells_${id} WHERE ${whereCells(wanted)}
      UNION ALL SELECT time, time FROM recent_${id} WHERE ${where(wanted)})`;
}
