/** Logs on disk for tests. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type Log, openLog } from "./index.ts";
import { START } from "./testing.ts";

/** A clock that stands still until somebody moves it. */
export class StillClock {
  ms = START;
  now = () => this.ms;
}

/** A folder that is gone after the test. */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hullwatch-log-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestLog {
  readonly log: Log;
  readonly folder: string;
  readonly clock: StillClock;
}

/** A new log that is closed and gone after the test. */
export async function newLog(t: TestContext, centre = "houston", largestFile = 1_000_000): Promise<TestLog> {
  const folder = join(await temporaryFolder(t), "log");
  const clock = new StillClock();
  const log = await openLog({ folder, centre, clock, largestFile });
  t.after(() => log.close());
  return { log, folder, clock };
}
