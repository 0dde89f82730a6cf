/** Rows into the tables: each once, wherever it belongs in time. */
import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import type { Entry, Row } from "../row.ts";
import { microseconds, readValue } from "../value.ts";
import { type Book, type Series, type StationBook, seriesIn, stationIn } from "./book.ts";

/** Rows that one chunk of DuckDB holds. */
const chunkRows = 2048;
const sampleTypes = [INTEGER, BIGINT, DOUBLE];
const wordTypes = [INTEGER, BIGINT, VARCHAR, BIGINT];

/** Columns of rows to be appended, in the order of a table's own. */
type Columns = readonly [series: number[], time: bigint[], value: number[]];
type WordColumns = readonly [series: number[], time: bigint[], text: string[], arrival: bigint[]];

/**
 * Adds rows of several stations; gives how many were new. A number later than all of its series cannot be a double and is
 * added as it is; others, and words, are compared with what is there.
 */
export async function addRows(connection: DuckDBConnection, book: Book, entries: readonly Entry[]): Promise<number> {
  let added = 0;
  for (const [name, rows] of byStation(entries.filter((entry) => entry.rows.length > 0))) {
    const station = await stationIn(book, connection, name);
    const sorted = sortOut(book, station, rows);
    await appendColumns(
      connection,
      "series",
      null,
      [INTEGER, INTEGER, VARCHAR],
      [
        sorted.series.map(({ id }) => id),
        sorted.series.map(() => station.id),
        sorted.series.map(({ parameter }) => parameter),
      ],
    );
    await appendColumns(connection, `recent_${station.id}`, null, sampleTypes, sorted.fresh);
    const late = await addDoubtful(connection, station, sorted.doubtful);
    station.recent += sorted.fresh[0].length + late;
    added += sorted.fresh[0].length + late + (await addWords(connection, sorted.words));
  }
  return added;
}

function byStation(entries: readonly Entry[]): Map<string, Row[][]> {
  const stations = new Map<string, Row[][]>();
  for (const { station, rows } of entries) {
    const known = stations.get(station);
    if (known === undefined) stations.set(station, [rows as Row[]]);
    else known.push(rows as Row[]);
  }
  return stations;
}

function sortOut(book: Book, station: StationBook, batches: readonly (readonly Row[])[]) {
  const series: Series[] = [];
  const fresh: Columns = [[], [], []];
  const doubtful: Columns = [[], [], []];
  const words: WordColumns = [[], [], [], []];
  for (const rows of batches) {
    for (const { time, parameter, value } of rows) {
      const of = seriesIn(book, station, parameter, series);
      const at = microseconds(time);
      const said = readValue(parameter, value);
      if (typeof said === "string") {
        words[0].push(of.id);
        words[1].push(BigInt(at));
        words[2].push(said);
        words[3].push(BigInt(words[3].length));
        continue;
      }
      const to = at > of.newest ? fresh : doubtful;
      to[0].push(of.id);
      to[1].push(BigInt(at));
      to[2].push(said);
      if (at > of.newest) of.newest = at;
    }
  }
  return { series, fresh, doubtful, words };
}

async function addDoubtful(connection: DuckDBConnection, { id }: StationBook, columns: Columns): Promise<number> {
  if (columns[0].length === 0) return 0;
  await connection.run("DELETE FROM doubtful");
  await appendColumns(connection, "doubtful", "temp", sampleTypes, columns);
  const same = "o.series = d.series AND o.time = d.time AND o.value = d.value";
  const { rowsChanged } = await connection.run(`
    INSERT INTO recent_${id} SELECT DISTINCT series, time, value FROM doubtful d
    WHERE NOT EXISTS (SELECT 1 FROM recent_${id} o WHERE ${same} AND ${within(columns[1])})
      AND NOT EXISTS (SELECT 1 FROM sorted_${id} o WHERE ${same} AND ${within(columns[1])})`);
  return rowsChanged;
}

async function addWords(connection: DuckDBConnection, columns: WordColumns): Promise<number> {
  if (columns[0].length === 0) return 0;
  await connection.run("DELETE FROM doubtful_words");
  await appendColumns(connection, "doubtful_words", "temp", wordTypes, columns);
  const { rowsChanged } = await connection.run(`
    INSERT INTO words
    SELECT series, time, text, (SELECT coalesce(max(arrival), 0) FROM words) + row_number() OVER (ORDER BY arrived)
    FROM (SELECT series, time, text, min(arrival) AS arrived FROM doubtful_words GROUP BY ALL) d
    WHERE NOT EXISTS (
      SELECT 1 FROM words o
      WHERE o.series = d.series AND o.time = d.time AND o.text = d.text AND ${within(columns[1])})`);
  return rowsChanged;
}

/** Bounds as constants let DuckDB leave out the blocks of other times before it joins. */
function within(times: readonly bigint[]): string {
  let [least, greatest] = [times[0], times[0]];
  for (const time of times) {
    if (time < least) least = time;
    if (time > greatest) greatest = time;
  }
  return `o.time BETWEEN ${least} AND ${greatest}`;
}

/** Appends whole columns; between two chunks others have their turn. */
async function appendColumns(
  connection: DuckDBConnection,
  table: string,
  catalog: string | null,
  types: readonly DuckDBType[],
  columns: readonly (readonly (number | bigint | string)[])[],
): Promise<void> {
  if (columns[0].length === 0) return;
  const appender = await connection.createAppender(table, "main", catalog);
  try {
    for (let from = 0; from < columns[0].length; from += chunkRows) {
      const chunk = DuckDBDataChunk.create(types);
      chunk.setColumns(columns.map((column) => column.slice(from, from + chunkRows)));
      appender.appendDataChunk(chunk);
      await new Promise(setImmediate);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}
