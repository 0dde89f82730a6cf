/** Rows of the table `recent`: numbers of one station that were appended together, a column for each series. */
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { copyEnd, copyHead, rowBytes } from "./binary.ts";
import { type Column, ColumnReader, putColumn, putVarint, roomFor } from "./codec.ts";

export type SeriesColumn = Column & { readonly series: number };

/** A row for COPY: station, first and last time (µs), and the columns, each after the number of its series. */
export function chunkRow(station: number, columns: readonly SeriesColumn[]): Buffer {
  let [first, last, room] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const column of columns) {
    first = Math.min(first, column.times[0]);
    last = Math.max(last, column.times[column.times.length - 1]);
    room += 8 + roomFor(column);
  }
  const data = Buffer.allocUnsafe(room);
  let end = 0;
  for (const column of columns) end = putColumn(data, putVarint(data, end, column.series), column, first);
  return rowBytes([
    { kind: "int4", value: station },
    { kind: "int8", value: first },
    { kind: "int8", value: last },
    { kind: "bytes", value: data.subarray(0, end) },
  ]);
}

/** Rows into the table. */
export async function copyChunks(client: ClientBase, rows: readonly Buffer[]): Promise<void> {
  if (rows.length === 0) return;
  const into = client.query(copyFrom("COPY recent (station, first, last, data) FROM STDIN (FORMAT binary)"));
  await pipeline([Buffer.concat([copyHead, ...rows, copyEnd])], into);
}

/** The columns of a row whose first time is `first` (µs). */
export function* columnsOf(data: Buffer, first: number): Generator<SeriesColumn> {
  const reader = new ColumnReader(data);
  while (!reader.isOver) {
    const series = reader.whole();
    yield { series, ...reader.column(first) };
  }
}
