import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

export const root = join(import.meta.dirname, "../../..");
export const command = join(root, "node_modules/.bin/hullwatch");

export interface Given {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs `hullwatch` as a person would, in the folder of the repository unless said otherwise. */
export function hullwatch(args: readonly string[], { input, env, cwd = root }: Given = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [command, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    ...(input !== undefined && { input }),
    env: { ...process.env, ...env },
  });
}

/** A folder of its own for one test. */
export function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Standard output as one object a line. */
export const objects = (stdout: string): Record<string, unknown>[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
