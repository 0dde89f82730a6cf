/** A file of the journal: its name tells the position of its first entry, and it holds frames and nothing else. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Damage } from "../errors.ts";
import type { Position } from "../row.ts";
import { frameAt, magic } from "./frame.ts";

const digits = 16;
const pattern = /^(\d{16})\.journal$/;

export interface Segment {
  readonly path: string;
  readonly first: Position;
  /** Whole frames in order: the position of the first entry of each, and the byte at which it begins. */
  readonly firsts: Position[];
  readonly offsets: number[];
  /** The last position that it answers for, damaged or not. */
  last: Position;
  /** (bytes) Up to which it has been read or written. */
  size: number;
}

export const emptySegment = (directory: string, first: Position): Segment => ({
  path: join(directory, `${String(first).padStart(digits, "0")}.journal`),
  first,
  firsts: [],
  offsets: [],
  last: first - 1,
  size: 0,
});

/** The first positions of the segments of a folder, in order. */
export async function segmentsIn(directory: string): Promise<Position[]> {
  const names = await readdir(directory);
  return names
    .map((name) => pattern.exec(name)?.[1])
    .filter((first) => first !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

/**
 * Reads a segment through. Gives its frames, what is damaged, and `end`: the byte after its last whole frame, short of `size` where
 * something stands there that is no frame. `next` is where the next segment begins; null for the last one.
 */
export async function scanSegment(
  segment: Segment,
  next: Position | null,
): Promise<{ damaged: Damage[]; end: number }> {
  const bytes = await readFile(segment.path);
  const damaged: Damage[] = [];
  segment.size = bytes.length;
  let at = 0;
  let end = 0;
  const damage = (last: Position) => damaged.push({ segment: segment.path, at: end, first: segment.last + 1, last });
  while (at < bytes.length) {
    const frame = frameAt(bytes, at);
    if (frame === null || frame.first <= segment.last || frame.first + frame.count - 1 >= (next ?? Infinity)) {
      const found = bytes.indexOf(magic, at + 1);
      at = found < 0 ? bytes.length : found;
      continue;
    }
    if (frame.first > segment.last + 1) damage(frame.first - 1);
    segment.firsts.push(frame.first);
    segment.offsets.push(at);
    segment.last = frame.first + frame.count - 1;
    at += frame.size;
    end = at;
  }
  if (next !== null && segment.last < next - 1) {
    damage(next - 1);
    segment.last = next - 1;
  }
  return { damaged, end };
}
