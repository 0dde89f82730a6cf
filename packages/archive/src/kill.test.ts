import assert from "node:assert/strict";
import { test } from "node:test";
import { temporaryFolder } from "./journal/testing.ts";
import { killOnce } from "./testing-kill.ts";

test("killed ten times at random, nothing acknowledged is lost, and nothing is there twice", async (t) => {
  const directory = temporaryFolder(t);
  let before = 0;
  for (let run = 0; run < 10; run++) {
    const wait = Math.random() * 30;
    const { acknowledged, lost, doubled } = await killOnce(directory, 4, 1 + run * 20, wait);
    const what = `kill ${run + 1}, ${wait} ms after acknowledgement ${1 + run * 20}`;
    assert.deepEqual({ lost, doubled }, { lost: 0, doubled: 0 }, what);
    assert.ok(acknowledged > before, what);
    before = acknowledged;
  }
});
