import assert from "node:assert/strict";
import { test } from "node:test";
import { headOf } from "./markup.ts";

test("the head of an arrow lies behind its point, on both sides of its line", () => {
  const [a, b] = headOf([0, 0], [100, 0], 4);
  assert.ok(a[0] < 100 && b[0] < 100 && a[0] > 70);
  assert.ok(Math.abs(a[1] + b[1]) < 1e-9 && a[1] !== b[1]);
  const [up] = headOf([0, 0], [0, -100], 4);
  assert.ok(up[1] > -100);
});
