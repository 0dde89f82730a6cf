/** One process, and one part of it, has a folder to itself. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { named } from "./disk.ts";
import { ReadOnlyError, StoreInUseError } from "./errors.ts";

const [busy, readOnly, cannotOpen] = [5, 8, 14];

/**
 * Takes a folder until the function that it gives is called or the process ends, however it ends: the system lets go of what
 * SQLite has locked. Node itself offers no lock that does. Throws `StoreInUseError`, `ReadOnlyError`.
 */
export function lockFolder(directory: string): () => void {
  const path = join(directory, "lock");
  try {
    const database = new DatabaseSync(path, { timeout: 0 });
    try {
      database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    } catch (error) {
      database.close();
      throw error;
    }
    return () => database.close();
  } catch (error) {
    const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
    if (code === busy) throw new StoreInUseError(directory, { cause: error });
    if (code === readOnly || code === cannotOpen) throw new ReadOnlyError(path, { cause: error });
    throw named(error, path);
  }
}
