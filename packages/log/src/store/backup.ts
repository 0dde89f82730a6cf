import { join } from "node:path";
import { exists, type Files, fileAt, hashOfFile } from "../files/index.ts";
import type { Backup, Restored } from "../log.ts";
import { openForReading } from "./database.ts";
import { StoreError } from "./errors.ts";
import { copy, makeFolder, sync } from "./folder.ts";
import { Reader } from "./reader.ts";

/** Within the folder of a log. */
export const logFile = "log.sqlite";

interface Source {
  readonly files: Files;
  /** Copies the file of the log as it is now. */
  copyTo(path: string): Promise<number>;
}

/**
 * Copies a log that is in use: first its entries as they are at one moment, then the files that they speak of, which were
 * there before them. The folder appears when all of it is on disk. Throws `StoreError` where there is something already.
 */
export async function backUp(folder: string, { files, copyTo }: Source): Promise<Backup> {
  return makeFolder(folder, async (made) => {
    const path = join(made, logFile);
    await copyTo(path);
    await sync(path);
    return reading(path, async (reader) => {
      const spokenOf = reader.files();
      const missing: string[] = [];
      for (const hash of spokenOf) {
        if (await files.has(hash)) await copy(files.pathOf(hash), fileAt(made, hash));
        else missing.push(hash);
      }
      return { heads: reader.heads(), files: spokenOf.length - missing.length, missing };
    });
  });
}

/**
 * Makes a log's folder from a backup, and says whether what was in it is sound. Throws `StoreError` where the backup cannot
 * be read at all, or where there is something in `folder`.
 */
export async function restoreLog(backup: string, folder: string): Promise<Restored> {
  const source = join(backup, logFile);
  if (!(await exists(source))) throw new StoreError(`${source}: found nothing, expected the log of a backup`);
  return makeFolder(folder, async (made) => {
    await copy(source, join(made, logFile));
    return reading(join(made, logFile), async (reader) => {
      const damage = reader.damage();
      if (damage !== null) throw new StoreError(`${source}: found a damaged file (${damage}), expected a sound one`);
      const broken: string[] = [];
      const missing: string[] = [];
      for (const hash of reader.files()) {
        const from = fileAt(backup, hash);
        if (!(await exists(from))) missing.push(hash);
        else if ((await hashOfFile(from)) !== hash) broken.push(hash);
        else await copy(from, fileAt(made, hash));
      }
      return { verification: await reader.verify([]), broken, missing };
    });
  });
}

async function reading<T>(path: string, read: (reader: Reader) => Promise<T>): Promise<T> {
  const db = openForReading(path);
  try {
    return await read(new Reader(db));
  } finally {
    db.close();
  }
}
