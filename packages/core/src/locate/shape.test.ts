import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pass, type Shape } from "./shape.ts";

const shape = (tau: number, volumes: [number, number]): Shape => ({
  kind: "leaky",
  hatch: "h",
  tau,
  part: 0,
  sides: Float64Array.of(1, 2),
  volumes,
  falls: [0, 0],
  responses: [],
  L: 0,
  Q: 0,
});
const volume = fc.double({ min: 5, max: 500, noNaN: true });
const time = fc.double({ min: 10, max: 3600, noNaN: true });

test("what both sides have lost together is what the leak took, in however many steps", () => {
  const tau = fc.constantFrom(0, 60, 600, Number.POSITIVE_INFINITY);
  fc.assert(
    fc.property(volume, volume, tau, fc.array(time, { minLength: 1, maxLength: 20 }), (A, B, tau, times) => {
      const s = shape(tau, [A, B]);
      const once = shape(tau, [A, B]);
      for (const t of times) pass(s, t, 1);
      const all = times.reduce((a, b) => a + b, 0);
      pass(once, all, 1);
      assert.ok(Math.abs((A * s.falls[0] + B * s.falls[1]) / all - 1) < 1e-9);
      assert.ok(Math.abs(s.falls[0] - once.falls[0]) < 1e-9 * all);
    }),
    { seed: 32 },
  );
});

test("through a hatch that is not tight the difference follows q/c V_B/(V_A+V_B) (1 - exp(-ct/V'))", () => {
  fc.assert(
    fc.property(volume, volume, fc.double({ min: 1e-3, max: 1, noNaN: true }), time, (A, B, c, t) => {
      const shared = (A * B) / (A + B);
      const s = shape(shared / c, [A, B]);
      pass(s, t, 1);
      const expected = (1 / c) * (B / (A + B)) * (1 - Math.exp((-c * t) / shared));
      assert.ok(Math.abs((s.falls[0] - s.falls[1]) / expected - 1) < 1e-9);
    }),
    { seed: 33 },
  );
});

test("a tight hatch keeps the other side as it is, one that stands open keeps both alike", () => {
  const [tight, open] = [shape(Number.POSITIVE_INFINITY, [10, 90]), shape(0, [10, 90])];
  for (const s of [tight, open]) pass(s, 600, 0.5);
  assert.deepEqual(
    [...tight.falls, ...open.falls].map((f) => Number(f.toFixed(12))),
    [30, 0, 3, 3],
  );
});
