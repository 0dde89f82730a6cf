/** What the disk does and can refuse. */
import { type FileHandle, mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { DiskFullError, ReadOnlyError } from "./errors.ts";

const full = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const closed = new Set(["EROFS", "EACCES", "EPERM"]);

/** The error by its name in this package, where the disk is full or closed to writing; otherwise itself. */
export function named(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (full.has(code)) return new DiskFullError(path, { cause: error });
  if (closed.has(code)) return new ReadOnlyError(path, { cause: error });
  return error;
}

/** The system's code of an error (`ENOENT`); empty where it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Makes a folder, and those above it, whose entries are on the disk. */
export async function makeFolder(directory: string): Promise<void> {
  try {
    const made = await mkdir(directory, { recursive: true });
    if (made !== undefined) await syncFolder(dirname(made));
  } catch (error) {
    throw named(error, directory);
  }
}

/** Puts the entries of a folder on the disk: a file that was made, renamed or removed is so after a power cut too. */
export async function syncFolder(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes all of `bytes` at a place of a file; the system may take them in parts. */
export async function writeAll(handle: Pick<FileHandle, "write">, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

/**
 * Puts a file in place in one step: after a crash the old one or the new one is there, whole. With `previous` the file that
 * stood there is kept under that name.
 */
export async function replaceFile(path: string, bytes: Uint8Array | string, previous?: string): Promise<void> {
  const fresh = `${path}.new`;
  try {
    const handle = await open(fresh, "w");
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (previous !== undefined) await rename(path, previous).catch(unlessMissing);
    await rename(fresh, path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw named(error, path);
  }
}

/** A file's bytes; null where there is none. */
export const readIfThere = (path: string): Promise<Buffer | null> =>
  readFile(path).catch((error) => {
    unlessMissing(error);
    return null;
  });

function unlessMissing(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
}
