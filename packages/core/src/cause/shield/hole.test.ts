import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { holeDiameter } from "./hole.ts";
import { near } from "./testing.ts";

test("a published shot, about 3 mm (NASA/TM-2009-214785, 7.2.2), and values computed independently", () => {
  for (const [d, t, V, hole] of [
    [0.8, 1.59, 5, 2.7865679950191886],
    [0.4, 1.9, 10, 2.1099302112347713],
    [0.5, 1.9, 10, 2.7852329906709503],
    [1, 1.9, 10, 5.144400652423941],
    [0.5, 1.9, 7, 2.0790267053769407],
  ]) {
    near(1000 * holeDiameter(d / 1000, t / 1000, 1000 * V), hole, 1e-12);
  }
});

test("a hole is no smaller than what made it", () => {
  const [size, speed] = [
    fc.double({ min: 1e-5, max: 0.05, noNaN: true }),
    fc.double({ min: 1e3, max: 72e3, noNaN: true }),
  ];
  fc.assert(fc.property(size, size, speed, (d, t, v) => assert.ok(holeDiameter(d, t, v) >= d)));
});
