/** Rows of the table `recent`: numbers of one station that were appended together, a column for each series. */
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { copyEnd, copyHead } from "./binary.ts";
import { type Column, ColumnReader, putColumn, putVarint, roomFor } from "./codec.ts";

/** Numbers of a series in order of time: those from the one numbered `written` on. */
export interface SeriesColumn extends Column {
  readonly id: number;
  readonly written: number;
}

/** (bytes) Number of fields, and three of them with their lengths; and the length of the fourth, which is the columns. */
const headSize = 2 + 8 + 12 + 12 + 4;
const columnsAt = headSize - 4;

/** Rows for COPY: station, first and last time (µs), and the columns, each after the number of its series. */
export class ChunkWriter {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #end = copyHead.length;

  constructor() {
    this.#bytes.set(copyHead);
  }

  add(station: number, columns: readonly SeriesColumn[]): void {
    if (columns.length === 0) return;
    let [first, last, room] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, headSize];
    for (const { times, written } of columns) {
      first = Math.min(first, times[written]);
      last = Math.max(last, times[times.length - 1]);
      room += 8 + roomFor(times.length - written);
    }
    const bytes = this.#withRoom(room);
    let at = bytes.writeInt16BE(4, this.#end);
    at = bytes.writeInt32BE(station, bytes.writeInt32BE(4, at));
    for (const time of [first, last]) at = putInt8(bytes, bytes.writeInt32BE(8, at), time);
    at += 4;
    for (const column of columns) at = putColumn(bytes, putVarint(bytes, at, column.id), column, first, column.written);
    bytes.writeInt32BE(at - this.#end - headSize, this.#end + columnsAt);
    this.#end = at;
  }

  /** The whole COPY; null where there are no rows. */
  end(): Uint8Array | null {
    if (this.#end === copyHead.length) return null;
    this.#withRoom(copyEnd.length).set(copyEnd, this.#end);
    return this.#bytes.subarray(0, this.#end + copyEnd.length);
  }

  #withRoom(room: number): Buffer {
    const needed = this.#end + room + copyEnd.length;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.#end));
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}

/** A whole number of eight bytes to `at`; gives where it ends. */
function putInt8(bytes: Buffer, at: number, value: number): number {
  const high = Math.floor(value / 2 ** 32);
  return bytes.writeUInt32BE(value - high * 2 ** 32, bytes.writeInt32BE(high, at));
}

/** Rows into the table. */
export async function copyChunks(client: ClientBase, chunks: ChunkWriter): Promise<void> {
  const bytes = chunks.end();
  if (bytes === null) return;
  await pipeline(
    [bytes],
    client.query(copyFrom("COPY recent (station, first, last, data) FROM STDIN (FORMAT binary)")),
  );
}

/** The columns of a row whose first time is `first` (µs), each with the number of its series. */
export function* columnsOf(data: Buffer, first: number): Generator<readonly [series: number, column: Column]> {
  const reader = new ColumnReader(data);
  while (!reader.isOver) yield [reader.whole(), reader.column(first)];
}
