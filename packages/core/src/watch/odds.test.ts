import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { probabilityOf, thresholdsFor } from "./odds.ts";
import { startTracker } from "./tracker-state.ts";

it("the thresholds grow by the log of the time between false alarms, and are none under a second", () => {
  const [month, year] = [30, 300].map((days) => thresholdsFor(days * 86400));
  for (const tier of ["fresh", "brisk"] as const) {
    assert.ok(Math.abs(year[tier] - month[tier] - Math.log(10)) < 1e-12);
    assert.ok(thresholdsFor(0.01)[tier] <= 0);
  }
});

it("the probability grows with the evidence, from 0 to 1, and is even at odds of one leak in 30 days, less what the evidence boasts", () => {
  const at = (evidence: number) => probabilityOf({ ...startTracker(0, 0), evidence });
  assert.equal(at(Number.NEGATIVE_INFINITY), 0);
  assert.ok(Math.abs(at(Math.log(43200) + 0.5) - 0.5) < 1e-12);
  fc.assert(
    fc.property(fc.double({ min: -50, max: 5000, noNaN: true }), (x) => {
      assert.ok(at(x) >= 0 && at(x) <= at(x + 1) && at(x + 1) <= 1);
    }),
  );
});
