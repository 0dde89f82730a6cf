/** Which number stands for which station and parameter, and how far each has come: read once, kept up as rows are added. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { addStation, cellStart } from "./schema.ts";

export interface Series {
  readonly id: number;
  readonly parameter: string;
  /** (µs) Of the newest number: a later one cannot be there yet. */
  newest: number;
}

export interface StationBook {
  readonly id: number;
  readonly series: Map<string, Series>;
  /** Rows that are not yet sorted. */
  recent: number;
  /** Its tables are there for all to see, not only in the transaction that adds them. */
  committed: boolean;
}

export interface Book {
  readonly stations: Map<string, StationBook>;
  nextSeries: number;
}

export async function readBook(connection: DuckDBConnection): Promise<Book> {
  const book: Book = { stations: new Map(), nextSeries: 1 };
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  for (const [id, name] of await rows("SELECT id, name FROM station")) {
    const station: StationBook = { id: Number(id), series: new Map(), recent: 0, committed: true };
    book.stations.set(String(name), station);
    const [[recent]] = await rows(`SELECT count(*) FROM recent_${id}`);
    station.recent = Number(recent);
    const newest = await rows(`
      SELECT id, parameter, greatest(
        (SELECT max(time) FROM recent_${id} r WHERE r.series = s.id),
        (SELECT max(${cellStart("cell")} + last_at) FROM cells_${id} c WHERE c.series = s.id))::DOUBLE
      FROM series s WHERE station = ${id}`);
    for (const [series, parameter, time] of newest) {
      station.series.set(String(parameter), {
        id: Number(series),
        parameter: String(parameter),
        newest: time === null ? Number.NEGATIVE_INFINITY : Number(time),
      });
      book.nextSeries = Math.max(book.nextSeries, Number(series) + 1);
    }
  }
  return book;
}

/** A station that queries may ask for. */
export function committedIn(book: Book, name: string): StationBook | undefined {
  const station = book.stations.get(name);
  return station?.committed ? station : undefined;
}

/** The station, which is added where it is new. */
export async function stationIn(book: Book, connection: DuckDBConnection, name: string): Promise<StationBook> {
  const known = book.stations.get(name);
  if (known !== undefined) return known;
  const station: StationBook = { id: book.stations.size + 1, series: new Map(), recent: 0, committed: false };
  await connection.run("INSERT INTO station VALUES ($1, $2)", [station.id, name]);
  await addStation(connection, station.id);
  book.stations.set(name, station);
  return station;
}

/** The series of a parameter; a new one goes into `added`, to be written with the rest. */
export function seriesIn(book: Book, station: StationBook, parameter: string, added: Series[]): Series {
  const known = station.series.get(parameter);
  if (known !== undefined) return known;
  const series: Series = { id: book.nextSeries++, parameter, newest: Number.NEGATIVE_INFINITY };
  station.series.set(parameter, series);
  added.push(series);
  return series;
}
