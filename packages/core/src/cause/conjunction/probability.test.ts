import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { erf, erfc, erfDifference } from "./erf.ts";
import {
  circleProbability,
  greatestProbability,
  type Passage,
  squareProbability,
  tiltedSquareProbability,
} from "./probability.ts";

const passage = (sx: number, sy: number, mx: number, my: number): Passage => ({ sigma: [sx, sy], mean: [mx, my] });
const off = (found: number, expected: number) => Math.abs(found / expected - 1);

test("erfc and differences of erf in the tails, against Abramowitz and Stegun and 30-digit values", () => {
  // Table 7.1 for the first two; the others to 30 digits from mpmath.
  for (const [x, value] of [
    [0.5, 0.479500122186953],
    [2, 0.004677734981047266],
    [5, 1.537459794428035e-12],
    [10, 2.088487583762545e-45],
    [26, 5.663192408856143e-296],
  ]) {
    assert.ok(off(erfc(x), value) < 2e-14, `erfc(${x}) = ${erfc(x)}`);
  }
  assert.ok(off(erf(1e-8), 1.1283791670955126e-8) < 1e-15);
  assert.ok(off(erfDifference(10, 10 + 1e-9), (2 / Math.sqrt(Math.PI)) * Math.exp(-100) * 1e-9) < 1e-7);
  assert.equal(erfDifference(-30, 30), 2);
  assert.ok(off(erfDifference(-12, -11), erfc(11) - erfc(12)) < 1e-14);
});

test("round and square bodies against values of direct quadrature", () => {
  for (const [radius, sx, sy, mx, my, round, square] of [
    [20, 100, 100, 0, 0, 1 - Math.exp(-(20 ** 2) / (2 * 100 ** 2)), 2.512840616e-2],
    [20, 100, 50, 100, 0, 2.378514915e-2, 3.008521293e-2],
    [20, 300, 30, 200, 40, 7.596835635e-3, 9.781407695e-3],
    [60, 1000, 200, 1500, 300, 9.622548055e-4, 1.23091439e-3],
    [60, 1000, 200, 5000, 1200, 7.435918868e-16, 1.057230422e-15],
    [60, 100, 20, 0, 0, 4.255605611e-1, 4.502748234e-1],
    [20, 2000, 10, 0, 60, 1.023797623e-7, 2.526957372e-7],
  ]) {
    const one = passage(sx, sy, mx, my);
    assert.ok(off(circleProbability(one, radius), round) < 5e-10, `circle ${sx} ${sy} ${mx} ${my}`);
    assert.ok(off(squareProbability(one, radius), square) < 5e-10, `square ${sx} ${sy} ${mx} ${my}`);
    const tilted = { covariance: [sx * sx, 0, sy * sy], mean: [mx, my] } as const;
    assert.ok(off(tiltedSquareProbability(tilted, radius), square) < 5e-10, `tilted ${sx} ${sy} ${mx} ${my}`);
  }
});

test("far below the radius, on and beyond the edge of the body, and where nothing is left", () => {
  const radius = 60;
  assert.ok(off(circleProbability(passage(1e-3, 1e-3, 30, 30), radius), 1) < 1e-9);
  assert.ok(off(circleProbability(passage(0.01, 0.01, 60, 0), radius), 0.5) < 1e-4, "half of it is inside at the edge");
  // Beyond a straight edge by z sigma: erfc(z/sqrt 2)/2, but for the curve of the edge, which is worth half of gap/R.
  assert.ok(off(circleProbability(passage(1e-3, 1e-3, 0, 60.01), radius), erfc(10 / Math.SQRT2) / 2) < 2e-4);
  assert.ok(off(circleProbability(passage(1e-3, 1e-3, 60.02, 0), radius), erfc(20 / Math.SQRT2) / 2) < 3e-4);
  assert.equal(circleProbability(passage(1, 1, 5000, 0), radius), 0);
  const needle = circleProbability(passage(1000, 6e-3, 0, 0), radius);
  assert.ok(off(needle, erf(60 / (1000 * Math.SQRT2))) < 1e-6, "a needle is a line across the body");
});

test("messages that say FOSTER-1992 have 4/pi of the round body where it is small against sigma", () => {
  const one = passage(2000, 1500, 700, -300);
  assert.ok(off(squareProbability(one, 1) / circleProbability(one, 1), 4 / Math.PI) < 1e-5);
});

const any = fc
  .record({
    sx: fc.double({ min: 1e-2, max: 1e5, noNaN: true }),
    flat: fc.double({ min: 1e-4, max: 1, noNaN: true }),
    x: fc.double({ min: 0, max: 12, noNaN: true }),
    y: fc.double({ min: 0, max: 12, noNaN: true }),
    radius: fc.double({ min: 0.1, max: 200, noNaN: true }),
  })
  .map(({ sx, flat, x, y, radius }) => ({
    sx,
    sy: Math.max(sx * flat, 1e-4 * radius),
    mx: x * sx,
    my: y * sx * flat,
    radius,
  }));

test("always from 0 to 1, the same from all four sides and with the axes exchanged, more for a larger body", () => {
  fc.assert(
    fc.property(any, ({ sx, sy, mx, my, radius }) => {
      const p = circleProbability(passage(sx, sy, mx, my), radius);
      assert.ok(p >= 0 && p <= 1, String(p));
      const close = (q: number, what: string) =>
        assert.ok(Math.abs(q - p) <= 1e-8 * p + 1e-300, `${what}: ${q} for ${p}`);
      close(circleProbability(passage(sx, sy, -mx, my), radius), "x mirrored");
      close(circleProbability(passage(sx, sy, mx, -my), radius), "y mirrored");
      close(circleProbability(passage(sy, sx, my, mx), radius), "axes exchanged");
      assert.ok(circleProbability(passage(sx, sy, mx, my), radius * 1.01) >= p * (1 - 1e-9), "a larger body");
      assert.ok(squareProbability(passage(sx, sy, mx, my), radius) >= p * (1 - 1e-8), "the square around it");
      assert.ok(
        squareProbability(passage(sx, sy, mx, my), radius / Math.SQRT2) <= p * (1 + 1e-8) + 1e-300,
        "the square within",
      );
    }),
    { numRuns: 1500, seed: 3 },
  );
});

test("no round covariance gives more than the bound", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1.001, max: 1e3, noNaN: true }),
      fc.double({ min: -4, max: 3, noNaN: true }),
      (d, log) => {
        const sigma = d * 10 ** log;
        assert.ok(circleProbability(passage(sigma, sigma, d, 0), 1) <= greatestProbability(d, 1) * (1 + 1e-9));
      },
    ),
    { numRuns: 2000, seed: 4 },
  );
  assert.ok(
    off(greatestProbability(3600, 60), 1.022e-4) < 1e-3,
    "60 m cannot be excluded at 1e-4 for misses under 3.6 km",
  );
  assert.equal(greatestProbability(59, 60), 1);
});
