import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Makes what is in a folder's list of names outlast a loss of power. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Gives a file its place, so that after a crash it is there or not, and never in part. */
export async function place(from: string, to: string): Promise<void> {
  const made = await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
  await syncFolder(dirname(to));
  if (made !== undefined) await syncFolder(dirname(made));
}

/** (ms) When a file was last written; undefined where there is none. */
export async function writtenAt(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

export const exists = async (path: string): Promise<boolean> => (await writtenAt(path)) !== undefined;

/** Every file under a folder; none where there is no such folder. */
export async function filesUnder(folder: string): Promise<string[]> {
  if (!(await exists(folder))) return [];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

export const remove = (path: string) => rm(path, { force: true });
