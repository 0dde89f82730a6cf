/** Acknowledged entries, read back from the files. */
import { type FileHandle, open } from "node:fs/promises";
import { JournalDamagedError, JournalGoneError } from "../errors.ts";
import type { Entry, Position } from "../row.ts";
import { entriesOf, frameAt } from "./frame.ts";
import type { Segment } from "./segment.ts";

/** (bytes) Read from the file at once. */
const stretch = 1024 * 1024;

/** Entries after `after` up to `end`, a frame at a time. What is missing in between is named, never passed over. */
export async function* readEntries(
  directory: string,
  segments: readonly Segment[],
  after: Position,
  end: Position,
): AsyncGenerator<readonly Entry[]> {
  if (after >= end) return;
  const [oldest] = segments;
  if (after + 1 < oldest.first) throw new JournalGoneError(directory, after, oldest.first);
  let next = after + 1;
  while (next <= end) {
    const segment = segments.find(({ last }) => last >= next);
    if (segment === undefined || next < segment.first) {
      throw new JournalGoneError(directory, next - 1, segments[0].first);
    }
    for await (const entries of segmentEntries(segment, next, end)) {
      yield entries;
      next = entries[entries.length - 1].position + 1;
    }
  }
}

async function* segmentEntries(segment: Segment, from: Position, end: Position): AsyncGenerator<readonly Entry[]> {
  const { path, firsts, offsets, last, size } = segment;
  const count = firsts.length;
  let next = from;
  const damaged = (at: number, upTo: Position) =>
    new JournalDamagedError({ segment: path, at, first: next, last: upTo });
  const handle = await open(path, "r");
  try {
    let i = Math.max(0, lastAtMost(firsts, from));
    while (next <= Math.min(end, last)) {
      if (i >= count) throw damaged(size, last);
      const until = stretchFrom(offsets, i, count);
      const begin = offsets[i];
      const bytes = await bytesOf(handle, begin, offsets[until] ?? size);
      for (; i < until && next <= end; i++) {
        if (firsts[i] > next) throw damaged(offsets[i], firsts[i] - 1);
        const frame = frameAt(bytes, offsets[i] - begin);
        if (frame?.first !== firsts[i]) throw damaged(offsets[i], (firsts[i + 1] ?? last + 1) - 1);
        const entries = entriesOf(bytes, offsets[i] - begin, frame).filter((e) => within(e.position, next, end));
        if (entries.length > 0) yield entries;
        next = Math.max(next, frame.first + frame.count);
      }
    }
  } finally {
    await handle.close();
  }
}

const within = (x: number, from: number, to: number) => x >= from && x <= to;

/** The frame before which to stop, so that about a stretch is read from frame `i` on. */
function stretchFrom(offsets: readonly number[], i: number, count: number): number {
  let until = i + 1;
  while (until < count && offsets[until] - offsets[i] < stretch) until++;
  return until;
}

/** The bytes of a file from one place to another; fewer where the file ends before. */
async function bytesOf(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}

/** The place of the last of ascending numbers that is at most `x`; -1 where there is none. */
function lastAtMost(numbers: readonly number[], x: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
