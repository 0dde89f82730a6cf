/** Rows into the tables: each once, wherever it belongs in time. */
import type { ClientBase } from "pg";
import type { Entry, Row } from "../row.ts";
import { microseconds, readValue } from "../value.ts";
import { addSeries, type Book, isRecent, keyOf, note, type Series, type StationBook, stationIn } from "./book.ts";
import { chunkRow, copyChunks, type SeriesColumn } from "./chunk.ts";
import { packOf } from "./schema.ts";
import { unpacked } from "./select.ts";

/** A number that is not later than all of its series. */
interface Doubtful {
  readonly station: number;
  readonly series: Series;
  readonly time: number;
  readonly value: number;
}

interface Words {
  readonly series: number[];
  readonly time: number[];
  readonly text: string[];
}

/** What comes into one series. */
interface Coming extends SeriesColumn {
  readonly of: Series;
  readonly times: number[];
  readonly values: number[];
}

/**
 * Adds rows inside a transaction; gives how many were new. A number later than all of its series cannot be a double and goes in as
 * it is; others, and words, are compared with what is there.
 */
export async function addRows(client: ClientBase, book: Book, entries: readonly Entry[]): Promise<number> {
  const doubtful: Doubtful[] = [];
  const words: Words = { series: [], time: [], text: [] };
  const before = book.recent;
  const fresh: Buffer[] = [];
  for (const [name, batch] of Map.groupBy(entries, ({ station }) => station)) {
    const rows = batch.length === 1 ? batch[0].rows : batch.flatMap((entry) => entry.rows);
    if (rows.length === 0) continue;
    const station = await stationIn(book, client, name);
    const unknown = new Set<string>();
    for (const { parameter } of rows) if (!station.series.has(parameter)) unknown.add(parameter);
    await addSeries(client, book, station, unknown);
    const columns = freshOf(book, station, rows, doubtful, words);
    if (columns.length > 0) fresh.push(chunkRow(station.id, columns));
  }
  await copyChunks(client, fresh);
  if (doubtful.length > 0) {
    await copyChunks(client, newChunks(book, doubtful, await packedOf(client, book, doubtful)));
  }
  return book.recent - before + (await addWords(client, words));
}

/** Numbers that are later than all of their series; the others, and words, are put by. */
function freshOf(book: Book, station: StationBook, rows: readonly Row[], doubtful: Doubtful[], words: Words): Coming[] {
  const coming = new Map<string, Coming>();
  for (const { time, parameter, value } of rows) {
    let column = coming.get(parameter);
    if (column === undefined) {
      const of = station.series.get(parameter)!;
      column = { of, series: of.id, times: [], values: [] };
      coming.set(parameter, column);
    }
    const series = column.of;
    const at = microseconds(time);
    const said = readValue(parameter, value);
    if (typeof said === "string") {
      words.series.push(series.id);
      words.time.push(at);
      words.text.push(said);
    } else if (at <= series.newest) doubtful.push({ station: station.id, series, time: at, value: said });
    else {
      note(book, series, at, said);
      column.times.push(at);
      column.values.push(said);
    }
  }
  return [...coming.values()].filter(({ times }) => times.length > 0);
}

/** What of `doubtful` is in no table yet, a row for each station. */
function newChunks(book: Book, doubtful: readonly Doubtful[], packed: ReadonlySet<string>): Buffer[] {
  const fresh = doubtful.filter(({ series, time, value }) => {
    if (isRecent(book, series, time, value) || packed.has(keyOf(series.id, time, value))) return false;
    note(book, series, time, value);
    return true;
  });
  fresh.sort((a, b) => a.time - b.time);
  return [...Map.groupBy(fresh, ({ station }) => station)].map(([station, numbers]) =>
    chunkRow(
      station,
      [...Map.groupBy(numbers, ({ series }) => series.id)].map(([series, all]) => ({
        series,
        times: all.map(({ time }) => time),
        values: all.map(({ value }) => value),
      })),
    ),
  );
}

/** What the packs hold into which numbers would fall. */
async function packedOf(client: ClientBase, { packedTo }: Book, doubtful: readonly Doubtful[]): Promise<Set<string>> {
  const packs = new Map<string, readonly [number, number]>();
  for (const { series, time } of doubtful) {
    if (time < packedTo) packs.set(`${series.id} ${packOf(time)}`, [series.id, packOf(time)]);
  }
  const held = new Set<string>();
  if (packs.size > 0) {
    await unpacked(client, [...packs.values()], (id, at, value) => held.add(keyOf(id, at, value)));
  }
  return held;
}

async function addWords(client: ClientBase, { series, time, text }: Words): Promise<number> {
  if (series.length === 0) return 0;
  const { rowCount } = await client.query(
    `INSERT INTO words (series, time, text)
    SELECT series, time, text FROM (
      SELECT series, time, text, min(place) AS place
      FROM unnest($1::integer[], $2::bigint[], $3::text[]) WITH ORDINALITY u(series, time, text, place)
      GROUP BY series, time, text) d
    WHERE NOT EXISTS (SELECT 1 FROM words o WHERE o.series = d.series AND o.time = d.time AND o.text = d.text)
    ORDER BY place`,
    [series, time, text],
  );
  return rowCount ?? 0;
}
