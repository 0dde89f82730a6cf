import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { learnFlow, logMean, logNormal, logSum } from "./normal.ts";

test("the normal distribution function agrees with tables, far into its tail", () => {
  for (const [z, p] of [
    [0, 0.5],
    [1, 0.841344746],
    [-1.959963985, 0.025],
    [-5, 2.866516e-7],
    [-10, 7.619853e-24],
    [3, 0.998650102],
  ]) {
    assert.ok(Math.abs(Math.exp(logNormal(z)) / p - 1) < 1e-6, `${z}`);
  }
});

test("the mean over a flow that is normal and above 0 is what adding it up gives", () => {
  const one = fc.double({ min: 0.2, max: 2, noNaN: true });
  fc.assert(
    fc.property(
      one,
      one,
      fc.double({ min: -4, max: 4, noNaN: true }),
      fc.double({ min: 0, max: 20, noNaN: true }),
      (mean, sd, L, Q) => {
        const n = 100_000;
        const top = mean + 12 * sd + Math.abs(L) * sd ** 2;
        let weight = 0;
        let sum = 0;
        for (let i = 0; i < n; i++) {
          const q = ((i + 0.5) / n) * top;
          const w = Math.exp(-0.5 * ((q - mean) / sd) ** 2);
          weight += w;
          sum += w * Math.exp(L * q - (Q * q * q) / 2);
        }
        assert.ok(Math.abs(logMean({ L, Q }, { mean, sd }) - Math.log(sum / weight)) < 1e-4);
      },
    ),
    { seed: 31, numRuns: 100 },
  );
});

test("readings that fit a flow draw it there, and make it better known", () => {
  const { mean, sd } = learnFlow({ L: 300, Q: 100 }, { mean: 2, sd: 1 });
  assert.ok(Math.abs(mean - 2.99) < 1e-3 && Math.abs(sd - 0.0995) < 1e-4, `${mean} ${sd}`);
});

test("a sum of logs holds where the exponentials would not, and of nothing is nothing", () => {
  assert.equal(logSum([-2000, -2000]), -2000 + Math.log(2));
  assert.equal(logSum([Number.NEGATIVE_INFINITY]), Number.NEGATIVE_INFINITY);
});
