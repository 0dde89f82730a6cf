import assert from "node:assert/strict";
import { test } from "node:test";
import { isStill, repeats, startRun } from "./still.ts";

const after = (times: number, gauge: { sigma: number; step: number }) => {
  const run = startRun();
  for (let i = 0; i < times; i++) repeats(run, 99_000);
  return isStill(run, gauge);
};

test("a gauge that always says the same stands still; a coarse one after more readings, a quiet one never", () => {
  assert.deepEqual(
    [1, 9, 20].map((n) => after(n, { sigma: 1, step: 0 })),
    [false, false, true],
  );
  // Half a step is 1.25 sd: 0.79 of the readings of the middle of a step.
  assert.deepEqual(
    [50, 70].map((n) => after(n, { sigma: 4, step: 10 })),
    [false, true],
  );
  assert.equal(after(10_000, { sigma: 1, step: 20 }), false);
  assert.equal(after(10_000, { sigma: 0, step: 0.1 }), false);
});

test("any other value begins the count anew", () => {
  const run = startRun();
  for (let i = 0; i < 100; i++) repeats(run, i % 10 === 9 ? 99_010 : 99_000);
  assert.equal(isStill(run, { sigma: 4, step: 10 }), false);
});
