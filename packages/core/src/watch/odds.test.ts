import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { probabilityOf, thresholdFor } from "./odds.ts";
import { startTracker } from "./tracker.ts";

it("one false alarm in 90 days is a statistic of 129 600 minutes", () => {
  assert.ok(Math.abs(thresholdFor(90 * 86400) - Math.log(129600)) < 1e-12);
  assert.equal(thresholdFor(1), 0);
});

it("the probability grows with the evidence, from 0 to 1, and is even at odds of one leak in 30 days", () => {
  const at = (evidence: number) => probabilityOf({ ...startTracker(0, 0), evidence });
  assert.equal(at(Number.NEGATIVE_INFINITY), 0);
  assert.ok(Math.abs(at(Math.log(43200)) - 0.5) < 1e-12);
  fc.assert(
    fc.property(fc.double({ min: -50, max: 5000, noNaN: true }), (x) => {
      assert.ok(at(x) >= 0 && at(x) <= at(x + 1) && at(x + 1) <= 1);
    }),
  );
});
