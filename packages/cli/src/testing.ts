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

/** Every key within a value, but for those of `maps`, whose keys are ids or names. */
export function fieldsIn(value: unknown, maps: readonly string[] = []): Set<string> {
  const fields = new Set<string>();
  const gather = (inner: unknown, isMap: boolean) => {
    if (Array.isArray(inner)) for (const item of inner) gather(item, false);
    else if (typeof inner === "object" && inner !== null) {
      for (const [key, deeper] of Object.entries(inner)) {
        if (!isMap) fields.add(key);
        gather(deeper, maps.includes(key));
      }
    }
  };
  gather(value, false);
  return fields;
}

/** The names in the first columns of a page's tables of fields. */
export function fieldsOnPage(page: string): Set<string> {
  const tables = [...page.matchAll(/^\| field[^\n]*\n\| ---[^\n]*\n((?:\|[^\n]*\n)+)/gm)].map(([, rows]) => rows);
  const cells = tables.flatMap((rows) =>
    rows
      .trim()
      .split("\n")
      .map((row) => row.split("|")[1]),
  );
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name)));
}
