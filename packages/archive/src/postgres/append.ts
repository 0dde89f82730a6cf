/** Rows into the tables: each once, wherever it belongs in time. */
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Entry, Row } from "../row.ts";
import { microseconds, readValue } from "../value.ts";
import { type Samples, samplePieces } from "./binary.ts";
import { addSeries, type Book, type StationBook, stationIn } from "./book.ts";
import { held } from "./select.ts";

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
    await addSeries(client, station, unknown);
    sortOut(station, rows, sorted);
  }
  const { fresh, doubtful, words } = sorted;
  await addNew(client, doubtful, fresh);
  await copySamples(client, fresh);
  book.recent += fresh.series.length;
  return fresh.series.length + (await addWords(client, words));
}

interface Sorted {
  readonly fresh: Columns;
  readonly doubtful: Columns;
  readonly words: Words;
}

function sortOut({ series }: StationBook, rows: readonly Row[], { fresh, doubtful, words }: Sorted): void {
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
    const to = at > of.newest ? fresh : doubtful;
    to.series.push(of.id);
    to.time.push(at);
    to.value.push(said);
    if (at > of.newest) of.newest = at;
  }
}

/** Moves to `fresh` what of `doubtful` is neither there nor in the tables. */
async function addNew(client: ClientBase, doubtful: Columns, fresh: Columns): Promise<void> {
  if (doubtful.series.length === 0) return;
  const key = (series: number, time: number, value: number) => `${series} ${time} ${value}`;
  const known = new Set<string>();
  const asked = new Set(doubtful.series);
  for (const [i, series] of fresh.series.entries()) {
    if (asked.has(series)) known.add(key(series, fresh.time[i], fresh.value[i]));
  }
  await held(client, doubtful, (series, time, value) => known.add(key(series, time, value)));
  for (const [i, series] of doubtful.series.entries()) {
    const [time, value] = [doubtful.time[i], doubtful.value[i]];
    const name = key(series, time, value);
    if (known.has(name)) continue;
    known.add(name);
    fresh.series.push(series);
    fresh.time.push(time);
    fresh.value.push(value);
  }
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
