/** What the codes of coarse gauges say, against numerical integration and against simulated readings. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { crossed, isCoarse, momentsOf, sayOf, type Within } from "./codes.ts";
import { normal, seeded } from "./testing.ts";

/** One minute of a gauge at `level`: 60 readings with noise `sigma`, rounded to whole steps. */
function minute(random: ReturnType<typeof seeded>, level: number, sigma: number) {
  const codes = Array.from({ length: 60 }, () => Math.round(level + sigma * normal(random)));
  const [low, high] = [Math.min(...codes), Math.max(...codes)];
  return sayOf({ low, high, step: 1, sigma, samples: 60 }, codes.reduce((a, b) => a + b) / 60);
}

/** Mean and variance of a normal law times the likelihood of `within`, by the trapezoidal rule. */
function integrated({ low, high, soft }: Within, mean: number, variance: number) {
  const erf = (x: number) => {
    // Series of the error function, to all digits for the arguments used here.
    let term = x;
    let sum = x;
    for (let k = 1; k < 400; k++) {
      term *= (-x * x) / k;
      sum += term / (2 * k + 1);
    }
    return (2 / Math.sqrt(Math.PI)) * sum;
  };
  const below = (x: number) => (x > 4 ? 1 : x < -4 ? 0 : (1 + erf(x / Math.SQRT2)) / 2);
  const sums = [0, 0, 0];
  const sd = Math.sqrt(variance);
  for (let k = -4000; k <= 4000; k++) {
    const u = mean + (k / 4000) * 8 * sd;
    const p = Math.exp(-((u - mean) ** 2) / (2 * variance)) * (below((high - u) / soft) - below((low - u) / soft));
    for (let m = 0; m < 3; m++) sums[m] += p * u ** m;
  }
  const centre = sums[1] / sums[0];
  return { mean: centre, variance: sums[2] / sums[0] - centre ** 2 };
}

describe("a code that stays", () => {
  it("gives the moments of numerical integration", () => {
    for (const [mean, variance, soft] of [
      [0, 0.25, 0.05],
      [0.4, 0.04, 0.02],
      [0.7, 0.04, 0.03],
      [-0.9, 0.09, 0.1],
      [0.1, 4, 0.05],
    ]) {
      const within: Within = { kind: "within", low: -0.5, high: 0.5, soft };
      const told = momentsOf(within, mean, variance);
      assert.ok(told !== null);
      const gain = variance / (variance + told.variance);
      const expected = integrated(within, mean, variance);
      const found = { mean: mean + gain * (told.value - mean), variance: variance * (1 - gain) };
      const by = `${mean} ${variance}: ${JSON.stringify(found)} ${JSON.stringify(expected)}`;
      assert.ok(Math.abs(found.mean - expected.mean) < 2e-4 * Math.sqrt(variance), by);
      assert.ok(Math.abs(found.variance / expected.variance - 1) < 1e-3, by);
    }
  });

  it("tells nothing of what is well inside, and never widens", () => {
    const within: Within = { kind: "within", low: -0.5, high: 0.5, soft: 0.02 };
    assert.equal(momentsOf(within, 0, 0.05 ** 2), null);
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: 1e-4, max: 10, noNaN: true }),
        (m, v) => {
          const told = momentsOf(within, m, v);
          return told === null || (told.variance >= 0 && Number.isFinite(told.value));
        },
      ),
    );
  });

  it("says that the level is within the code, in 999 of 1000 minutes and more, at any phase (seed 9200)", () => {
    const random = seeded(9200);
    let out = 0;
    for (let k = 0; k < 4000; k++) {
      const level = k / 4000;
      const said = minute(random, level, 0.02);
      if (said.kind === "within" && (level < said.low - 3 * said.soft || level > said.high + 3 * said.soft)) out++;
    }
    assert.ok(out <= 4, `${out}`);
  });
});

describe("a code that changes", () => {
  it("puts the level at the edge between two minutes of one code each, where they are a step apart and no more", () => {
    const codes = { low: 3, high: 3, step: 1, sigma: 0.02, samples: 1 };
    const said = sayOf(codes, 3);
    assert.deepEqual(crossed(codes, 4, said), { kind: "point", value: 3.5, variance: 2 * 0.02 ** 2 });
    assert.deepEqual(crossed(codes, 2, said), { kind: "point", value: 2.5, variance: 2 * 0.02 ** 2 });
    for (const last of [3, 5, 3.4, Number.NaN]) assert.equal(crossed(codes, last, said), said);
  });

  it("tells where the level is as well as it claims, whatever the noise (seed 9201)", (t) => {
    const random = seeded(9201);
    for (const sigma of [0.02, 0.08, 0.19]) {
      let squares = 0;
      let n = 0;
      for (let k = 0; k < 20_000; k++) {
        const level = k / 20_000;
        const said = minute(random, level, sigma);
        if (said.kind !== "point") continue;
        squares += (said.value - level) ** 2 / said.variance;
        n++;
      }
      t.diagnostic(`noise ${sigma}: ${n} points, mean square ${(squares / n).toFixed(2)}`);
      assert.ok(squares / n > 0.3 && squares / n < 1.2, `${sigma}: ${squares / n}`);
    }
  });

  it("takes the mean of a minute that runs through several codes", () => {
    const said = sayOf({ low: 3, high: 6, step: 1, sigma: 0.02, samples: 60 }, 4.4);
    assert.deepEqual(said, { kind: "point", value: 4.4, variance: 1 / 12 });
  });
});

it("reads by its codes a gauge of noise under a fifth of its step", () => {
  assert.ok(isCoarse(0.02, 1) && isCoarse(0, 0.4));
  // Columbus 0.1 of 0.4 mmHg, the Astro Pi 0.03 of 0.1 mbar, one that does not round.
  assert.ok(!isCoarse(0.1, 0.4) && !isCoarse(0.03, 0.1) && !isCoarse(0.02, 0));
});
