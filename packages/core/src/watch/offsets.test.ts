import assert from "node:assert/strict";
import { test } from "node:test";
import { longer, placeOf } from "./offsets.ts";

test("a new gauge is put behind the state, and one that is known stays where it is", () => {
  const f = { x: Float64Array.of(1, 2), P: Float64Array.of(4, 1, 1, 9), gauges: [] as string[] };
  assert.deepEqual([placeOf(f, "a", 3), placeOf(f, "b", 5), placeOf(f, "a", 7)], [2, 3, 2]);
  assert.deepEqual(
    [[...f.x], f.gauges],
    [
      [1, 2, 0, 0],
      ["a", "b"],
    ],
  );
  assert.deepEqual([...f.P], [4, 1, 0, 0, 1, 9, 0, 0, 0, 0, 9, 0, 0, 0, 0, 25]);
});

test("a vector that is long enough is the same one", () => {
  const v = Float64Array.of(1, 2);
  assert.equal(longer(v, 2), v);
  assert.deepEqual([...longer(v, 3)], [1, 2, 0]);
});
