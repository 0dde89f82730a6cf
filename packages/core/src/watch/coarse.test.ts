/** Gauges whose steps are coarser than their noise: declared so, not declared so, stuck, or read every two hours. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Reading } from "./fusion.ts";
import { gaugeVariance, live, mmHg, perHour, settle, startTrial, type Trial } from "./testing.ts";

const declared = 0.4 * mmHg;
/** What rounding leaves where the noise of a gauge is far under its step: a uniform error. */
const bias = declared ** 2 / 12;

/** One gauge, `gauge-0`, that reads in steps of `step` (Pa) and says so, or not. */
const rounded =
  (step: number, said: number) =>
  ([{ sensor, mean }]: readonly Reading[]): Reading[] => [
    { sensor, mean: Math.round(mean / step) * step, variance: gaugeVariance, bias: said },
  ];

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
