import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { thresholdsFor } from "./odds.ts";
import { live, settle, startTrial } from "./testing.ts";

/** Days in which a cabin's own weather is learnt. */
const learning = 12;

/** Counts leaks wrongly learnt, and the days in which none was known. */
function count(seed: number, days: number, every: number, strength: number): { alarms: number; days: number } {
  const trial = startTrial(seed, strength);
  const threshold = thresholdsFor(every * 86400).fresh;
  let [alarms, watched] = [0, 0];
  settle(trial, learning);
  for (let m = 0; m < days * 1440; m++) {
    const before = trial.tracker.leak;
    live(trial, threshold);
    if (before !== null) continue;
    watched++;
    if (trial.tracker.leak !== null) alarms++;
  }
  return { alarms, days: watched / 1440 };
}

/** Largest count that a Poisson law of mean `mean` gives at 95 %. */
function poisson95(mean: number): number {
  let k = 0;
  let term = Math.exp(-mean);
  for (let sum = term; sum < 0.95; sum += term) term *= mean / ++k;
  return k;
}

// The thresholds are set by simulated cabins; in the assumed weather, which is rougher, they give up to twice as many.
const rough = 2;

describe("false alarms while the weather is as strong as assumed, half as strong, twice as strong", () => {
  // A low threshold, so that there is something to count; the ratio to what it allows is what carries over.
  const every = 20;
  for (const [strength, days, seed] of [
    [1, 400, 31],
    [0.5, 200, 32],
    [2, 200, 33],
  ]) {
    it(`are no more than two in ${every} days (strength ${strength}, ${days} days, seed ${seed})`, (t) => {
      const found = count(seed, days, every, strength);
      // The tier of minutes has three quarters of them.
      const allowed = (0.75 * found.days) / every;
      t.diagnostic(
        `${found.alarms} alarms in ${found.days.toFixed(0)} days without a known leak, ${allowed.toFixed(0)} allowed`,
      );
      assert.ok(found.alarms <= poisson95(rough * allowed), `${found.alarms}`);
      // Not so deaf that the count means nothing.
      assert.ok(found.alarms >= allowed / 20, `${found.alarms}`);
    });
  }
});
