/** Opening a journal: what whole frames are there, what is cut off, what is damaged. */
import { randomUUID } from "node:crypto";
import { open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder, named, readIfThere, replaceFile, syncFolder } from "../disk.ts";
import { type Damage, StoreFormatError } from "../errors.ts";
import type { Position } from "../row.ts";
import type { Recovery } from "./journal.ts";
import { emptySegment, type Segment, scanSegment, segmentsIn } from "./segment.ts";

export const idFile = "journal.json";
const format = "hullwatch-journal/1";

/** The id of the journal in a folder, which is made, with one, where there is none. Throws `StoreFormatError`. */
export async function journalId(directory: string): Promise<string> {
  await makeFolder(directory);
  const path = join(directory, idFile);
  const text = (await readIfThere(path))?.toString("utf8");
  if (text === undefined) {
    if ((await segmentsIn(directory)).length > 0) {
      throw new StoreFormatError(directory, "segments of a journal without its journal.json", "both");
    }
    const id = randomUUID();
    await replaceFile(path, `${JSON.stringify({ format, id })}\n`);
    return id;
  }
  try {
    const said = JSON.parse(text);
    if (said.format === format && typeof said.id === "string") return said.id;
  } catch {}
  throw new StoreFormatError(path, `"${text.slice(0, 60).trim()}"`, `{"format":"${format}","id":…}`);
}

/** Segments in order, at least one. What stands behind the last whole frame of the last one is cut off. */
export async function recover(directory: string): Promise<{ segments: Segment[]; found: Recovery }> {
  const firsts = await segmentsIn(directory);
  const segments: Segment[] = [];
  const damaged: Damage[] = [];
  let end = 0;
  for (const [i, first] of firsts.entries()) {
    const segment = emptySegment(directory, first);
    const scanned = await scanSegment(segment, firsts[i + 1] ?? null);
    damaged.push(...scanned.damaged);
    segments.push(segment);
    end = scanned.end;
  }
  if (segments.length === 0) segments.push(await makeSegment(directory, 1));
  return { segments, found: { cut: await cut(segments[segments.length - 1], end), damaged } };
}

async function cut(segment: Segment, end: number): Promise<Recovery["cut"]> {
  const bytes = segment.size - end;
  if (bytes === 0) return null;
  try {
    const handle = await open(segment.path, "r+");
    try {
      await handle.truncate(end);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw named(error, segment.path);
  }
  segment.size = end;
  return { segment: segment.path, at: end, bytes };
}

/** An empty segment whose name is on the disk. */
export async function makeSegment(directory: string, first: Position): Promise<Segment> {
  const segment = emptySegment(directory, first);
  try {
    const handle = await open(segment.path, "wx");
    await handle.close();
    await syncFolder(directory);
  } catch (error) {
    await unlink(segment.path).catch(() => undefined);
    throw named(error, segment.path);
  }
  return segment;
}
