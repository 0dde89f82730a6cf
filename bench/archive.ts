/**
 * Telemetry on disk: room a sample, time of a month's picture, rates, and what 100 kills cost. `--part NAME` runs one of
 * `room`, `month`, `journal`, `kills`; `--days N` is the length of the record of `month` (30).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { kills } from "./archive/kills.ts";
import { month } from "./archive/month.ts";
import { room } from "./archive/room.ts";
import { traffic } from "./archive/traffic.ts";

const parts = { room, month, journal: traffic, kills };
const { values } = parseArgs({ options: { part: { type: "string" }, days: { type: "string", default: "30" } } });

const directory = mkdtempSync(join(tmpdir(), "hullwatch-bench-archive-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
for (const [name, part] of Object.entries(parts)) {
  if (values.part !== undefined && values.part !== name) continue;
  await part(join(directory, name), Number(values.days));
}
