import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sensor } from "../station/index.ts";
import { excessVariance, startScatter, takeScatter, usualScatter } from "./scatter.ts";
import { mmHg, normal, seeded } from "./testing.ts";

const gauge = { quantity: "pressure", sigma: 1, step: 0 } as Sensor;

/** After how many of `count` readings a sensor of noise 1 is first found to be noisy; Infinity where it never is. */
function loudAfter(count: number, reading: (k: number) => number): number {
  const scatter = startScatter(1);
  for (let k = 0; k < count; k++) {
    takeScatter(scatter, reading(k));
    if (scatter.loud) return k;
  }
  return Number.POSITIVE_INFINITY;
}

const noise = (seed: number, sd: number) => {
  const r = seeded(seed);
  return () => sd * normal(r);
};

test("noise as declared, and twice as much, is let be for two months of minutes (seeds 1, 2)", () => {
  assert.equal(loudAfter(86_400, noise(1, 1)), Number.POSITIVE_INFINITY);
  assert.equal(loudAfter(86_400, noise(2, 2)), Number.POSITIVE_INFINITY);
});

test("twenty times as much is noticed within 30 readings, five times within 240, and taken for as much (seeds 1 to 40)", () => {
  for (let seed = 1; seed <= 40; seed++) {
    assert.ok(loudAfter(30, noise(seed, 20)) < 30);
    assert.ok(loudAfter(240, noise(seed, 5)) < 240);
  }
  const scatter = startScatter(1);
  const reading = noise(3, 20);
  for (let k = 0; k < 2000; k++) takeScatter(scatter, reading());
  const part = excessVariance(scatter, gauge) / 400;
  assert.ok(part > 1.2 && part < 2.8, `${part}`);
});

test("a sensor that is as quiet as before is believed again within 100 readings", () => {
  const scatter = startScatter(1);
  const [loud, quiet] = [noise(4, 20), noise(5, 1)];
  for (let k = 0; k < 200; k++) takeScatter(scatter, loud());
  assert.ok(scatter.loud);
  for (let k = 0; k < 100; k++) takeScatter(scatter, quiet());
  assert.equal(excessVariance(scatter, gauge), 1);
});

test("what moves is no noise: a gross drop, a step, spikes, a sensor between two of its codes (seed 6)", () => {
  const small = noise(6, 1);
  for (const course of [
    (k: number) => 30_000 * Math.exp(-k / 8) + small(),
    (k: number) => (k < 50 ? 0 : -2000) + small(),
    (k: number) => (k % 20 === 0 ? 500 : 0) + small(),
    // A step of sqrt(12) makes a variance of 1 by rounding alone.
    (k: number) => Math.sqrt(12) * (k % 2),
  ]) {
    assert.equal(loudAfter(500, course), Number.POSITIVE_INFINITY);
  }
});

test("a gauge quieter than the air is not blamed for what the air does", () => {
  const fine = { ...gauge, sigma: 0.0026 * mmHg };
  const scatter = startScatter(usualScatter(fine));
  const mixing = noise(7, 0.012 * mmHg);
  for (let k = 0; k < 20_000; k++) {
    takeScatter(scatter, mixing());
    assert.ok(!scatter.loud);
  }
});
