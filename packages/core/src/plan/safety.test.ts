import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { planSearch } from "./index.ts";
import { checkPlan } from "./referee/check-plan.ts";
import { anySituation } from "./testing.ts";

test("no plan parts anybody from their seat, leaves them in air too short, or counts on what nothing reads", () => {
  const tally = { searched: 0, safe: 0 };
  fc.assert(
    fc.property(anySituation(7), (situation) => {
      const plan = planSearch(situation);
      tally.safe += plan.safe ? 1 : 0;
      tally.searched += plan.tree.outcomes.length > 0 ? 1 : 0;
      assert.deepEqual(checkPlan(situation, plan), []);
    }),
    { numRuns: 2000, seed: 1 },
  );
  // The property is about plans that do something: most of them must.
  assert.ok(tally.searched > 500, JSON.stringify(tally));
});
