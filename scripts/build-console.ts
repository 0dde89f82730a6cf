/** Builds the console where its sources have changed since it was built. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sources = [
  "packages/console",
  "packages/core/src/quantity",
  "packages/core/src/station",
  "packages/core/src/gas",
];
const lockfile = "package-lock.json";

/** Changes whenever the console would be built otherwise. */
function fingerprint(root: string): string {
  const hash = createHash("sha256").update(readFileSync(join(root, lockfile)));
  for (const folder of sources) {
    const names = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/[\\/](dist|node_modules)([\\/]|$)/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const name of names) hash.update(`${name}\0`).update(readFileSync(name));
  }
  return hash.digest("hex");
}

/** Ends the process where it cannot be built. */
export function buildConsole(root: string): void {
  const stamp = join(root, "packages/console/dist/.built");
  const wanted = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("set-up: building the console");
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const { status } = spawnSync(process.execPath, [vite, "build", "--logLevel", "warn", "packages/console"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) {
    console.error("set-up: the console could not be built; nothing was started");
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

if (import.meta.main) buildConsole(join(import.meta.dirname, ".."));
