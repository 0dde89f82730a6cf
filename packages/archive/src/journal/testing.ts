import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { second } from "@hullwatch/core/quantity";
import type { Batch, Entry, Position } from "../row.ts";
import type { Journal } from "./journal.ts";

/** An empty folder that is gone after the test. */
export function temporaryFolder(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), "hullwatch-archive-"));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A batch of one row that tells its number. */
export const batch = (n: number, station = "iss"): Batch => ({
  station,
  rows: [{ time: second(1_535_600_000 + n), parameter: "LAB-P", value: `${700 + n}.5` }],
});

export async function entriesAfter(journal: Journal, after: Position): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const piece of journal.read(after)) entries.push(...piece);
  return entries;
}
