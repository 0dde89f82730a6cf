import { createWriteStream, realpathSync, statSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { UsageError, unwritable } from "./errors.ts";

const block = 1 << 16;

/** Joins pieces into blocks, so that a row costs no system call. */
async function* blocks(pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>) {
  let held: Buffer[] = [];
  let size = 0;
  let text = "";
  const flush = () => {
    if (text !== "") held.push(Buffer.from(text));
    const out = Buffer.concat(held);
    [held, size, text] = [[], 0, ""];
    return out;
  };
  for await (const piece of pieces) {
    if (typeof piece === "string") text += piece;
    else {
      if (text !== "") held.push(Buffer.from(text));
      text = "";
      held.push(Buffer.from(piece));
    }
    size += piece.length;
    if (size >= block) yield flush();
  }
  yield flush();
}

/** Whether a finished file may be moved to `path`: never onto a device such as /dev/null. */
function replaceable(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw new UsageError(`${path}: found a directory, expected a file to write`);
  return found === undefined || found.isFile();
}

/** Where a path leads, through links; the last part of it need not be there yet. */
function placeOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path === dirname(path) ? path : join(placeOf(dirname(path)), basename(path));
  }
}

/**
 * Whether what is written to `a` and what is written to `b` would come to one place: the same file, however named, or
 * standard output (`-`) twice. A device such as /dev/null takes both.
 */
export function isOnePlace(a: string, b: string): boolean {
  if (a === "-" || b === "-") return a === b;
  return placeOf(a) === placeOf(b) && replaceable(a);
}

/** Whether `target` could not be opened or written, and not something that the pieces come from. */
const isOfWriting = (error: unknown, target: string): error is Error =>
  error instanceof Error && "syscall" in error && ("path" in error ? error.path === target : error.syscall === "write");

/**
 * Writes pieces to a file (`.gz` compresses), or to `stdout` where `path` is `-`. A file appears whole or not at all, so
 * that a command may write over its own input. Throws `UsageError` for a place that cannot be written.
 */
export async function writeTo(
  path: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  stdout: Writable,
) {
  if (path === "-") return pipeline(blocks(pieces), stdout, { end: false });
  const whole = replaceable(path);
  const target = whole ? `${path}.part` : path;
  const file = createWriteStream(target);
  try {
    await (path.endsWith(".gz") ? pipeline(blocks(pieces), createGzip(), file) : pipeline(blocks(pieces), file));
    if (whole) await rename(target, path);
  } catch (error) {
    if (whole) await rm(target, { force: true });
    throw isOfWriting(error, target) ? unwritable(path, error) : error;
  }
}
