import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { questionOf } from "./check.ts";
import { planCheck } from "./plan.ts";
import { gaugeOf, hour, perDay, play, volumeOf } from "./testing.ts";

const expected = (volume: number, sigma: number, residual: number, more = {}) => {
  const checked = volumeOf(volume, more);
  return (
    planCheck(checked, [gaugeOf(sigma)], questionOf(checked, residual * perDay)).expected ?? Number.POSITIVE_INFINITY
  );
};

test("more air, more noise, a smaller limit, people inside, fresh sealant: each takes as long or longer", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 5, max: 100, noNaN: true }),
      fc.double({ min: 0.02, max: 0.5, noNaN: true }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      (volume, sigma, residual) => {
        const plain = expected(volume, sigma, residual);
        assert.ok(expected(1.5 * volume, sigma, residual) >= plain);
        assert.ok(expected(volume, 1.5 * sigma, residual) >= plain);
        assert.ok(expected(volume, sigma, residual / 1.5) >= plain);
        assert.ok(expected(volume, sigma, residual, { breathed: 1e-3 }) >= plain);
        assert.ok(expected(volume, sigma, residual, { curing: 3 }) >= plain);
      },
    ),
    { numRuns: 25 },
  );
});

test("the average is less than a test of fixed length, to see a larger leak takes less time, and nothing is seen without a gauge", () => {
  const soyuz = volumeOf(10.3);
  const plan = planCheck(soyuz, [gaugeOf(0.1)], questionOf(soyuz, 0.27 * perDay, perDay));
  assert.ok((plan.expected ?? 0) < (plan.fixed ?? 0));
  assert.ok((plan.seen ?? 0) < (plan.proven ?? 0));
  assert.deepEqual(planCheck(soyuz, [], questionOf(soyuz)), { expected: null, proven: null, seen: null, fixed: null });
});

test("a station's pressure alone never proves 0.01 kg a day", () => {
  assert.equal(expected(800, 0.05, 0.01), Number.POSITIVE_INFINITY);
});

test("100 tight volumes take as long as was stated before, within 15 % on average", () => {
  const checked = volumeOf(30);
  const stated = expected(30, 0.1, 0.5);
  let sum = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const { decided } = play({ checked, hours: (8 * stated) / hour, seed, residual_kg_per_day: 0.5 });
    sum += decided;
  }
  assert.ok(Math.abs(sum / 100 / stated - 1) < 0.15, `${sum / 100 / stated}`);
});
