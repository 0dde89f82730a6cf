import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anySituation } from "../plan/testing.ts";
import { liveThrough } from "./testing-live.ts";

test("nothing that is advised in a search costs a life, whatever people do and readings say", (t) => {
  const tally = { turns: 0, ended: 0, opened: 0 };
  fc.assert(
    fc.property(
      anySituation(7),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (situation, draws) => {
        const { turns, ended, opened, wrong } = liveThrough(situation, () => draws.next().value);
        assert.deepEqual(wrong, []);
        tally.turns += turns;
        tally.ended += Number(ended);
        tally.opened += opened;
      },
    ),
    { numRuns: 300, seed: 1 },
  );
  t.diagnostic(JSON.stringify(tally));
  assert.ok(tally.turns > 900 && tally.ended > 60, JSON.stringify(tally));
});
