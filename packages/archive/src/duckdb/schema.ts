/**
 * The tables. Numbers of a station stand in three of its own: `recent_N` as they came, `sorted_N` in order of series and time within
 * each million or so, in which a day of a sensor is few blocks and a reading takes little more than a byte, and `cells_N`, which
 * sums up `sorted_N` by ten minutes. Words are few and stand together.
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import { StoreFormatError } from "../errors.ts";

const format = "hullwatch-archive/1";

/** (µs) The length of a cell. */
export const cellLength = 600e6;
/** (µs, UNIX) Where cell 0 begins: 1900, a whole number of cells from 1970, so that no cell has a number below 0. */
export const cellOrigin = Date.UTC(1900, 0) * 1000;

/** The cell that a time (µs, SQL) falls into. */
export const cellOf = (time: string) => `((${time} - (${cellOrigin})) // ${cellLength})`;
/** (µs, SQL) The start of a cell. */
export const cellStart = (cell: string) => `(${cell}::BIGINT * ${cellLength} + (${cellOrigin}))`;

const base = `
  CREATE TABLE about (format VARCHAR);
  INSERT INTO about VALUES ('${format}');
  CREATE TABLE journal (id VARCHAR, position BIGINT);
  CREATE TABLE station (id INTEGER, name VARCHAR);
  CREATE TABLE series (id INTEGER, station INTEGER, parameter VARCHAR);
  CREATE TABLE words (series INTEGER, time BIGINT, text VARCHAR, arrival BIGINT);`;

const sample = "series INTEGER, time BIGINT, value DOUBLE";

/** Makes the tables of an empty file; throws `StoreFormatError` for one with others. */
export async function ensureTables(connection: DuckDBConnection, path: string): Promise<void> {
  const tables = await connection.runAndReadAll("SELECT table_name FROM duckdb_tables() WHERE NOT temporary");
  if (tables.currentRowCount === 0) await connection.run(`BEGIN; ${base} COMMIT;`);
  else if (!tables.getRows().some(([name]) => name === "about")) {
    throw new StoreFormatError(path, `tables ${tables.getRows().join(", ").slice(0, 80)}`, `those of ${format}`);
  }
  const [[found]] = (await connection.runAndReadAll("SELECT format FROM about")).getRows();
  if (found !== format) throw new StoreFormatError(path, String(found), format);
  await connection.run(`
    CREATE TEMP TABLE doubtful (${sample});
    CREATE TEMP TABLE doubtful_words (series INTEGER, time BIGINT, text VARCHAR, arrival BIGINT);`);
}

/** Adds a station's own tables. */
export async function addStation(connection: DuckDBConnection, id: number): Promise<void> {
  await connection.run(`
    CREATE TABLE recent_${id} (${sample});
    CREATE TABLE sorted_${id} (${sample});
    CREATE TABLE cells_${id} (
      series INTEGER, cell INTEGER, count INTEGER, sum DOUBLE,
      min DOUBLE, min_at INTEGER, max DOUBLE, max_at INTEGER,
      first_at INTEGER, last_at INTEGER, last DOUBLE
    );`);
}
