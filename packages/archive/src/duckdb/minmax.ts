/** A picture of many numbers in few. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { second } from "@hullwatch/core/quantity";
import type { Bucket } from "../archive.ts";
import { cellLength, cellOrigin, cellStart } from "./schema.ts";
import { ends, inSeconds, type Wanted, where, whereCells } from "./select.ts";

/** (µs) The width of the parts: at most `points / 2` of them lie in the range, wherever it begins. */
function partWidth(span: number, points: number): number {
  const width = Math.max(1, Math.ceil(span / (Math.max(2, Math.floor(points / 2)) - 1)));
  return width < cellLength ? width : Math.ceil(width / cellLength) * cellLength;
}

/** Where parts are as wide as cells, cells that lie wholly in the range stand for their sorted rows. */
export async function minmaxOf(connection: DuckDBConnection, asked: Wanted, points: number): Promise<Bucket[]> {
  const [[first, last]] = (await connection.runAndReadAll(ends(asked))).getRows();
  if (first === null) return [];
  const open = { from: Math.max(asked.from, Number(first)), to: Math.min(asked.to, Number(last) + 1) };
  const wanted = { ...asked, ...open };
  const { station, from, to } = wanted;
  const width = partWidth(to - from, points);
  const origin = Math.floor(from / width) * width;
  const whole = width >= cellLength ? wholeCells(from, to) : null;
  const raw = (table: string, times: { from: number; to: number }) => `
    SELECT (time - (${origin})) // ${width} AS part, 1 AS count, value AS sum,
      value AS min, time AS min_time, value AS max, time AS max_time
    FROM ${table}_${station.id} WHERE ${where({ ...wanted, ...times })}`;
  const sources = [raw("recent", { from, to })];
  if (whole === null) sources.push(raw("sorted", { from, to }));
  else {
    if (from < whole.from) sources.push(raw("sorted", { from, to: whole.from }));
    if (whole.to < to) sources.push(raw("sorted", { from: whole.to, to }));
    const start = cellStart("cell");
    sources.push(`
      SELECT (${start} - (${origin})) // ${width}, count, sum, min, ${start} + min_at, max, ${start} + max_at
      FROM cells_${station.id}
      WHERE ${whereCells({ ...wanted, ...whole })}`);
  }
  const found = await connection.runAndReadAll(`
    SELECT ${inSeconds(`part * ${width} + (${origin})`)}, sum(count)::DOUBLE, sum(sum) / sum(count),
      min(min), ${inSeconds("arg_min(min_time, min)")}, max(max), ${inSeconds("arg_max(max_time, max)")}
    FROM (${sources.join(" UNION ALL ")}) GROUP BY part ORDER BY part`);
  return found.getRows().map((row) => bucket(row as number[]));
}

/** The cells that lie in a range wholly, as times. */
function wholeCells(from: number, to: number): { from: number; to: number } {
  const up = Math.ceil((from - cellOrigin) / cellLength) * cellLength + cellOrigin;
  const down = Math.floor((to - cellOrigin) / cellLength) * cellLength + cellOrigin;
  return { from: up, to: Math.max(up, down) };
}

const bucket = ([from, count, mean, min, minTime, max, maxTime]: number[]): Bucket => ({
  from: second(from),
  count,
  mean,
  min,
  minTime: second(minTime),
  max,
  maxTime: second(maxTime),
});
