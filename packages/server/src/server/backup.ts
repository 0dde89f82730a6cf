/** A copy of everything that a server keeps, taken while it runs, and a server begun from one. */
import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BackupError, restoreStore, type Store } from "@hullwatch/archive";
import { type Log, restoreLog } from "@hullwatch/log";
import type { People } from "../people/index.ts";
import type { Records } from "../records/index.ts";

/** Where each store stands, in the folder of data and in a backup. */
export const places = { telemetry: "telemetry", log: "log", records: "records.db", people: "people.db" } as const;

/** Element sets: there once somebody has given some. */
export const skyPlace = "sky";

export interface Kept {
  readonly store: Store;
  readonly log: Log;
  readonly records: Records;
  readonly people: People;
  /** Folder of element sets. */
  readonly sky: string;
}

/**
 * Copies everything into the new folder `name` of `within`; it appears when it is whole. Telemetry last: what the others
 * say of the journal is then in the copy of the journal too. Throws `BackupError` where the folder is there.
 */
export async function backUp(
  { store, log, records, people, sky }: Kept,
  within: string,
  name: string,
): Promise<string> {
  const folder = join(within, name);
  const making = join(within, `.${name}.part`);
  await mkdir(within, { recursive: true, mode: 0o700 });
  if ((await readdir(within)).includes(name)) throw new BackupError(folder, "a folder", "a name that is not taken");
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  try {
    await records.backup(join(making, places.records));
    await people.backup(join(making, places.people));
    await log.backup(join(making, places.log));
    if (existsSync(sky)) await cp(sky, join(making, skyPlace), { recursive: true });
    await store.backup(join(making, places.telemetry));
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/**
 * Makes a folder of data from a backup, whole or not at all. Throws `BackupError` where `folder` holds something, or the backup is
 * none, or not what was written.
 */
export async function restoreBackup(backup: string, folder: string): Promise<void> {
  const found = await readdir(backup).catch(() => [] as string[]);
  const missing = Object.values(places).find((place) => !found.includes(place));
  if (missing !== undefined) throw new BackupError(backup, `no ${missing}`, "a folder that a backup made");
  const held = await readdir(folder).catch(() => [] as string[]);
  if (held.length > 0) throw new BackupError(folder, "a folder that holds something", "an empty one, or none");
  const making = `${resolve(folder)}.restoring`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true, mode: 0o700 });
  try {
    await fill(backup, making);
    if (found.includes(skyPlace)) await cp(join(backup, skyPlace), join(making, skyPlace), { recursive: true });
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}

async function fill(backup: string, folder: string): Promise<void> {
  await restoreStore(join(backup, places.telemetry), join(folder, places.telemetry));
  const { verification, broken } = await restoreLog(join(backup, places.log), join(folder, places.log));
  const [fault] = verification.faults;
  if (fault !== undefined) throw new BackupError(backup, `a log in which ${fault.text}`, "a sound one");
  if (broken.length > 0)
    throw new BackupError(backup, `a file whose content is not ${broken[0]}`, "files as their hashes say");
  for (const place of [places.records, places.people]) {
    const db = new DatabaseSync(join(backup, place), { readOnly: true });
    const [{ integrity_check: said }] = db.prepare("PRAGMA integrity_check").all();
    db.close();
    if (said !== "ok") throw new BackupError(join(backup, place), String(said), "a sound database");
    await copyFile(join(backup, place), join(folder, place));
  }
}
