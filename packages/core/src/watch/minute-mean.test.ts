import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emptyBin } from "./bin.ts";
import { type Climate, feel, partOf, startClimate } from "./climate.ts";
import { predict, startBelief } from "./kalman.ts";
import { countOf, covarianceOfMeans, passedAt, shareOf } from "./minute-mean.ts";
import { at, states, step } from "./model.ts";
import { levelWalk, mixing, oscillations, type Wander } from "./nuisance.ts";
import { mmHg, normal, type Random, seeded, usual } from "./testing.ts";
import { track } from "./tracker.ts";
import { startTracker } from "./tracker-state.ts";

const minute = 60;
const near = (actual: number, expected: number, relative: number) =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual}, expected ${expected}`);

describe("what a mean of a minute sees, by theory", () => {
  it("of many readings of a first-order process is its integral: 2 s2 (tau/T)2 (T/tau - 1 + exp(-T/tau)), to 3 %", () => {
    for (const tau of [10, 60, 600]) {
      const x = minute / tau;
      near(
        covarianceOfMeans((t) => Math.exp(-t / tau), 0, minute, 60),
        (2 * (x - 1 + Math.exp(-x))) / x ** 2,
        0.03,
      );
    }
  });

  it("lets all of a slow oscillation through, none of one as long as itself, and of one reading always all", () => {
    assert.ok(passedAt((2 * Math.PI) / 6000, minute, 60) > 0.999);
    assert.ok(passedAt((2 * Math.PI) / minute, minute, 60) < 1e-20);
    assert.equal(passedAt((2 * Math.PI) / minute, minute, 1), 1);
    near(passedAt((2 * Math.PI) / 120, minute, 60), (2 / Math.PI) ** 2, 0.001);
  });

  it("has in the filter the variance and the covariance from minute to minute of stationary processes", () => {
    for (const readings of [1, 6, 60]) {
      const b = startBelief(0, 0);
      const s = step(minute, readings);
      for (const rate of [at.balanceFast, at.balanceSlow]) b.P[rate * (states + 1)] = 0;
      predict(b, s, minute, 0, { ...usual, rounding: 0 });
      const covariance = (t: number) =>
        mixing.reduce((sum, w) => sum + w.sd ** 2 * Math.exp(-t / w.tau), 0) +
        oscillations.reduce(
          (sum, o) => sum + o.sd ** 2 * Math.exp(-t / o.coherence) * Math.cos((2 * Math.PI * t) / o.period),
          0,
        );
      // Mean of the earlier of two times, over all pairs of readings.
      const walked = (levelWalk * minute * ((readings + 1) * (2 * readings + 1))) / (6 * readings ** 2);
      const own = b.P[at.mean * (states + 1)];
      near(own, covarianceOfMeans(covariance, 0, minute, readings) + walked, 1e-9);
      // Of the next mean with this one: what it sees of the state now, each number's covariance with the mean.
      const next = startBelief(0, 0);
      next.x.set(b.P.subarray(at.mean * states, (at.mean + 1) * states));
      predict(next, s, minute, 0, usual);
      near(
        next.x[at.mean],
        covarianceOfMeans(covariance, minute, minute, readings) + levelWalk * minute * shareOf(readings),
        1e-9,
      );
    }
  });

  it("counts of readings between those that are told apart pass for the nearest", () => {
    assert.deepEqual([0.5, 1, 5, 12, 30, 37, 58, 600].map(countOf), [1, 1, 6, 10, 20, 60, 60, 60]);
    assert.deepEqual([1, 60].map(shareOf), [1, 61 / 120]);
  });
});

/** A first-order process, one value each `dt` (s). */
function wandering(r: Random, { sd, tau }: Wander, dt: number): () => number {
  const keep = Math.exp(-dt / tau);
  let x = sd * normal(r);
  return () => {
    x = keep * x + sd * Math.sqrt(1 - keep * keep) * normal(r);
    return x;
  };
}

/** (Pa) Of one reading at 1 Hz: three gauges of 0.02 mmHg. */
const sigma = (0.02 * mmHg) / Math.sqrt(3);

/** The means of `days` (d) of `readings` a minute of some first-order processes, and of the gauges' noise. */
function meansOf(seed: number, laws: readonly Wander[], readings: number, days: number): number[] {
  const r = seeded(seed);
  const parts = laws.map((w) => wandering(r, w, minute / readings));
  return Array.from({ length: days * 1440 }, () => {
    let sum = 0;
    for (let k = 0; k < readings; k++) sum += parts.reduce((s, next) => s + next(), sigma * normal(r));
    return sum / readings;
  });
}

/** As the climate learns them. */
function learnt(means: readonly number[], readings: number): Climate {
  const climate = startClimate();
  for (const value of means) feel(climate, { value, variance: sigma ** 2 / readings, readings });
  return climate;
}

describe("the strengths of mixing are learnt from means of minutes read at 1 Hz and each 10 s: 8 days, seeds 501 to 506", () => {
  for (const readings of [60, 6]) {
    for (const [i, factor] of [0.5, 1, 2].entries()) {
      it(`${readings} readings, ${factor} times the assumed sd: of 1 and 90 min within 1.6 in variance`, (t) => {
        const laws = mixing.map(({ sd, tau }) => ({ sd: factor * sd, tau }));
        const { strength } = learnt(meansOf(501 + i + (readings === 6 ? 3 : 0), laws, readings, 8), readings);
        const found = mixing.map((_, k) => strength[partOf.mixing + k] / factor ** 2);
        t.diagnostic(
          `mixing of 1, 20, 90 min over the truth, in variance: ${found.map((s) => s.toFixed(2)).join(" ")}`,
        );
        for (const k of [0, 2]) assert.ok(found[k] > 1 / 1.6 && found[k] < 1.6, `${found}`);
      });
    }
  }
});

describe("a cabin that mixes in 10 s, in a minute or in 10 min is as restless as it is believed to be: 8 days, seeds 521 to 526", () => {
  for (const [i, tau] of [10, 60, 600].entries()) {
    for (const readings of [60, 6]) {
      it(`${tau} s, ${readings} readings a minute: variance of the surprises within 1.3 of what the filter expects`, (t) => {
        const means = meansOf(521 + 2 * i + (readings === 6 ? 1 : 0), [{ sd: 0.02 * mmHg, tau }], readings, 8);
        const tracker = startTracker(0, 0);
        const scales: number[] = [];
        means.forEach((mean, m) => {
          const reading = {
            sensor: "a",
            mean: 1e5 + mean,
            variance: sigma ** 2 / readings,
            bias: 0,
            samples: readings,
          };
          track(tracker, { ...emptyBin, pressure: [reading] }, Number.POSITIVE_INFINITY);
          if (m > 5 * 1440) scales.push(tracker.scale);
        });
        const scale = scales.reduce((a, b) => a + b, 0) / scales.length;
        t.diagnostic(
          `${scale.toFixed(3)}; strengths of mixing ${[...tracker.climate.strength.subarray(1, 4)].map((s) => s.toFixed(3)).join(" ")}`,
        );
        assert.ok(scale > 1 / 1.3 && scale < 1.3, `${scale}`);
      });
    }
  }
});
