import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { logsOf, type SizeLaw, sizing, slowSizes, weigh, weighSize } from "./evidence.ts";
import { copyOfBelief, predict, startBelief, update } from "./kalman.ts";
import { ageLadder, type Ladder, predictLadder, scoreLadder, startLadder } from "./ladder.ts";
import { sightOfPressure, step } from "./model.ts";
import { normal, perHour, seeded, usual } from "./testing.ts";

/** A prior that is log-uniform over all sizes. */
const [low, high] = [0.02 * perHour, 2000 * perHour];
const flat: SizeLaw = { smallest: low, quick: high, largest: 2 * high, tail: 0, steepness: 0 };

/** The integral that `weighSize` stands for, over the log of the size by the midpoint rule, and its mean size. */
function integrated(L: number, Q: number): { log: number; fall: number } {
  const n = 40000;
  const span = Math.log(high / low);
  const top = (L * L) / (2 * Q);
  let [sum, moment] = [0, 0];
  for (let i = 0; i < n; i++) {
    const fall = low * Math.exp((span * (i + 0.5)) / n);
    const weight = Math.exp(fall * L - (fall * fall * Q) / 2 - top) / n;
    sum += weight;
    moment += weight * fall;
  }
  return { log: Math.log(sum) + top, fall: moment / sum };
}

describe("the likelihood ratio over all sizes", () => {
  for (const [clear, within] of [
    [2.6, 0.25],
    [3, 0.11],
    [4, 0.02],
    [6, 1e-3],
    [20, 1e-5],
  ]) {
    it(`is the integral over a log-uniform prior, at ${clear} standard deviations within ${within}`, () => {
      for (const size of [0.1, 0.3, 3, 30, 300]) {
        const Q = (clear / (size * perHour)) ** 2;
        const L = size * perHour * Q;
        const found = weighSize(L, Q, 1, flat);
        const exact = integrated(L, Q);
        assert.ok(found !== null && Math.abs(found.log - exact.log) < within, `${found?.log} and ${exact.log}`);
        if (clear >= 4) assert.ok(Math.abs(found.fall / exact.fall - 1) < 0.02);
      }
    });
  }

  it("rests on a law of sizes that adds up to 1, steep or not", () => {
    for (const law of [slowSizes, { ...slowSizes, steepness: 0 }, { ...slowSizes, steepness: 1.5 }]) {
      const n = 100_000;
      const width = Math.log(law.largest / law.smallest) / n;
      let sum = 0;
      for (let i = 0; i < n; i++) sum += width / logsOf(law, law.smallest * Math.exp((i + 0.5) * width));
      assert.ok(Math.abs(sum - 1) < 1e-4, `${sum}`);
    }
    const ratio = logsOf(slowSizes, 0.8 * perHour) / logsOf(slowSizes, 0.08 * perHour);
    assert.ok(Math.abs(ratio - 10 ** slowSizes.steepness) < 1e-9);
  });

  it("sizes a leak by a prior under which each octave is as likely, on either side of where the law jumps", () => {
    const [smallest, quick, largest] = [3.5, 60, 5000].map((size) => size * perHour);
    const law: SizeLaw = { smallest, quick, largest, tail: 0.9, steepness: -0.2 };
    const falls = [4, 20, 59, 61, 300].map((size) => size * perHour);
    const components = falls.map((fall, rung) => ({ rung, fall, sd: 0.1 * fall, log: -Math.log(logsOf(law, fall)) }));
    const [first, ...others] = sizing({ log: 0, components }, law).components;
    for (const c of others) assert.ok(Math.abs(c.log - first.log) < 1e-9, `${c.fall / perHour}: ${c.log - first.log}`);
  });

  it("is nothing under 2.5 standard deviations, for a rise, or before any reading", () => {
    assert.equal(weighSize(2.5, 1), null);
    assert.equal(weighSize(-5, 1), null);
    assert.equal(weighSize(0, 0), null);
  });

  it("takes a leak that grew less for the mirror image of one that grew", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3, max: 40, noNaN: true }),
        fc.double({ min: 0.05, max: 500, noNaN: true }),
        (z, size) => {
          const Q = (z / (size * perHour)) ** 2;
          const L = size * perHour * Q;
          const [up, down] = [weighSize(L, Q), weighSize(-L, Q, -1)];
          assert.equal(up?.log, down?.log);
          assert.equal(up?.fall, down === null ? undefined : -down.fall);
        },
      ),
    );
  });

  it("grows with clarity, and its size never goes under the least that the prior knows", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 2.6, max: 30, noNaN: true }),
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        (z, size) => {
          const at = (x: number) => weighSize(x * (z / (size * perHour)), (z / (size * perHour)) ** 2);
          const [less, more] = [at(z), at(1.1 * z)];
          if (less === null || more === null) return;
          // Beyond what is usual a leak is less likely at once.
          if (less.fall < slowSizes.quick && more.fall >= slowSizes.quick) return;
          assert.ok(more.log > less.log);
          assert.ok(less.fall >= slowSizes.smallest);
        },
      ),
    );
  });
});

/** Sets all rungs to one likelihood ratio and gives the sum of their weights. */
function sumOfWeights(ladder: Ladder): number {
  const [L, Q] = [36 / perHour, 36 / perHour ** 2];
  ladder.L.fill(L);
  ladder.Q.fill(Q);
  const one = weighSize(L, Q);
  assert.ok(one !== null);
  return Math.exp(weigh(ladder, false).log - one.log);
}

describe("the rungs' weights", () => {
  it("add up to the steps since the ladder began and its head start, then to those of the last seven days", () => {
    const ladder = startLadder(0, 1440);
    const sums = new Map<number, number>();
    for (let k = 1; k <= 30000; k++) {
      ageLadder(ladder, 60 * k);
      if (k === 500 || k === 10000 || k === 30000) sums.set(k, sumOfWeights(ladder));
    }
    // Within the steps that the youngest of an octave stand for beyond it: a tenth.
    assert.ok(Math.abs((sums.get(500) ?? 0) / 1940 - 1) < 0.1, `${sums.get(500)}`);
    assert.ok(Math.abs((sums.get(10000) ?? 0) / 11440 - 1) < 0.1, `${sums.get(10000)}`);
    const late = sums.get(30000) ?? 0;
    assert.ok(late > 9000 && late < 10080 + 2 * 1024, `${late}`);
  });
});

describe("a fall that a wrong share of the thermometers could feign", () => {
  const ladder = startLadder(0, 1);
  for (let k = 1; k <= 200; k++) ageLadder(ladder, 60 * k);
  const fall = 2 * perHour;
  ladder.Q.fill((10 / fall) ** 2);
  ladder.L.fill(fall * (10 / fall) ** 2);
  // All rungs but the first were born at a thermal term of 0, 12000 s ago at most.
  const of = (thermal: number, doubt: number) => weigh(ladder, false, { exposure: 12060, thermal, doubt }).log;

  it("weighs as it is where nothing warmed or cooled, or the share is beyond doubt", () => {
    assert.equal(of(0, 0.3), weigh(ladder, false).log);
    assert.equal(of(500, 0), weigh(ladder, false).log);
  });

  it("weighs less the more it warmed or cooled, either way alike", () => {
    const logs = [0, 50, 100, 400, 2000].map((thermal) => of(thermal, 0.3));
    for (let i = 1; i < logs.length; i++) assert.ok(logs[i] < logs[i - 1], `${logs}`);
    assert.equal(of(100, 0.3), of(-100, 0.3));
  });
});

it("the sum of likelihood ratios of one size is on average the number of onsets while nothing leaks (seed 4)", (t) => {
  // A martingale: each onset's likelihood ratio has mean 1 whatever its age. Thinning keeps that, for weights are onsets.
  const minute = step(60);
  const sight = sightOfPressure(0);
  const r = seeded(4);
  const [runs, steps, headStart] = [3000, 40, 10];
  // Settled first, so that gains and variances are those of a watch under way.
  const settled = startBelief(70, 1e-4);
  for (let k = 0; k < 2000; k++) {
    predict(settled, minute, 60, 47, usual);
    update(settled, sight, 0, 0.1);
  }
  const size = 0.25 * perHour;
  let [sum, squares] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const belief = copyOfBelief(settled);
    const ladder = startLadder(0, headStart);
    for (let k = 1; k <= steps; k++) {
      predict(belief, minute, 60, 47, usual);
      predictLadder(ladder, minute, 60, 47);
      const s = update(belief, sight, 0, 0.1);
      scoreLadder(ladder, sight, 1, 60 * k, { ...s, innovation: Math.sqrt(s.variance) * normal(r) }, 1);
      ageLadder(ladder, 60 * k);
    }
    let statistic = 0;
    for (let i = 0; i < ladder.count; i++) {
      const onsets = i === 0 ? headStart : ladder.birth[i] - ladder.birth[i - 1];
      statistic += onsets * Math.exp(size * ladder.L[i] - (size ** 2 * ladder.Q[i]) / 2);
    }
    sum += statistic;
    squares += statistic ** 2;
  }
  const mean = sum / runs;
  const error = Math.sqrt((squares / runs - mean ** 2) / runs);
  t.diagnostic(
    `mean ${mean.toFixed(2)} after ${steps} steps and a head start of ${headStart}, standard error ${error.toFixed(2)}`,
  );
  assert.ok(error < 1.5);
  assert.ok(Math.abs(mean - (steps + headStart)) < 3 * error);
});
