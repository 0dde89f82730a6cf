/**
 * Half an hour of one sensor in few bytes: times as steps, values as steps of decimals where they are decimals, and all of it
 * through zstd.
 *
 *     varint  number of readings
 *     varint  times (µs): the first from the start of the pack, then each from the one before
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

/** The bytes of readings that lie in the pack which begins at `start` (µs). */
export function pack({ times, values }: Column, start: number): Buffer {
  const places = placesOf(values);
  const bytes = new Uint8Array(8 + 18 * times.length);
  let at = putVarint(bytes, 0, times.length);
  let before = start;
  for (const time of times) {
    at = putVarint(bytes, at, time - before);
    before = time;
  }
  bytes[at++] = places;
  if (places === raw) {
    const view = new DataView(bytes.buffer);
    for (const [i, value] of values.entries()) view.setFloat64(at + 8 * i, value, true);
    return zstdCompressSync(bytes.subarray(0, at + 8 * values.length));
  }
  const scale = 10 ** places;
  let last = 0;
  for (const value of values) {
    const scaled = Math.round(value * scale);
    const step = scaled - last;
    at = putVarint(bytes, at, step >= 0 ? step * 2 : -step * 2 - 1);
    last = scaled;
  }
  return zstdCompressSync(bytes.subarray(0, at));
}

/** What `pack` was given. */
export function unpack(packed: Uint8Array, start: number): { times: number[]; values: number[] } {
  const bytes = zstdDecompressSync(packed);
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  };
  const count = varint();
  const times = new Array<number>(count);
  const values = new Array<number>(count);
  let time = start;
  for (let i = 0; i < count; i++) {
    time += varint();
    times[i] = time;
  }
  const places = bytes[at++];
  if (places === raw) {
    for (let i = 0; i < count; i++) values[i] = bytes.readDoubleLE(at + 8 * i);
    return { times, values };
  }
  const scale = 10 ** places;
  let scaled = 0;
  for (let i = 0; i < count; i++) {
    const folded = varint();
    scaled += folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
    values[i] = scaled / scale;
  }
  return { times, values };
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

function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let next = at;
  while (rest >= 128) {
    bytes[next++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  bytes[next++] = rest;
  return next;
}
