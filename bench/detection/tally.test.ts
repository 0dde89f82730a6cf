import assert from "node:assert/strict";
import { test } from "node:test";
import { poissonUpper, quantile } from "./tally.ts";

test("exact Poisson limits, as tables have them", () => {
  // Garwood 1936, one-sided 95 %.
  for (const [count, limit] of [
    [0, 2.996],
    [1, 4.744],
    [5, 10.513],
    [10, 16.962],
    [40, 52.07],
  ]) {
    assert.ok(Math.abs(poissonUpper(count) - limit) < 0.006, `${count}: ${poissonUpper(count)}`);
  }
});

test("quantiles lie between the values, and missed runs count as endless", () => {
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.equal(quantile([1, 2], 0.5), 1.5);
  assert.equal(quantile([1, 2, Infinity, Infinity], 0.9), Infinity);
  assert.ok(Number.isNaN(quantile([], 0.5)));
});
