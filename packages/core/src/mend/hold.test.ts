import assert from "node:assert/strict";
import { test } from "node:test";
import { betterBy, repairText, timeConstantOf } from "./hold.ts";

const opening = (conductance: number, sd: number) => ({ conductance, sd });

test("a repair that stops all is worth 100 % at most, one that spoils is worse, one within the noise is nothing", () => {
  const before = opening(1, 0.02);
  assert.deepEqual(betterBy(before, opening(-0.01, 0)), { value: 1, low: 1, high: 1 });
  assert.equal(repairText(betterBy(before, opening(1.5, 0.02)), true), "50 % (44 to 56 %) worse, still leaking");
  assert.equal(repairText(betterBy(before, opening(0.97, 0.05)), true), "no better for the repair, still leaking");
  assert.equal(repairText(betterBy(before, opening(0, 0.01)), false), "tight now");
});

test("an opening that may as well be none has no time constant", () => {
  assert.equal(timeConstantOf(opening(1e-6, 1e-6), 10), null);
  assert.equal(timeConstantOf(opening(1e-4, 1e-6), 10)?.value, 1e5);
});
