/** Rows into the tables: each once, wherever it belongs in time. */
import type { ClientBase } from "pg";
import type { Entry, Row } from "../row.ts";
import { microseconds, readNumber } from "../value.ts";
import {
  addSeries,
  addStation,
  type Book,
  isRecent,
  keyOf,
  note,
  noteNew,
  type Series,
  type StationBook,
} from "./book.ts";
import { ChunkWriter, copyChunks } from "./chunk.ts";
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

/** What is put by while numbers that are later than all of their series go in. */
interface Rest {
  readonly doubtful: Doubtful[];
  readonly words: Words;
}

/**
 * Adds rows inside a transaction; gives how many were new. A number later than all of its series cannot be a double and goes in as
 * it is; others, and words, are compared with what is there.
 */
export async function addRows(client: ClientBase, book: Book, entries: readonly Entry[]): Promise<number> {
  const rest: Rest = { doubtful: [], words: { series: [], time: [], text: [] } };
  const before = book.recent;
  const fresh = new ChunkWriter();
  for (const [name, batch] of Map.groupBy(entries, ({ station }) => station)) {
    if (batch.every(({ rows }) => rows.length === 0)) continue;
    const station = book.stations.get(name) ?? (await addStation(book, client, name));
    const touched: Series[] = [];
    for (const { rows } of batch) {
      const strange = takeFresh(book, station, rows, rest, touched);
      if (strange.length === 0) continue;
      await addSeries(client, book, station, new Set(strange.map(({ parameter }) => parameter)));
      takeFresh(book, station, strange, rest, touched);
    }
    fresh.add(station.id, touched);
    for (const series of touched) series.written = series.times.length;
  }
  await copyChunks(client, fresh);
  const { doubtful, words } = rest;
  if (doubtful.length > 0) {
    await copyChunks(client, newChunks(book, doubtful, await packedOf(client, book, doubtful)));
  }
  return book.recent - before + (await addWords(client, words));
}

/** Notes numbers that are later than all of their series, and which series those are; gives the rows of series that are not known. */
function takeFresh(book: Book, station: StationBook, rows: readonly Row[], rest: Rest, touched: Series[]): Row[] {
  const strange: Row[] = [];
  for (const row of rows) {
    const series = station.series.get(row.parameter);
    if (series === undefined) {
      strange.push(row);
      continue;
    }
    const at = microseconds(row.time);
    const said = series.isWorded ? row.value : readNumber(row.value);
    if (typeof said === "string") {
      rest.words.series.push(series.id);
      rest.words.time.push(at);
      rest.words.text.push(said);
    } else if (at <= series.newest) rest.doubtful.push({ station: station.id, series, time: at, value: said });
    else {
      if (series.written === series.times.length) touched.push(series);
      noteNew(book, series, at, said);
    }
  }
  return strange;
}

/** What of `doubtful` is in no table yet, a row for each station. */
function newChunks(book: Book, doubtful: readonly Doubtful[], packed: ReadonlySet<string>): ChunkWriter {
  const fresh = doubtful.filter(({ series, time, value }) => {
    if (isRecent(book, series, time, value) || packed.has(keyOf(series.id, time, value))) return false;
    note(book, series, time, value);
    return true;
  });
  fresh.sort((a, b) => a.time - b.time);
  const chunks = new ChunkWriter();
  for (const [station, numbers] of Map.groupBy(fresh, (one) => one.station)) {
    const columns = [...Map.groupBy(numbers, ({ series }) => series.id)].map(([id, all]) => ({
      id,
      times: all.map(({ time }) => time),
      values: all.map(({ value }) => value),
      written: 0,
    }));
    chunks.add(station, columns);
  }
  return chunks;
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
