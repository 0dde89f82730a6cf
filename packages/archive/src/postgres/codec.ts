/**
 * Readings of one sensor in few bytes: times as steps, values as steps of decimals where they are decimals. A pack is half an hour of
 * them through zstd.
 *
 *     varint  number of readings
 *     varint  times (µs): the first from a start that is known, then each from the one before
 *     byte    places after the point, 0 to 9, or 255 for doubles as they are
 *     varint  values times 10^places: the first, then each less the one before, signs folded in (zigzag); or 8 bytes each
 */
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** Readings of one series in order of time (µs). */
export interface Column {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

const raw = 255;
const mostPlaces = 9;
/** Beyond this a step of two decimals might not be exact. */
const largest = 2 ** 51;

/** (bytes) That a column takes at most. */
export const roomFor = ({ times }: Column): number => 16 + 18 * times.length;

/** The bytes of readings that lie in the pack which begins at `start` (µs). */
export function pack(column: Column, start: number): Buffer {
  const bytes = new Uint8Array(roomFor(column));
  return zstdCompressSync(bytes.subarray(0, putColumn(bytes, 0, column, start)));
}

/** What `pack` was given. */
export const unpack = (packed: Uint8Array, start: number): Column =>
  new ColumnReader(zstdDecompressSync(packed)).column(start);

/** Writes a column whose readings are not before `start` (µs) to `at`; gives where it ends. */
export function putColumn(bytes: Uint8Array, at: number, { times, values }: Column, start: number): number {
  let next = putVarint(bytes, at, times.length);
  let before = start;
  for (const time of times) {
    next = putVarint(bytes, next, time - before);
    before = time;
  }
  const places = placesOf(values);
  bytes[next++] = places;
  if (places === raw) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (const [i, value] of values.entries()) view.setFloat64(next + 8 * i, value, true);
    return next + 8 * values.length;
  }
  const scale = 10 ** places;
  let last = 0;
  for (const value of values) {
    const scaled = Math.round(value * scale);
    const step = scaled - last;
    next = putVarint(bytes, next, step >= 0 ? step * 2 : -step * 2 - 1);
    last = scaled;
  }
  return next;
}

/** Reads what was written, from the beginning of the bytes. */
export class ColumnReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isOver(): boolean {
    return this.#at === this.#bytes.length;
  }

  whole(): number {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = this.#bytes[this.#at++];
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  }

  column(start: number): Column {
    const count = this.whole();
    const times = new Array<number>(count);
    const values = new Array<number>(count);
    let time = start;
    for (let i = 0; i < count; i++) {
      time += this.whole();
      times[i] = time;
    }
    const places = this.#bytes[this.#at++];
    if (places === raw) {
      for (let i = 0; i < count; i++) values[i] = this.#bytes.readDoubleLE(this.#at + 8 * i);
      this.#at += 8 * count;
      return { times, values };
    }
    const scale = 10 ** places;
    let scaled = 0;
    for (let i = 0; i < count; i++) {
      const folded = this.whole();
      scaled += folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
      values[i] = scaled / scale;
    }
    return { times, values };
  }
}

/** The fewest places after the point with which every value comes back as the very double that it is. */
function placesOf(values: readonly number[]): number {
  let places = 0;
  let scale = 1;
  for (const value of values) {
    while (Math.round(value * scale) / scale !== value || Math.abs(value * scale) >= largest) {
      places++;
      if (places > mostPlaces) return raw;
      scale = 10 ** places;
    }
  }
  return values.some((value) => Math.abs(value * scale) >= largest || Math.round(value * scale) / scale !== value)
    ? raw
    : places;
}

/** Writes a whole number, 0 or more, to `at`; gives where it ends. */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let next = at;
  while (rest >= 2 ** 31) {
    bytes[next++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  while (rest >= 128) {
    bytes[next++] = rest | 128;
    rest >>= 7;
  }
  bytes[next++] = rest;
  return next;
}
