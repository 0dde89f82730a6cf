import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { crash } from "../testing-crash.ts";
import { temporaryFolder } from "../testing-disk.ts";

test("killed a hundred times: nothing acknowledged is lost, nothing doubled, no number left out, the chain sound", async (t) => {
  const kills = 100;
  const found = await crash(join(await temporaryFolder(t), "log"), kills, 30);
  const { acknowledged, entries, underWay, ...wrong } = found;
  assert.deepEqual(wrong, { kills, tears: kills / 4, lost: 0, doubled: 0, withoutFile: 0, gaps: 0, faults: 0 });
  assert.ok(acknowledged >= kills && entries >= acknowledged, `${acknowledged} of ${entries}`);
  assert.ok(underWay >= kills / 2, `an append was under way at ${underWay} kills`);
});
