import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "./journal/testing.ts";
import { killAgainAndAgain } from "./testing-kill.ts";

test("killed a hundred times at random, nothing acknowledged is lost, and nothing is there twice", async (t) => {
  const kills = 100;
  const found = await killAgainAndAgain(join(temporaryFolder(t), "store"), 4, kills);
  const { acknowledged, underWay, tears, torn } = found;
  assert.deepEqual({ lost: found.lost, doubled: found.doubled }, { lost: 0, doubled: 0 });
  assert.ok(acknowledged >= kills);
  assert.ok(underWay >= kills / 2, `a write was under way at ${underWay} kills`);
  assert.ok(tears === kills / 4 && torn >= tears, `${torn} of ${tears} torn ends were found`);
});
