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
const powers = Array.from({ length: mostPlaces + 1 }, (_, places) => 10 ** places);

/** (bytes) That so many readings take at most. */
export const roomFor = (count: number): number => 16 + 18 * count;

/** The bytes of readings that lie in the pack which begins at `start` (µs). */
export function pack(column: Column, start: number): Buffer {
  const bytes = new Uint8Array(roomFor(column.times.length));
  return zstdCompressSync(bytes.subarray(0, putColumn(bytes, 0, column, start)));
}

/** What `pack` was given. */
export const unpack = (packed: Uint8Array, start: number): Column =>
  new ColumnReader(zstdDecompressSync(packed)).column(start);

/**
 * Writes the readings of a column from the one numbered `from` on, which are not before `start` (µs), to `at`; gives where they end.
 */
export function putColumn(bytes: Uint8Array, at: number, { times, values }: Column, start: number, from = 0): number {
  const { length } = times;
  let next = putVarint(bytes, at, length - from);
  let before = start;
  for (let i = from; i < length; i++) {
    next = putVarint(bytes, next, times[i] - before);
    before = times[i];
  }
  const places = placesOf(values, from);
  bytes[next++] = places;
  if (places === raw) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let i = from; i < length; i++, next += 8) view.setFloat64(next, values[i], true);
    return next;
  }
  const scale = powers[places];
  let last = 0;
  for (let i = from; i < length; i++) {
    const scaled = Math.round(values[i] * scale);
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

/** The fewest places after the point with which every value from `from` on comes back as the very double that it is. */
function placesOf(values: readonly number[], from: number): number {
  let places = 0;
  // Those before this one were seen with fewer places.
  let seen = from;
  for (let i = from; i < values.length; i++) {
    while (!isExact(values[i], powers[places])) {
      if (++places > mostPlaces) return raw;
      seen = i;
    }
  }
  for (let i = from; i < seen; i++) if (!isExact(values[i], powers[places])) return raw;
  return places;
}

const isExact = (value: number, scale: number) =>
  Math.round(value * scale) / scale === value && Math.abs(value * scale) < largest;

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
