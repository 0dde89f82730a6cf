/** How far each journal has been taken in: kept in the transaction that adds its rows, so that each is added once. */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Appended } from "../archive.ts";
import { ArchiveBehindError } from "../errors.ts";
import type { Entry, Position } from "../row.ts";
import { addRows } from "./append.ts";
import type { Book } from "./book.ts";

export async function positionOf(connection: DuckDBConnection, journal: string): Promise<Position> {
  const found = await connection.runAndReadAll("SELECT position::DOUBLE FROM journal WHERE id = $1", [journal]);
  return Number(found.getRows()[0]?.[0] ?? 0);
}

/** Inside a transaction: the rows of the entries after the position, and the new one. */
export async function appendEntries(
  connection: DuckDBConnection,
  book: Book,
  journal: string,
  entries: readonly Entry[],
  after: Position,
): Promise<Appended> {
  const held = await positionOf(connection, journal);
  if (held < after) throw new ArchiveBehindError(held, after);
  const ahead = entries.filter(({ position }) => position > held);
  if (ahead.length === 0) return { position: held, added: 0, doubled: 0 };
  const added = await addRows(connection, book, ahead);
  const { position } = ahead[ahead.length - 1];
  const { rowsChanged } = await connection.run(`UPDATE journal SET position = ${position} WHERE id = $1`, [journal]);
  if (rowsChanged === 0) await connection.run(`INSERT INTO journal VALUES ($1, ${position})`, [journal]);
  return { position, added, doubled: ahead.reduce((sum, { rows }) => sum + rows.length, 0) - added };
}
