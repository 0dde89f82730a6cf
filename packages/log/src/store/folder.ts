import { randomUUID } from "node:crypto";
import { constants, copyFile, mkdir, open, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import { exists, syncFolder } from "../files/index.ts";
import { StoreError } from "./errors.ts";

/**
 * Makes a folder in one step: what `fill` puts into a folder beside it is there whole, or not at all. Throws `StoreError`
 * where there is something already.
 */
export async function makeFolder<T>(folder: string, fill: (made: string) => Promise<T>): Promise<T> {
  if ((await exists(folder)) && (await readdir(folder)).length > 0) {
    throw new StoreError(`${folder}: found a folder with something in it, expected a new one`);
  }
  const made = `${folder}.${randomUUID()}.part`;
  await mkdir(made, { recursive: true });
  try {
    const result = await fill(made);
    await syncFolder(made);
    if (await exists(folder)) await rmdir(folder);
    await rename(made, folder);
    await syncFolder(dirname(folder));
    return result;
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** Writes what the system still holds of a file to the disk. */
export async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Copies a file, and its folder where that is new; it is on disk then. */
export async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await sync(to);
  await syncFolder(dirname(to));
}
