import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { thresholdFor } from "./odds.ts";
import { live, startTrial } from "./testing.ts";

/** Counts leaks wrongly learnt, and the days in which none was known. */
function count(seed: number, days: number, every: number, strength: number): { alarms: number; days: number } {
  const trial = startTrial(seed, strength);
  const threshold = thresholdFor(every * 86400);
  let [alarms, watched] = [0, 0];
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

describe("false alarms while the weather is as strong as assumed, half as strong, twice as strong", () => {
  // A low threshold, so that there is something to count; the ratio to what it allows is what carries over.
  const every = 5;
  for (const [strength, days, seed] of [
    [1, 400, 31],
    [0.5, 100, 32],
    [2, 100, 33],
  ]) {
    it(`are no more than one in ${every} days (strength ${strength}, ${days} days, seed ${seed})`, (t) => {
      const found = count(seed, days, every, strength);
      const allowed = found.days / every;
      t.diagnostic(
        `${found.alarms} alarms in ${found.days.toFixed(0)} days without a known leak, ${allowed.toFixed(0)} allowed`,
      );
      assert.ok(found.alarms <= poisson95(allowed), `${found.alarms}`);
      // Not so deaf that the count means nothing.
      assert.ok(found.alarms >= allowed / 20, `${found.alarms}`);
    });
  }
});
