/** Rows into the tables: each once, wherever it belongs in time. */
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Entry, Row } from "../row.ts";
import { microseconds, readValue } from "../value.ts";
import { type Samples, samplePieces } from "./binary.ts";
import { addSeries, type Book, isRecent, keyOf, note, type StationBook, stationIn } from "./book.ts";
import { packOf } from "./schema.ts";
import { unpacked } from "./select.ts";

interface Columns extends Samples {
  readonly series: number[];
  readonly time: number[];
  readonly value: number[];
}

const columns = (): Columns => ({ series: [], time: [], value: [] });

interface Words {
  readonly series: number[];
  readonly time: number[];
  readonly text: string[];
}

/**
 * Adds rows inside a transaction; gives how many were new. A number later than all of its series cannot be a double and goes in as
 * it is; others, and words, are compared with what is there.
 */
export async function addRows(client: ClientBase, book: Book, entries: readonly Entry[]): Promise<number> {
  const sorted: Sorted = { fresh: columns(), doubtful: columns(), words: { series: [], time: [], text: [] } };
  for (const [name, batch] of Map.groupBy(entries, ({ station }) => station)) {
    const station = await stationIn(book, client, name);
    const rows = batch.length === 1 ? batch[0].rows : batch.flatMap((entry) => entry.rows);
    const unknown = new Set<string>();
    for (const { parameter } of rows) if (!station.series.has(parameter)) unknown.add(parameter);
    await addSeries(client, book, station, unknown);
    sortOut(book, station, rows, sorted);
  }
  const { fresh, doubtful, words } = sorted;
  await addNew(client, book, doubtful, fresh);
  await copySamples(client, fresh);
  return fresh.series.length + (await addWords(client, words));
}

interface Sorted {
  readonly fresh: Columns;
  readonly doubtful: Columns;
  readonly words: Words;
}

function sortOut(book: Book, { series }: StationBook, rows: readonly Row[], { fresh, doubtful, words }: Sorted): void {
  for (const { time, parameter, value } of rows) {
    const of = series.get(parameter)!;
    const at = microseconds(time);
    const said = readValue(parameter, value);
    if (typeof said === "string") {
      words.series.push(of.id);
      words.time.push(at);
      words.text.push(said);
      continue;
    }
    const isFresh = at > of.newest;
    const to = isFresh ? fresh : doubtful;
    to.series.push(of.id);
    to.time.push(at);
    to.value.push(said);
    if (isFresh) note(book, of, at, said);
  }
}

/** Moves to `fresh` what of `doubtful` is in no table yet. */
async function addNew(client: ClientBase, book: Book, doubtful: Columns, fresh: Columns): Promise<void> {
  if (doubtful.series.length === 0) return;
  const packed = await packedOf(client, book, doubtful);
  for (const [i, id] of doubtful.series.entries()) {
    const [time, value] = [doubtful.time[i], doubtful.value[i]];
    const series = book.byId.get(id)!;
    if (isRecent(book, series, time, value) || packed.has(keyOf(id, time, value))) continue;
    note(book, series, time, value);
    fresh.series.push(id);
    fresh.time.push(time);
    fresh.value.push(value);
  }
}

/** What the packs hold into which numbers would fall. */
async function packedOf(client: ClientBase, { packedTo }: Book, { series, time }: Columns): Promise<Set<string>> {
  const packs = new Map<string, readonly [number, number]>();
  for (const [i, id] of series.entries()) {
    const nth = packOf(time[i]);
    if (time[i] < packedTo) packs.set(`${id} ${nth}`, [id, nth]);
  }
  const held = new Set<string>();
  if (packs.size > 0) {
    await unpacked(client, [...packs.values()], (id, at, value) => held.add(keyOf(id, at, value)));
  }
  return held;
}

async function copySamples(client: ClientBase, samples: Samples): Promise<void> {
  if (samples.series.length === 0) return;
  const copy = client.query(copyFrom("COPY recent (series, time, value) FROM STDIN (FORMAT binary)"));
  await pipeline(samplePieces(samples), copy);
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
