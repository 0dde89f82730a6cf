import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { middleOf } from "./middle.ts";

test("the middle of a list is the one in the middle of it when sorted, the upper of two; of none it is no number", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (list) => {
      const sorted = list.toSorted((a, b) => a - b);
      assert.ok(middleOf(list, (x) => x) === sorted[sorted.length >> 1]);
    }),
  );
  assert.ok(Number.isNaN(middleOf([], (x: number) => x)));
});
