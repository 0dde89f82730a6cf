/** The numbers that stations and their parameters have in the tables, and how far each series of numbers has come. */
import type { ClientBase } from "pg";

export interface Series {
  readonly id: number;
  readonly parameter: string;
  /** (µs) The time of its newest number. */
  newest: number;
}

export interface StationBook {
  readonly id: number;
  readonly series: Map<string, Series>;
}

export interface Book {
  readonly stations: Map<string, StationBook>;
  /** Rows of `recent`. */
  recent: number;
}

export async function readBook(client: ClientBase): Promise<Book> {
  const book: Book = { stations: new Map(), recent: 0 };
  const byId = new Map<number, StationBook>();
  for (const { id, name } of (await client.query("SELECT id, name FROM station")).rows) {
    const station = { id, series: new Map() };
    book.stations.set(name, station);
    byId.set(id, station);
  }
  const series = await client.query(`
    SELECT s.id, s.station, s.parameter, greatest(p.last, r.last)::float8 AS newest FROM series s
    LEFT JOIN LATERAL (SELECT last FROM packs WHERE series = s.id ORDER BY pack DESC LIMIT 1) p ON true
    LEFT JOIN (SELECT series, max(time) AS last FROM recent GROUP BY series) r ON r.series = s.id`);
  for (const { id, station, parameter, newest } of series.rows) {
    byId.get(station)!.series.set(parameter, { id, parameter, newest: newest ?? Number.NEGATIVE_INFINITY });
  }
  book.recent = Number((await client.query("SELECT count(*) FROM recent")).rows[0].count);
  return book;
}

/** A station of the book; inside a transaction, made where there is none. */
export async function stationIn(book: Book, client: ClientBase, name: string): Promise<StationBook> {
  const known = book.stations.get(name);
  if (known !== undefined) return known;
  const { rows } = await client.query("INSERT INTO station (name) VALUES ($1) RETURNING id", [name]);
  const station = { id: rows[0].id as number, series: new Map() };
  book.stations.set(name, station);
  return station;
}

/** Makes the series that a station has not yet. */
export async function addSeries(client: ClientBase, station: StationBook, names: Iterable<string>): Promise<void> {
  const fresh = [...new Set(names)].filter((name) => !station.series.has(name));
  if (fresh.length === 0) return;
  const { rows } = await client.query(
    "INSERT INTO series (station, parameter) SELECT $1, unnest($2::text[]) RETURNING id, parameter",
    [station.id, fresh],
  );
  for (const { id, parameter } of rows) {
    station.series.set(parameter, { id, parameter, newest: Number.NEGATIVE_INFINITY });
  }
}
