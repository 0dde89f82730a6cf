import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { wholeOf } from "./read.ts";

const text = readFileSync(join(import.meta.dirname, "../../../../stations/mir-1997.yaml"), "utf8");

test("a station file is read as the server tells of a station", () => {
  const { whole, faults } = wholeOf(text, "mir-1997.yaml");
  assert.deepEqual(faults, []);
  assert.equal(whole?.id, "mir-1997");
  assert.ok(
    whole.modules.every(({ volume_m3 }) => volume_m3 > 0) && whole.sensors.every(({ period_s }) => period_s > 0),
  );
  assert.ok(whole.hatches.every(({ between }) => between.length === 2));
});

test("of one with faults every fault is told by its place; what is no file at all too", () => {
  const { whole, faults } = wholeOf(text.replace("volume_m3", "volume_m4"), "mir-1997.yaml");
  assert.equal(whole, null);
  assert.ok(faults.length > 0 && faults.every(({ line, column }) => line > 0 && column > 0));
  assert.ok(wholeOf("{", "none").faults.length > 0);
});
