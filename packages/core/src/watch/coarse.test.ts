/** Gauges whose steps are coarser than their noise: declared so, not declared so, stuck, or read every two hours. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ninety } from "../quantity/index.ts";
import { emptyBin } from "./bin.ts";
import { partOf } from "./climate.ts";
import { copyOf } from "./copy.ts";
import type { Reading } from "./fusion.ts";
import { foresee } from "./kalman.ts";
import { leakOf } from "./leak.ts";
import { at, sightOfGauge, states } from "./model.ts";
import { gaugeVariance, live, mmHg, normal, perHour, seeded, settle, startTrial, type Trial } from "./testing.ts";
import { track } from "./tracker.ts";

const declared = 0.4 * mmHg;
/** What rounding leaves where the noise of a gauge is far under its step: a uniform error. */
const bias = declared ** 2 / 12;
/** One gauge, `gauge-0`, that reads in steps of `step` (Pa) and says so, or not. */
const rounded =
  (step: number, said: number) =>
  ([{ sensor, mean }]: readonly Reading[]): Reading[] => [
    { sensor, mean: Math.round(mean / step) * step, variance: gaugeVariance, bias: said },
  ];

/** Each reading as its gauge gives it at 1 Hz with noise of 0.02 mmHg in steps of `step` (Pa), read by its codes. */
const byCodes =
  (step: number, random = seeded(9199)) =>
  (readings: readonly Reading[]): Reading[] =>
    readings.map(({ sensor, mean }) => {
      const sigma = 0.02 * mmHg;
      const codes = Array.from({ length: 60 }, () => Math.round((mean + sigma * normal(random)) / step) * step);
      const [low, high] = [Math.min(...codes), Math.max(...codes)];
      return {
        sensor,
        mean: codes.reduce((a, b) => a + b) / 60,
        variance: step ** 2 / 12 / 60,
        bias: step ** 2 / 12,
        codes: { low, high, step, sigma, samples: 60 },
      };
    });

const coarse = rounded(declared, bias);

/** Minutes until a leak of `fall` (mmHg/h) that opens after a day is known, at most `patience`. */
function delay(seed: number, fall: number, patience: number, gauges: (r: readonly Reading[]) => Reading[]): number {
  const trial: Trial = startTrial(seed);
  for (let k = 0; k < 1440; k++) live(trial, Number.POSITIVE_INFINITY, { gauges });
  Object.assign(trial, { fall: fall * perHour, onset: trial.minute });
  let k = 0;
  while (trial.tracker.leak === null && k < patience) {
    live(trial, undefined, { gauges });
    k++;
  }
  return k;
}

describe("a gauge of 0.4 mmHg and next to no noise (seeds 9100 to 9139)", () => {
  it("calls no more leaks than the setting allows, in 60 days without one", (t) => {
    let alarms = 0;
    for (let seed = 9100; seed < 9106; seed++) {
      const trial = startTrial(seed);
      for (let k = 0; k < 14400; k++) {
        const before = trial.tracker.leak;
        live(trial, undefined, { gauges: coarse });
        if (before === null && trial.tracker.leak !== null) alarms++;
      }
    }
    t.diagnostic(`alarms in 60 days: ${alarms}`);
    // Poisson of mean 60/90: more than 3 in one run of a hundred and fifty.
    assert.ok(alarms <= 3, `${alarms}`);
  });

  it("tells of a leak of 2 mmHg/h within three hours all the same", (t) => {
    const delays = Array.from({ length: 10 }, (_, i) => delay(9110 + i, 2, 181, coarse));
    t.diagnostic(`minutes: ${delays.toSorted((a, b) => a - b).join(" ")}`);
    assert.ok(Math.max(...delays) <= 180, `${delays}`);
  });

  it("is taken for a stair where it declares no step: 8 mmHg/h is told of within an hour", (t) => {
    const undeclared = rounded(declared, 0);
    const delays = Array.from({ length: 10 }, (_, i) => delay(9120 + i, 8, 61, undeclared));
    t.diagnostic(`minutes: ${delays.toSorted((a, b) => a - b).join(" ")}`);
    assert.ok(Math.max(...delays) <= 60, `${delays}`);
  });
});

describe("gauges of 1 mmHg, read by their codes (seeds 9160 to 9191)", () => {
  it("know no more after three days on one code than that they are within it", () => {
    const trial = startTrial(9160);
    // A steady pressure, an eighth of a step from the edge.
    const still = (r: readonly Reading[]) => byCodes(mmHg)(r.map((x) => ({ ...x, mean: 747.375 * mmHg })));
    for (let k = 0; k < 3 * 1440; k++) live(trial, Number.POSITIVE_INFINITY, { gauges: still });
    const { mean, variance } = foresee(trial.tracker.belief, sightOfGauge(0, 0));
    const off = mean + trial.tracker.first.pressure - 747.375 * mmHg;
    assert.ok(Math.abs(off) < 2.5 * Math.sqrt(variance), `${off / mmHg} ± ${Math.sqrt(variance) / mmHg}`);
    assert.ok(variance > (0.1 * mmHg) ** 2 && variance < (0.35 * mmHg) ** 2, `${Math.sqrt(variance) / mmHg}`);
  });

  it("find how far their edges lie apart, as well as they claim, in 20 days", (t) => {
    const errors: number[] = [];
    for (let seed = 9161; seed < 9167; seed++) {
      const trial = startTrial(seed);
      const gauges = byCodes(mmHg, seeded(seed));
      for (let k = 0; k < 20 * 1440; k++) live(trial, Number.POSITIVE_INFINITY, { gauges });
      const { x, P } = trial.tracker.belief;
      const [a, c] = [at.gauges, at.gauges + 2];
      // The gauges of a trial read 0.5 mmHg apart, the first and the third.
      const off = x[c] - x[a] - 0.5 * mmHg;
      const sd = Math.sqrt(P[a * states + a] + P[c * states + c] - 2 * P[a * states + c]);
      t.diagnostic(`off by ${(off / mmHg).toFixed(3)} ± ${(sd / mmHg).toFixed(3)} mmHg`);
      errors.push(off / sd);
      assert.ok(sd < 0.15 * mmHg, `${sd / mmHg}`);
    }
    assert.ok(
      errors.every((e) => Math.abs(e) < 4),
      `${errors}`,
    );
  });

  it("find the slow weather calmer or rougher than assumed, each way, in ten days", (t) => {
    for (const sd of [0.4, 1, 2.5]) {
      const found = [9190, 9191].map((seed) => {
        const trial = startTrial(seed, sd);
        const gauges = byCodes(mmHg, seeded(seed));
        for (let k = 0; k < 10 * 1440; k++) live(trial, Number.POSITIVE_INFINITY, { gauges });
        const { strength } = trial.tracker.climate;
        t.diagnostic(
          `${sd} times the sd: mixing ${strength[partOf.mixing + 2]}, the rest ${strength[partOf.balance]} of the variance`,
        );
        return [strength[partOf.mixing + 2], strength[partOf.balance]];
      });
      const right = ([mixing, rest]: readonly number[]) =>
        sd < 1
          ? mixing < 1 && rest < 1
          : sd > 1
            ? mixing > 1 && rest > 1
            : mixing === 1 && Math.abs(Math.log2(rest)) <= 1;
      assert.ok(found.every(right), `${found}`);
    }
  });

  it("tell of 2 mmHg/h within an hour, and how fast it is two hours later", (t) => {
    const fall = 2 * perHour;
    const minutes: number[] = [];
    let held = 0;
    for (let seed = 9170; seed < 9180; seed++) {
      const trial = startTrial(seed);
      const gauges = byCodes(mmHg, seeded(seed));
      for (let k = 0; k < 4 * 1440; k++) live(trial, Number.POSITIVE_INFINITY, { gauges });
      Object.assign(trial, { fall, onset: trial.minute });
      let k = 0;
      for (; trial.tracker.leak === null && k < 61; k++) live(trial, undefined, { gauges });
      for (let m = 0; m < 120; m++) live(trial, undefined, { gauges });
      const told = leakOf(trial.tracker.belief);
      if (Math.abs(told.fall - fall) < ninety * told.sd) held++;
      assert.ok(Math.abs(told.fall - fall) < 0.3 * fall, `${told.fall / perHour}`);
      minutes.push(k);
    }
    t.diagnostic(`minutes: ${minutes.toSorted((a, b) => a - b).join(" ")}; 90 % interval holds it in ${held} of 10`);
    assert.ok(Math.max(...minutes) <= 60, `${minutes}`);
  });

  it("take a rise that nobody announced, and one by many steps, for no leak", () => {
    for (const shift of [0.7 * mmHg, 5 * mmHg, -5 * mmHg]) {
      const trial = startTrial(9180);
      const gauges = byCodes(mmHg);
      for (let k = 0; k < 4 * 1440; k++) {
        live(trial, undefined, { gauges, shift: k < 1440 ? 0 : shift });
        assert.equal(trial.tracker.leak, null, `${shift / mmHg} mmHg, minute ${k}`);
      }
    }
  });

  it("go on from a copy to the same belief, and when a fifth one speaks", () => {
    const trial = startTrial(9181);
    const five = (r: readonly Reading[]) => [...r, ...r.map((x) => ({ ...x, sensor: `${x.sensor}b` }))];
    const gauges = byCodes(mmHg);
    for (let k = 0; k < 600; k++) live(trial, undefined, { gauges: (r) => gauges(k < 300 ? r : five(r)) });
    assert.equal(trial.tracker.codes.gauges.length, 4);
    const bin = { pressure: five([{ sensor: "gauge-0", mean: 747 * mmHg, variance: 1, bias: 0 }]) };
    const again = copyOf(trial.tracker);
    for (const tracker of [trial.tracker, again]) {
      track(tracker, { ...emptyBin, pressure: byCodes(mmHg, seeded(1))(bin.pressure) }, Number.POSITIVE_INFINITY);
    }
    assert.deepEqual(again, trial.tracker);
  });

  it("leave a fine gauge alone to be read where it speaks, and take over where it falls silent", () => {
    const trial = startTrial(9182);
    const gauges = byCodes(mmHg);
    const mixed = ([a, b, c]: readonly Reading[]) => [a, ...gauges([b, c])];
    for (let k = 0; k < 1440; k++) live(trial, undefined, { gauges: mixed });
    assert.equal(trial.tracker.codes.gauges.length, 0);
    for (let k = 0; k < 1440; k++) live(trial, undefined, { gauges: (r) => gauges([r[1], r[2]]) });
    for (let k = 0; k < 1440; k++) live(trial, undefined, { gauges: mixed });
    assert.equal(trial.tracker.codes.gauges.length, 2);
    assert.equal(trial.tracker.leak, null);
  });
});

describe("a dial read every two hours (seeds 9140 to 9149)", () => {
  it("tells of 8 mmHg/h at the third reading after the onset or sooner", (t) => {
    const every =
      (trial: { minute: number }) =>
      ([first]: readonly Reading[]): Reading[] =>
        trial.minute % 120 === 0 ? [{ ...first, variance: (0.5 * mmHg) ** 2 }] : [];
    const delays = Array.from({ length: 10 }, (_, i) => {
      const clock = { minute: 0 };
      return delay(9140 + i, 8, 481, (r) => {
        clock.minute++;
        return every(clock)(r);
      });
    });
    t.diagnostic(`minutes: ${delays.toSorted((a, b) => a - b).join(" ")}`);
    assert.ok(Math.max(...delays) <= 360, `${delays}`);
  });
});

describe("of two gauges one is stuck (seeds 9150 to 9154)", () => {
  it("hides no leak of the other: 8 mmHg/h is told of within the hour", (t) => {
    const minutes = Array.from({ length: 5 }, (_, i) => {
      const trial = settle(startTrial(9150 + i), 0);
      let stuck = Number.NaN;
      const gauges = ([a, b]: readonly Reading[]): Reading[] => {
        if (trial.minute === 600) stuck = a.mean;
        return [Number.isNaN(stuck) ? a : { ...a, mean: stuck }, b];
      };
      for (let k = 0; k < 720; k++) live(trial, Number.POSITIVE_INFINITY, { gauges });
      Object.assign(trial, { fall: 8 * perHour, onset: trial.minute });
      let k = 0;
      while (trial.tracker.leak === null && k < 61) {
        live(trial, undefined, { gauges });
        k++;
      }
      return k;
    });
    t.diagnostic(`minutes: ${minutes.join(" ")}`);
    assert.ok(Math.max(...minutes) <= 60, `${minutes}`);
  });
});
