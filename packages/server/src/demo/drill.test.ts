import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseStation } from "@hullwatch/core/station";
import { parseScenario } from "@hullwatch/core/world";
import type { Entry } from "@hullwatch/log";
import { AnsweredNight } from "./drill.ts";

const root = join(import.meta.dirname, "../../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const station = parseStation(read("stations/iss-2018-08-30.yaml"), "station");
const scenario = parseScenario(read("scenarios/soyuz-ms-09.yaml"), "scenario", station);
const hour = 3600;

/** What MS09-P reads at some hours after the start, when people write what is given. */
function ship(entries: readonly (readonly [afterH: number, kind: string, body: object])[], hours: readonly number[]) {
  const night = new AnsweredNight({ text: read("scenarios/soyuz-ms-09.yaml"), name: "scenario" }, station);
  for (const [after, kind, body] of entries) {
    const time = new Date((scenario.start + after * hour) * 1000).toISOString();
    night.take({
      kind,
      body,
      time,
      author: { id: "a", name: "A", role: "crew", centre: "houston" },
    } as unknown as Entry);
  }
  const found: number[] = [];
  for (const row of night.rows(3)) {
    const after = (row.time - scenario.start) / hour;
    if (after > hours[found.length] && row.parameter === "MS09-P") found.push(Number(row.value));
    if (found.length === hours.length) break;
  }
  return found;
}

const shut = (hatch: string) => ["hatch-moved", { hatch, state: "closed" }] as const;

test("the hatch that people close is closed: the ship behind it empties, fast", () => {
  const [before, after] = ship([[11, ...shut("rassvet-ms09")]], [11, 12]);
  assert.ok(before > 743, String(before));
  // 0.9 mmHg a minute in a ship of 10.3 m3.
  assert.ok(before - after > 35 && before - after < 60, `${before} to ${after}`);
});

test("a patch that people apply holds, and what was done on that day is not done", () => {
  const patch = ["action", { text: "patch", parameter: "patch:ms09-om", value: "curing 8h" }] as const;
  const [before, after, later] = ship(
    [
      [11, ...shut("rassvet-ms09")],
      [11.2, ...patch],
    ],
    [11, 12, 14],
  );
  assert.ok(before - after < 20, `${before} to ${after}`);
  assert.ok(Math.abs(later - after) < 1.5, `${after} to ${later}`);
});
