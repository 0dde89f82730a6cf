/** A long range is read window by window: no query is long, and none stands open while somebody takes what it gave. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { cellLength, cellOrigin } from "./schema.ts";
import { cellCounts, type Times, type Wanted } from "./select.ts";

/** Windows in order that hold about `rows` rows each, and a cell at least. */
export async function windowsOf(connection: DuckDBConnection, wanted: Wanted, rows: number): Promise<Times[]> {
  const cells = (await connection.runAndReadAll(cellCounts(wanted))).getRows();
  const windows: Times[] = [];
  let first: number | null = null;
  let held = 0;
  for (const [cell, count] of cells) {
    first ??= Number(cell);
    held += Number(count);
    if (held < rows) continue;
    windows.push(cut(wanted, first, Number(cell)));
    first = null;
    held = 0;
  }
  if (first !== null) windows.push(cut(wanted, first, Number(cells[cells.length - 1][0])));
  return windows;
}

const cut = ({ from, to }: Times, first: number, last: number): Times => ({
  from: Math.max(from, first * cellLength + cellOrigin),
  to: Math.min(to, (last + 1) * cellLength + cellOrigin),
});
