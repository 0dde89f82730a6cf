/** Readings of one parameter, and what there is of each. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { second } from "@hullwatch/core/quantity";
import type { Latest, ParameterSpan, Reading } from "../archive.ts";
import type { StationBook } from "./book.ts";
import { cellLength, cellOrigin, cellStart } from "./schema.ts";
import { inSeconds, order, rowsOf, type Wanted } from "./select.ts";

/** All readings that are wanted, in order, in the pieces that DuckDB gives them in. */
export async function readingsOf(connection: DuckDBConnection, wanted: Wanted): Promise<Reading[][]> {
  const result = await connection.run(
    `SELECT ${inSeconds("time")}, value, text FROM ${rowsOf(wanted)} ORDER BY ${order}`,
  );
  const pieces: Reading[][] = [];
  for (const chunk of await result.fetchAllChunks()) {
    const [times, values, texts] = chunk.getColumns();
    pieces.push(
      times.map((time, i) => ({ time: second(time as number), value: (values[i] ?? texts[i]) as number | string })),
    );
    await new Promise(setImmediate);
  }
  return pieces;
}

export async function spansOf(connection: DuckDBConnection, station: StationBook): Promise<ParameterSpan[]> {
  const start = cellStart("cell");
  const found = await connection.runAndReadAll(`
    SELECT parameter, ${inSeconds("min(first)")}, ${inSeconds("max(last)")}, sum(count)::DOUBLE FROM (
      SELECT series, ${start} + first_at AS first, ${start} + last_at AS last, count FROM cells_${station.id}
      UNION ALL SELECT series, time, time, 1 FROM recent_${station.id}
      UNION ALL SELECT series, time, time, 1 FROM words) r
    JOIN series s ON s.id = r.series WHERE s.station = ${station.id}
    GROUP BY parameter ORDER BY parameter`);
  return found.getRows().map(([parameter, first, last, rows]) => ({
    parameter: String(parameter),
    first: second(Number(first)),
    last: second(Number(last)),
    rows: Number(rows),
  }));
}

/** `before` (µs); null for all. Whole cells stand for their rows: only the last one, which the moment cuts, is looked into. */
export async function latestOf(
  connection: DuckDBConnection,
  { id }: StationBook,
  before: number | null,
): Promise<Latest[]> {
  const cellEnd = `${cellStart("cell")} + last_at`;
  const cut = before === null ? null : Math.floor((before - cellOrigin) / cellLength);
  const newest = "max(time) AS time, arg_max(value, time) AS value, NULL AS text FROM";
  const until = before === null ? "" : ` WHERE time < ${before}`;
  const whole = cut === null ? "" : ` WHERE cell < ${cut}`;
  const parts = [
    `SELECT series, ${newest} (SELECT series, ${cellEnd} AS time, last AS value FROM cells_${id}${whole}) GROUP BY series`,
    `SELECT series, ${newest} recent_${id}${until} GROUP BY series`,
    `SELECT series, max(time), NULL, arg_max(text, (time, arrival)) FROM words${until} GROUP BY series`,
  ];
  if (cut !== null)
    parts.push(`SELECT series, ${newest} sorted_${id}${until} AND time >= ${cellStart(`${cut}`)} GROUP BY series`);
  const found = await connection.runAndReadAll(`
    SELECT parameter, ${inSeconds("time")}, said.value, said.text FROM (
      SELECT series, max(time) AS time, arg_max({value: value, text: text}, time) AS said
      FROM (${parts.join(" UNION ALL ")}) GROUP BY series) r
    JOIN series s ON s.id = r.series WHERE s.station = ${id} ORDER BY parameter`);
  return found.getRows().map(([parameter, time, value, text]) => ({
    parameter: String(parameter),
    time: second(Number(time)),
    value: (value ?? text) as number | string,
  }));
}
