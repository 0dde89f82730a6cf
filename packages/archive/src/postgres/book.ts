/**
 * What the process that writes knows of the tables without asking: the numbers of stations and parameters, and what is in `recent`,
 * so that a late row is compared with it in memory. About 20 bytes a number of `recent`.
 */
import type { ClientBase } from "pg";
import { isWorded } from "../value.ts";
import { packOf, packStart } from "./schema.ts";
import { chunks } from "./select.ts";

export interface Series {
  readonly id: number;
  readonly parameter: string;
  /** Its values are words, even where they look like numbers. */
  readonly isWorded: boolean;
  /** (µs) The time of its newest number. */
  newest: number;
  /** Its numbers in `recent` that came in order of time, and so with a time each of their own. */
  times: number[];
  values: number[];
  /** So many of them have been written; the rest are about to be. */
  written: number;
}

export interface StationBook {
  readonly id: number;
  readonly series: Map<string, Series>;
}

export interface Book {
  readonly stations: Map<string, StationBook>;
  readonly byId: Map<number, Series>;
  /** (µs) By what they are, the times of numbers in `recent` that came late. */
  readonly late: Map<string, number>;
  /** Numbers in `recent`. */
  recent: number;
  /** (µs) Nothing that is in packs is as late. */
  packedTo: number;
}

export const keyOf = (series: number, time: number, value: number): string => `${series} ${time} ${value}`;

export const seriesOf = (id: number, parameter: string, newest = Number.NEGATIVE_INFINITY): Series => ({
  id,
  parameter,
  isWorded: isWorded(parameter),
  newest,
  times: [],
  values: [],
  written: 0,
});

export async function readBook(client: ClientBase): Promise<Book> {
  const book: Book = { stations: new Map(), byId: new Map(), late: new Map(), recent: 0, packedTo: -Infinity };
  const stations = new Map<number, StationBook>();
  for (const { id, name } of (await client.query("SELECT id, name FROM station")).rows) {
    const station = { id, series: new Map() };
    book.stations.set(name, station);
    stations.set(id, station);
  }
  const { rows } = await client.query(`
    SELECT s.id, s.station, s.parameter, p.last::float8 AS last FROM series s
    LEFT JOIN LATERAL (SELECT last FROM packs WHERE series = s.id ORDER BY pack DESC LIMIT 1) p ON true`);
  for (const { id, station, parameter, last } of rows) {
    const series = seriesOf(id, parameter, last ?? undefined);
    stations.get(station)!.series.set(parameter, series);
    book.byId.set(id, series);
    if (last !== null) book.packedTo = Math.max(book.packedTo, packStart(packOf(last) + 1));
  }
  await chunks(client, "true", (series, { times, values }) => {
    for (const [i, time] of times.entries()) note(book, book.byId.get(series)!, time, values[i]);
  });
  return book;
}

/** Notes a number that is in `recent`, or is written there by whoever calls. */
export function note(book: Book, series: Series, time: number, value: number): void {
  book.recent++;
  if (time > (series.times.at(-1) ?? Number.NEGATIVE_INFINITY)) {
    series.times.push(time);
    series.values.push(value);
    series.written = series.times.length;
  } else book.late.set(keyOf(series.id, time, value), time);
  if (time > series.newest) series.newest = time;
}

/** Notes a number that is later than all of its series, and about to be written. */
export function noteNew(book: Book, series: Series, time: number, value: number): void {
  book.recent++;
  series.times.push(time);
  series.values.push(value);
  series.newest = time;
}

/** Whether a number is in `recent`. */
export function isRecent(book: Book, { id, times, values }: Series, time: number, value: number): boolean {
  const at = firstFrom(times, time);
  return (times[at] === time && values[at] === value) || book.late.has(keyOf(id, time, value));
}

/** How many numbers of `recent` are older than a time (µs). */
export function olderThan(book: Book, time: number): number {
  let older = 0;
  for (const { times } of book.byId.values()) older += firstFrom(times, time);
  for (const at of book.late.values()) if (at < time) older++;
  return older;
}

/** Forgets the numbers of `recent` that are older than a time (µs): they are in packs now. */
export function forget(book: Book, time: number): void {
  book.recent -= olderThan(book, time);
  for (const series of book.byId.values()) {
    const at = firstFrom(series.times, time);
    series.times = series.times.slice(at);
    series.values = series.values.slice(at);
    series.written -= at;
  }
  for (const [key, at] of book.late) if (at < time) book.late.delete(key);
}

/** The first place of a time (µs) that is not before `time`. */
export function firstFrom(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Makes a station that there is not yet, inside a transaction. */
export async function addStation(book: Book, client: ClientBase, name: string): Promise<StationBook> {
  const { rows } = await client.query("INSERT INTO station (name) VALUES ($1) RETURNING id", [name]);
  const station = { id: rows[0].id as number, series: new Map() };
  book.stations.set(name, station);
  return station;
}

/** Makes the series that a station has not yet. */
export async function addSeries(client: ClientBase, book: Book, station: StationBook, names: ReadonlySet<string>) {
  if (names.size === 0) return;
  const { rows } = await client.query(
    "INSERT INTO series (station, parameter) SELECT $1, unnest($2::text[]) RETURNING id, parameter",
    [station.id, [...names]],
  );
  for (const { id, parameter } of rows) {
    const series = seriesOf(id, parameter);
    station.series.set(parameter, series);
    book.byId.set(id, series);
  }
}
