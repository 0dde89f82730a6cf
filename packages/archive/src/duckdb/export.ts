/** Readings as files. */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { StationBook } from "./book.ts";
import { order, quote, rowsOf, type Wanted } from "./select.ts";

export const csvHead = "time,parameter,value\n";

const needsQuotes = /[",\n\r]/;
const field = (text: string) => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The lines of a recording, as one text. Fractions of a second stand where there are any, to the microsecond. */
export async function csvLines(connection: DuckDBConnection, wanted: Wanted): Promise<string> {
  const moment = "make_timestamp(time)";
  const day = "%Y-%m-%dT%H:%M:%S";
  const result = await connection.runAndReadAll(`
    SELECT string_agg(line, '' ORDER BY ${order}) FROM (
      SELECT time, arrival, r.series, value,
        CASE WHEN time % 1000000 = 0 THEN strftime(${moment}, '${day}Z')
          WHEN time % 1000 = 0 THEN strftime(${moment}, '${day}.%gZ')
          ELSE strftime(${moment}, '${day}.%fZ') END
        || ',' || name || ',' ||
        CASE WHEN text IS NULL THEN value::VARCHAR
          WHEN regexp_matches(text, '[",\\n\\r]') THEN '"' || replace(text, '"', '""') || '"'
          ELSE text END || chr(10) AS line
      FROM ${rowsOf(wanted)} r JOIN ${namesOf(wanted, field)} n ON n.series = r.series)`);
  return String(result.getRows()[0][0] ?? "");
}

/** Writes a Parquet file, in order of parameter and time: the values of one sensor next to each other take the least room. */
export async function writeParquet(connection: DuckDBConnection, wanted: Wanted | null, path: string): Promise<void> {
  const rows = wanted === null ? noRows : namedRows(wanted);
  await connection.run(`
    COPY (
      SELECT make_timestamp(time)::TIMESTAMPTZ AS time, name AS parameter, value, text FROM (${rows})
      ORDER BY name, ${order})
    TO ${quote(path)} (FORMAT parquet, COMPRESSION zstd)`);
}

const noRows = "SELECT 0 AS time, 0 AS series, 0 AS arrival, '' AS name, 0::DOUBLE AS value, '' AS text WHERE false";

const namedRows = (wanted: Wanted) =>
  `SELECT r.*, name FROM ${rowsOf(wanted)} r JOIN ${namesOf(wanted, (name) => name)} n ON n.series = r.series`;

/** Number and name of every series that is wanted, as a table (series, name). */
function namesOf({ station, series }: Wanted, write: (parameter: string) => string): string {
  const names = new Map([...station.series.values()].map(({ id, parameter }) => [id, write(parameter)]));
  const values = series.map((id) => `(${id}, ${quote(names.get(id) ?? "")})`);
  return `(SELECT * FROM (VALUES ${values.join(", ")}) v(series, name))`;
}

/** The numbers of the series of some parameters of a station, or of all. */
export function seriesOf(station: StationBook, parameters?: readonly string[]): number[] {
  if (parameters === undefined) return [...station.series.values()].map(({ id }) => id);
  return [...new Set(parameters)].flatMap((name) => station.series.get(name)?.id ?? []);
}
