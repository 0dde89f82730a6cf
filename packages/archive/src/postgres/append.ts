/** Rows into the tables: each once, wherever it belongs in time. */
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Entry, Row } from "../row.ts";
import { microseconds, readValue } from "../value.ts";
import { copyEnd, copyHead, SamplePiece } from "./binary.ts";
import { addSeries, type Book, isRecent, keyOf, note, type Series, type StationBook, stationIn } from "./book.ts";
import { packOf } from "./schema.ts";
import { unpacked } from "./select.ts";

/** A number that is not later than all of its series. */
interface Doubtful {
  readonly series: Series;
  readonly time: number;
  readonly value: number;
}

interface Words {
  readonly series: number[];
  readonly time: number[];
  readonly text: string[];
}

interface Given {
  readonly station: StationBook;
  readonly rows: readonly Row[];
}

/**
 * Adds rows inside a transaction; gives how many were new. A number later than all of its series cannot be a double and goes in as
 * it is; others, and words, are compared with what is there.
 */
export async function addRows(client: ClientBase, book: Book, entries: readonly Entry[]): Promise<number> {
  const given: Given[] = [];
  for (const [name, batch] of Map.groupBy(entries, ({ station }) => station)) {
    const rows = batch.length === 1 ? batch[0].rows : batch.flatMap((entry) => entry.rows);
    if (rows.length === 0) continue;
    const station = await stationIn(book, client, name);
    const unknown = new Set<string>();
    for (const { parameter } of rows) if (!station.series.has(parameter)) unknown.add(parameter);
    await addSeries(client, book, station, unknown);
    given.push({ station, rows });
  }
  const doubtful: Doubtful[] = [];
  const words: Words = { series: [], time: [], text: [] };
  const before = book.recent;
  await copy(client, freshPieces(book, given, doubtful, words));
  if (doubtful.length > 0) await copy(client, newPieces(book, doubtful, await packedOf(client, book, doubtful)));
  return book.recent - before + (await addWords(client, words));
}

/** While PostgreSQL takes one piece in, the next is made. */
async function copy(client: ClientBase, pieces: Iterable<Uint8Array>): Promise<void> {
  const into = client.query(copyFrom("COPY recent (series, time, value) FROM STDIN (FORMAT binary)"));
  await pipeline(pieces, into);
}

/** Numbers that are later than all of their series; the others, and words, are put by. */
function* freshPieces(book: Book, given: readonly Given[], doubtful: Doubtful[], words: Words): Generator<Uint8Array> {
  yield copyHead;
  const piece = new SamplePiece();
  for (const { station, rows } of given) {
    for (const { time, parameter, value } of rows) {
      const series = station.series.get(parameter)!;
      const at = microseconds(time);
      const said = readValue(parameter, value);
      if (typeof said === "string") {
        words.series.push(series.id);
        words.time.push(at);
        words.text.push(said);
      } else if (at <= series.newest) doubtful.push({ series, time: at, value: said });
      else {
        note(book, series, at, said);
        if (piece.add(series.id, at, said)) yield piece.take();
      }
    }
  }
  yield piece.take();
  yield copyEnd;
}

/** What of `doubtful` is in no table yet. */
function* newPieces(book: Book, doubtful: readonly Doubtful[], packed: ReadonlySet<string>): Generator<Uint8Array> {
  yield copyHead;
  const piece = new SamplePiece();
  for (const { series, time, value } of doubtful) {
    if (isRecent(book, series, time, value) || packed.has(keyOf(series.id, time, value))) continue;
    note(book, series, time, value);
    if (piece.add(series.id, time, value)) yield piece.take();
  }
  yield piece.take();
  yield copyEnd;
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
