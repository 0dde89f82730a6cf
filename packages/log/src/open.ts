import { mkdir } from "node:fs/promises";
import type { WallClock } from "./clock.ts";
import { Files } from "./files/index.ts";
import type { Log } from "./log.ts";
import { DiskLog } from "./store/index.ts";

export interface LogOptions {
  /** Where entries and files are kept; made where it is new. */
  readonly folder: string;
  /** The centre that writes here: lower-case letters, digits and hyphens. A log is of one centre for good. */
  readonly centre: string;
  readonly clock: WallClock;
  /** (bytes) The largest file that is taken: 100 MiB unless given. */
  readonly largestFile?: number;
}

/** Opens the log of a centre. Throws `StoreError` where its file is none, damaged, or another centre's. */
export async function openLog({ folder, centre, clock, largestFile }: LogOptions): Promise<Log> {
  await mkdir(folder, { recursive: true });
  const files = new Files(folder, { clock, ...(largestFile === undefined ? {} : { limit: largestFile }) });
  return DiskLog.open(folder, { centre, clock, files });
}
