/** Readings as files. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, DuckDBTimestampTZValue } from "@duckdb/node-api";
import type { AnyRow } from "./views.ts";

export const csvHead = "time,parameter,value\n";

const needsQuotes = /[",\n\r]/;
const field = (text: string) => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The lines of a recording, as one text. Fractions of a second stand where there are any, to the microsecond. */
export const csvLines = (rows: readonly AnyRow[], names: ReadonlyMap<number, string>): string =>
  rows.map(({ time, series, value }) => `${momentOf(time)},${field(names.get(series)!)},${textOf(value)}\n`).join("");

function momentOf(time: number): string {
  const whole = Math.floor(time / 1e6);
  const micros = time - whole * 1e6;
  const text = new Date(whole * 1000).toISOString().slice(0, 19);
  if (micros === 0) return `${text}Z`;
  const digits = String(micros).padStart(6, "0");
  return `${text}.${micros % 1000 === 0 ? digits.slice(0, 3) : digits}Z`;
}

/** A number with its point, so that whoever reads the file sees that it is one of measure and not of count. */
function textOf(value: number | string): string {
  if (typeof value === "string") return field(value);
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A Parquet file of rows that come in pieces, in order of parameter and time; ends with the file's path told to `use`. */
export async function* parquetOf(
  pieces: AsyncIterable<readonly AnyRow[]>,
  names: ReadonlyMap<number, string>,
  read: (path: string) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "hullwatch-export-"));
  const instance = await DuckDBInstance.create(join(folder, "rows.duckdb"));
  try {
    const connection = await instance.connect();
    await connection.run(
      "CREATE TABLE rows (time TIMESTAMPTZ, parameter VARCHAR, value DOUBLE, text VARCHAR, arrival DOUBLE)",
    );
    const appender = await connection.createAppender("rows");
    for await (const rows of pieces) {
      for (const { time, series, value, arrival } of rows) {
        appender.appendTimestampTZ(new DuckDBTimestampTZValue(BigInt(time)));
        appender.appendVarchar(names.get(series)!);
        if (typeof value === "number") appender.appendDouble(value);
        else appender.appendNull();
        if (typeof value === "string") appender.appendVarchar(value);
        else appender.appendNull();
        appender.appendDouble(arrival);
        appender.endRow();
      }
      appender.flushSync();
    }
    appender.closeSync();
    const path = join(folder, "rows.parquet");
    await connection.run(`
      COPY (SELECT time, parameter, value, text FROM rows ORDER BY parameter, time, arrival, value)
      TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
    yield* read(path);
  } finally {
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}
