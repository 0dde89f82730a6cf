/**
 * One write of the journal: all entries that shared a sync. As long as it is not whole none of them is acknowledged, so that a
 * write that was cut short is one frame at the end, never several.
 *
 *     0  magic "HWJF"        8  length of the text (bytes)     16  position of the first entry
 *     4  CRC-32 of the rest  12 number of entries              24  text: one entry a line, JSON
 */
import { crc32 } from "node:zlib";
import { second } from "@hullwatch/core/quantity";
import { BatchError } from "../errors.ts";
import type { Batch, Entry, Position, Row } from "../row.ts";

const frameHead = 24;
export const magic = Buffer.from("HWJF", "latin1");
/** (bytes) Of one entry's text. */
const largestEntry = 64 * 1024 * 1024;
/** (UNIX s) 1900 to 2199: the years that a recording may be of, in which microseconds are exact integers. */
const [earliest, latest] = [Date.UTC(1900, 0) / 1000, Date.UTC(2200, 0) / 1000];

export interface Frame {
  readonly first: Position;
  readonly count: number;
  /** (bytes) With its head. */
  readonly size: number;
}

/** The text of a batch. Columns, since a JSON array a row costs three times as much to read. Throws `BatchError`. */
export function entryText({ station, received, rows }: Batch): Buffer {
  const wrong = rows.findIndex(({ time }) => !(time >= earliest && time < latest));
  if (wrong >= 0) {
    throw new BatchError(station, `row ${wrong + 1} with time ${rows[wrong].time}`, "UNIX seconds of 1900 to 2199");
  }
  const columns = {
    station,
    received,
    time: rows.map((row) => row.time),
    parameter: rows.map((row) => row.parameter),
    value: rows.map((row) => row.value),
  };
  const text = Buffer.from(`${JSON.stringify(columns)}\n`, "utf8");
  if (text.length > largestEntry) {
    throw new BatchError(station, `${text.length} bytes in ${rows.length} rows`, `at most ${largestEntry}`);
  }
  return text;
}

/** A frame of entries whose texts are given, the first of them at position `first`. */
export function buildFrame(first: Position, texts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(frameHead);
  magic.copy(head);
  head.writeUInt32LE(
    texts.reduce((sum, text) => sum + text.length, 0),
    8,
  );
  head.writeUInt32LE(texts.length, 12);
  head.writeBigUInt64LE(BigInt(first), 16);
  const frame = Buffer.concat([head, ...texts]);
  frame.writeUInt32LE(crc32(frame.subarray(8)), 4);
  return frame;
}

/** The frame that begins at a place; null where there is none, or one that is not whole. */
export function frameAt(bytes: Buffer, at: number): Frame | null {
  if (bytes.length - at < frameHead || bytes.compare(magic, 0, 4, at, at + 4) !== 0) return null;
  const size = frameHead + bytes.readUInt32LE(at + 8);
  if (size > bytes.length - at || crc32(bytes.subarray(at + 8, at + size)) !== bytes.readUInt32LE(at + 4)) return null;
  return { first: Number(bytes.readBigUInt64LE(at + 16)), count: bytes.readUInt32LE(at + 12), size };
}

/** The entries of a whole frame that begins at a place. */
export function entriesOf(bytes: Buffer, at: number, { first, size }: Frame): Entry[] {
  const lines = bytes.toString("utf8", at + frameHead, at + size - 1).split("\n");
  return lines.map((line, i) => {
    const { station, received, time, parameter, value } = JSON.parse(line) as Columns;
    const rows: Row[] = time.map((t, k) => ({ time: second(t), parameter: parameter[k], value: value[k] }));
    return { position: first + i, station, ...(received !== undefined && { received }), rows };
  });
}

interface Columns {
  readonly station: string;
  readonly received?: number;
  readonly time: readonly number[];
  readonly parameter: readonly string[];
  readonly value: readonly string[];
}
