/** Breaks every rule of `.dependency-cruiser.js` in a small tree of its own and expects it to be named; nothing else may be. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "..");
const PACKAGES = ["core", "feeds", "archive", "log", "server", "cli", "console", "openmct"];
const core = (path: string) => `packages/core/src/${path}`;

/** Rule, the file that breaks it, and the line that does. */
const BREAKS: readonly (readonly [rule: string, file: string, line: string])[] = [
  ["core-stands-alone", core("size/feeds.ts"), 'import "@hullwatch/feeds/csv/index.ts";'],
  ["core-stands-alone", core("size/cli.test.ts"), 'import type {} from "@hullwatch/cli/main.ts";'],
  ["sources-and-stores-know-core-alone", "packages/feeds/src/csv/log.ts", 'import "@hullwatch/log/index.ts";'],
  ["sources-and-stores-know-core-alone", "packages/archive/src/cli.ts", 'export * from "@hullwatch/cli/main.ts";'],
  ["server-knows-no-face", "packages/server/src/cli.ts", 'import "@hullwatch/cli/main.ts";'],
  ["cli-knows-no-console", "packages/cli/src/console.ts", 'await import("@hullwatch/console/index.ts");'],
  ["console-and-openmct-know-core-alone", "packages/console/src/api.ts", 'import "@hullwatch/server/index.ts";'],
  ["console-and-openmct-know-core-alone", "packages/openmct/src/csv.ts", 'import "@hullwatch/feeds/csv/index.ts";'],
  ["packages-import-packages", "packages/cli/src/bench.ts", 'import "../../../bench/replay.ts";'],
  ["packages-by-name", "packages/cli/src/relative.ts", 'import "../../core/src/gas/index.ts";'],
  ["quantity-is-the-ground", core("quantity/up.ts"), 'import type {} from "../station/index.ts";'],
  ["phrase-knows-quantity", core("phrase/up.ts"), 'import "../gas/index.ts";'],
  ["document-knows-phrase", core("document/up.ts"), 'import "../gas/index.ts";'],
  ["station-knows-document", core("station/up.ts"), 'import "../gas/index.ts";'],
  ["gas-knows-station", core("gas/up.ts"), 'import "../engine/index.ts";'],
  ["world-knows-no-judge", core("world/watch.ts"), 'import "../watch/index.ts";'],
  ["world-knows-no-judge", core("world/engine.ts"), 'import type { Input } from "../engine/index.ts";'],
  ["judge-knows-no-world", core("watch/world.ts"), 'import { type Scenario } from "../world/index.ts";'],
  ["judge-knows-no-world", core("mend/world.ts"), 'import "../world/index.ts";'],
  ["engine-knows-no-world", core("engine/world.ts"), 'export type { Scenario } from "../world/index.ts";'],
  ["through-the-front-door", core("watch/inner.ts"), 'import type {} from "../size/inner.ts";'],
  ["through-the-front-door", core("watch/inner.test.ts"), 'import "../size/inner.ts";'],
  ["through-the-front-door", "packages/feeds/src/mqtt/inner.ts", 'import "../csv/inner.ts";'],
  ["core-reads-no-machine", core("watch/file.ts"), 'import { readFileSync } from "node:fs";'],
  ["core-reads-no-machine", core("watch/events.ts"), 'import type { EventEmitter } from "events";'],
  ["through-the-front-door", "packages/log/src/report/inner.ts", 'import "../store/inner.ts";'],
  ["through-the-front-door", "packages/server/src/live/inner.ts", 'import "../records/inner.ts";'],
  ["log-folds-without-a-machine", "packages/log/src/state/disk.ts", 'import "../store/index.ts";'],
  ["log-folds-without-node", "packages/log/src/entry/hash.ts", 'import "node:crypto";'],
  ["console-thinks-without-a-page", "packages/console/src/glance/page.ts", 'import "../pages/Now.tsx";'],
  ["console-takes-little-of-core", "packages/console/src/engine.ts", 'import "@hullwatch/core/engine/index.ts";'],
  ["no-cycle", core("size/circle.ts"), 'import type {} from "./cycle.ts";'],
  ["no-test-code-in-source", core("size/tested.ts"), 'import "./a.test.ts";'],
  ["no-test-code-in-source", core("size/built.ts"), 'import "../gas/testing.ts";'],
  ["no-unresolvable", core("size/nowhere.ts"), 'import "./not-there.ts";'],
  ["no-undeclared-package", core("size/undeclared.ts"), 'import "undeclared";'],
  ["no-dev-package-in-source", core("size/dev.ts"), 'import "for-tests";'],
];

/** What none of the rules may refuse. */
const ALLOWED: Readonly<Record<string, string>> = {
  [core("quantity/index.ts")]: "",
  [core("station/index.ts")]: 'import type {} from "../quantity/index.ts";',
  [core("gas/index.ts")]: 'import "../station/index.ts"; import "declared";',
  [core("gas/testing.ts")]: 'import "node:assert"; import "./index.ts";',
  [core("world/index.ts")]: 'import "../gas/index.ts";',
  [core("watch/index.ts")]: 'import "../gas/index.ts";',
  [core("size/index.ts")]: 'import "../watch/index.ts"; import "./inner.ts";',
  [core("size/inner.ts")]: "",
  [core("size/cycle.ts")]: 'import "./circle.ts";',
  [core("size/a.test.ts")]:
    'import "node:test"; import "for-tests"; import "../world/index.ts"; import "../gas/testing.ts";',
  [core("engine/index.ts")]: 'import "../watch/index.ts"; import "../size/index.ts";',
  "packages/feeds/src/csv/index.ts": 'import "node:fs"; import "@hullwatch/core/gas/index.ts"; import "./inner.ts";',
  "packages/feeds/src/csv/inner.ts": "",
  "packages/log/src/store/index.ts": 'import "node:sqlite"; import "./inner.ts";',
  "packages/log/src/store/inner.ts": "",
  "packages/server/src/records/inner.ts": "",
  "packages/log/src/index.ts": 'import "@hullwatch/core/gas/index.ts";',
  "packages/server/src/index.ts": 'import "@hullwatch/log/index.ts";',
  "packages/cli/src/main.ts": 'import "@hullwatch/server/index.ts"; import "@hullwatch/feeds/csv/index.ts";',
  "packages/console/src/index.ts": 'import "@hullwatch/core/gas/index.ts";',
  "packages/console/src/pages/Now.tsx": 'import "../index.ts";',
  "bench/replay.ts": 'import "../packages/core/src/engine/index.ts";',
  "package.json": '{ "workspaces": ["packages/*"], "devDependencies": { "for-tests": "1.0.0" } }',
  ...Object.fromEntries(
    PACKAGES.map((name) => [
      `packages/${name}/package.json`,
      `{ "name": "@hullwatch/${name}", "exports": { "./*": "./src/*" }, "dependencies": { "declared": "1.0.0" } }`,
    ]),
  ),
  ...Object.fromEntries(
    ["declared", "undeclared", "for-tests"].flatMap((name) => [
      [`node_modules/${name}/package.json`, `{ "name": "${name}", "version": "1.0.0", "main": "index.js" }`],
      [`node_modules/${name}/index.js`, ""],
    ]),
  ),
};

interface Summary {
  readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
}

function cruise(tree: string): Summary {
  const cli = join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const options = ["--config", join(root, ".dependency-cruiser.js"), "--output-type", "json", "packages", "bench"];
  const { stdout, stderr } = spawnSync(process.execPath, [cli, ...options], { cwd: tree, encoding: "utf8" });
  assert.equal(stderr, "");
  return JSON.parse(stdout).summary;
}

test("each rule names the file that breaks it, and lets the rest pass", (t) => {
  const tree = mkdtempSync(join(tmpdir(), "hullwatch-rules-"));
  t.after(() => rmSync(tree, { recursive: true }));
  for (const [file, text] of [...Object.entries(ALLOWED), ...BREAKS.map(([, file, line]) => [file, line] as const)]) {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    writeFileSync(join(tree, file), `${text}\n`);
  }
  mkdirSync(join(tree, "node_modules/@hullwatch"));
  for (const name of PACKAGES) symlinkSync(join(tree, "packages", name), join(tree, "node_modules/@hullwatch", name));

  const { violations, ruleSetUsed } = cruise(tree);

  const found = violations.map(({ rule, from }) => `${rule.name}: ${from}`);
  assert.deepEqual(found.sort(), BREAKS.map(([rule, file]) => `${rule}: ${file}`).sort());
  const broken = new Set(BREAKS.map(([rule]) => rule));
  const unproven = ruleSetUsed.forbidden.filter(({ name }) => !broken.has(name));
  assert.deepEqual(unproven, []);
});
