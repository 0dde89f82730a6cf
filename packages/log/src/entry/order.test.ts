import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareEntries } from "./index.ts";

const place = fc.record({
  stamp: fc.record({ ms: fc.nat(2), count: fc.nat(2) }),
  centre: fc.constantFrom("houston", "moscow"),
  seq: fc.nat(2),
  hash: fc.constantFrom("a", "b"),
});

test("any two places have one order, and three agree", () => {
  fc.assert(
    fc.property(place, place, place, (a, b, c) => {
      const [ab, ba, bc, ac] = [compareEntries(a, b), compareEntries(b, a), compareEntries(b, c), compareEntries(a, c)];
      assert.equal(Math.sign(ab), -Math.sign(ba) + 0);
      assert.equal(ab === 0, JSON.stringify(a) === JSON.stringify(b));
      if (ab < 0 && bc < 0) assert.ok(ac < 0);
    }),
    { numRuns: 5000, seed: 6 },
  );
});

test("by stamp, centre, number and hash, in that order", () => {
  const p = (ms: number, count: number, centre: string, seq: number, hash: string) => ({
    ...{ stamp: { ms, count }, centre, seq, hash },
  });
  const sorted = [
    p(1, 9, "moscow", 9, "b"),
    p(2, 0, "moscow", 9, "b"),
    p(2, 1, "houston", 9, "b"),
    p(2, 1, "moscow", 1, "b"),
    p(2, 1, "moscow", 2, "a"),
    p(2, 1, "moscow", 2, "b"),
  ];
  assert.deepEqual(sorted.toReversed().sort(compareEntries), sorted);
});
