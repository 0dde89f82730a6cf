import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { crash } from "../testing-crash.ts";
import { temporaryFolder } from "../testing-disk.ts";

test("ten times kill -9: nothing acknowledged is lost, nothing doubled, no number left out, the chain sound", async (t) => {
  const { acknowledged, entries, ...wrong } = await crash(join(await temporaryFolder(t), "log"), 10);
  assert.deepEqual(wrong, { kills: 10, lost: 0, doubled: 0, withoutFile: 0, gaps: 0, faults: 0 });
  assert.ok(acknowledged >= 10 && entries >= acknowledged, `${acknowledged} of ${entries}`);
});
