import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isFelt } from "./climate.ts";
import { isRipe } from "./leak.ts";
import { thresholdsFor } from "./odds.ts";
import { basisOf, detectable, horizons, type Sight } from "./promise.ts";
import { fork, gaugeVariance, live, perHour, settle, startTrial, type Trial } from "./testing.ts";
import { startTracker } from "./tracker-state.ts";

const threshold = thresholdsFor(90 * 86400).fresh;
const three: Sight = { pressure: gaugeVariance / 3, readings: 1, rounding: 0, nitrogen: null };
const runs = 16;

/** (min) After which a leak of `fall` (Pa/s) that begins now is told of; Infinity if not within twice `longest`. */
function delayOf(trial: Trial, fall: number, longest: number): number {
  const { tracker } = trial;
  trial.fall = fall;
  trial.onset = trial.minute;
  for (let m = 1; m <= 2 * longest; m++) {
    live(trial, threshold);
    if (tracker.leak !== null && isRipe(tracker.leak, tracker.belief, isFelt(tracker.climate))) return m;
  }
  return Number.POSITIVE_INFINITY;
}

describe(`a leak of the promised size is told of in time in at least half of ${runs} cabins (seeds from 2400)`, () => {
  for (const [days, strength] of [
    [0.4, 1],
    [3, 0.5],
    [6, 2],
  ]) {
    it(`after ${days} d in weather ${strength} times as strong as assumed, and no sooner than in a quarter of the time at the median`, (t) => {
      const delays: number[][] = horizons.map(() => []);
      const sizes: number[][] = horizons.map(() => []);
      for (let k = 0; k < runs; k++) {
        const lived = settle(startTrial(2400 + k, strength), days);
        detectable(lived.tracker, three, threshold)!.forEach((fall, i) => {
          sizes[i].push(fall / perHour);
          delays[i].push(delayOf(fork(lived, 24000 + 3 * k + i), fall, horizons[i] / 60));
        });
      }
      delays.forEach((each, i) => {
        const limit = horizons[i] / 60;
        const inTime = each.filter((d) => d <= limit).length;
        const median = each.sort((a, b) => a - b)[runs >> 1];
        const mean = sizes[i].reduce((a, b) => a + b, 0) / runs;
        t.diagnostic(
          `${mean.toFixed(3)} mmHg/h within ${limit / 60} h: ${inTime} of ${runs}, median ${(median / 60).toFixed(1)} h`,
        );
        assert.ok(inTime >= runs / 2 && median > limit / 4, `${limit} min: ${inTime} in time, median ${median}`);
      });
    });
  }
});

describe("what is promised", () => {
  const trial = settle(startTrial(2490), 2);
  const said = (sight: Partial<Sight>, at = threshold) => detectable(trial.tracker, { ...three, ...sight }, at)!;
  const usual = said({});

  it("is less for a shorter time, a rarer false alarm, a worse gauge, and more with nitrogen", () => {
    const all = (a: readonly number[], b: readonly number[]) => a.every((x, i) => x > b[i]);
    assert.ok(usual[0] > usual[1] && usual[1] > usual[2], `${usual}`);
    assert.ok(all(said({}, threshold + Math.log(4)), usual));
    for (const worse of [{ pressure: 4e4 * three.pressure }, { rounding: 400 }]) {
      assert.ok(all(said(worse), usual), `${said(worse)} against ${usual}`);
    }
    assert.ok(all(usual, said({ nitrogen: 25 })), `${said({ nitrogen: 25 })} against ${usual}`);
  });

  it("changes nothing of what is believed, and is nothing before a gauge has spoken", () => {
    const before = structuredClone(trial.tracker);
    said({ nitrogen: 100 });
    assert.deepEqual(trial.tracker, before);
    assert.equal(detectable(startTracker(0, 0), three, threshold), null);
  });

  it("rests on tables, then on short stretches after 256 min, then on long ones after 1024", () => {
    const young = startTrial(2491);
    const at = (minutes: number) => {
      // The first minute anchors the gauges and says nothing.
      while (young.minute < minutes + 1) live(young, Number.POSITIVE_INFINITY);
      return basisOf(young.tracker.climate);
    };
    assert.deepEqual(at(255), { basis: "assumed", learnt: 0 });
    assert.deepEqual(at(256), { basis: "first hours", learnt: 256 * 60 });
    assert.deepEqual(at(320), { basis: "first hours", learnt: 320 * 60 });
    assert.deepEqual(at(1024), { basis: "learnt", learnt: 1024 * 60 });
    assert.deepEqual(at(1280), { basis: "learnt", learnt: 1280 * 60 });
  });
});
