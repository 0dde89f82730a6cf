import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { fallInterval } from "../size/index.ts";
import { predict, update } from "./kalman.ts";
import { predictLadder, scoreLadder, startLadder } from "./ladder.ts";
import { leakOf } from "./leak.ts";
import { sightOfPressure, step } from "./model.ts";
import { fork, gaugeVariance, live, perHour, settle, startTrial, type Trial, uniform, usual } from "./testing.ts";

const seed = 41;
const runs = 300;
const minute = step(60);
const arl = 90 * 1440;

/** Upper normal quantile (Abramowitz & Stegun 26.2.23, to 4.5e-4). */
function upper(a: number): number {
  const t = Math.sqrt(-2 * Math.log(a));
  const [top, bottom] = [2.515517 + t * (0.802853 + t * 0.010328), 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))];
  return t - top / bottom;
}

/**
 * (min) The median delay that no detector with a mean time of 90 days between false alarms can beat, onset, size and
 * law of the noise all known: sqrt(2 I(t)) = z(t/ARL) with the information I = s2 Q / 2 (Neyman & Pearson; Lai 1998).
 */
function floorOf(trial: Trial, fall: number): number {
  const belief = structuredClone(trial.tracker.belief);
  const ladder = startLadder(0, 1);
  const sight = sightOfPressure(0);
  let before = -upper(1 / arl);
  for (let k = 1; ; k++) {
    predict(belief, minute, 60, 47, usual);
    predictLadder(ladder, minute, 60, 47);
    scoreLadder(ladder, sight, 1, 60 * k, update(belief, sight, 0, gaugeVariance / 3), 1);
    const now = fall * Math.sqrt(ladder.Q[0]) - upper(k / arl);
    if (now >= 0) return k - now / (now - before);
    before = now;
  }
}

/** What is counted for one size: delays (min), and how often the interval held the truth at 1, 2 and 5 times the delay. */
interface Score {
  readonly delays: number[];
  readonly ratios: number[];
  readonly held: [number, number, number];
  onset: number;
  floor: number;
}

const median = (xs: readonly number[]) => [...xs].sort((a, b) => a - b)[xs.length >> 1];

function watchLeak(trial: Trial, fall: number, score: Score): void {
  trial.fall = fall;
  trial.onset = trial.minute + uniform(trial.random);
  while (trial.tracker.leak === null) live(trial);
  const delay = trial.minute - trial.onset;
  const { onsetLow, onsetHigh } = trial.tracker.leak;
  score.delays.push(delay);
  score.ratios.push(leakOf(trial.tracker.belief).fall / fall);
  if (onsetLow <= 60 * trial.onset && 60 * trial.onset <= onsetHigh) score.onset++;
  [1, 2, 5].forEach((times, i) => {
    while (trial.minute - trial.onset < times * delay) live(trial);
    const known = leakOf(trial.tracker.belief);
    const { low, high } = fallInterval(known.fall, known.sd);
    if (trial.tracker.leak !== null && low <= fall && fall <= high) score.held[i]++;
  });
}

describe(`a leak in the model's own weather, one false alarm in 90 days (seed ${seed}, ${runs} runs a size)`, () => {
  const sizes = [0.08, 0.25, 0.8, 8];
  const scores = new Map<number, Score>();

  before(() => {
    const base = settle(startTrial(seed), 8);
    for (const size of sizes) {
      const floor = floorOf(base, size * perHour);
      scores.set(size, { delays: [], ratios: [], held: [0, 0, 0], onset: 0, floor });
    }
    for (let run = 0; run < runs; run++) {
      settle(base, 0.35);
      for (const [i, size] of sizes.entries()) {
        const score = scores.get(size);
        if (score !== undefined) watchLeak(fork(base, 1000 * seed + 10 * run + i), size * perHour, score);
      }
    }
  });

  // Measured: 1.6, 1.5, 1.6. 8 mmHg/h waits to see that it is not a small operation that nobody announced.
  for (const [size, most] of [
    [0.08, 2],
    [0.25, 1.8],
    [0.8, 1.7],
  ]) {
    it(`of ${size} mmHg/h is found, at the median, within ${most} times the least delay possible`, (t) => {
      const { delays, floor } = scores.get(size) as Score;
      t.diagnostic(
        `median ${median(delays).toFixed(0)} min, least possible ${floor.toFixed(0)} min, ${(median(delays) / floor).toFixed(2)}`,
      );
      assert.ok(median(delays) < most * floor);
    });
  }

  it("of 8 mmHg/h is found within 6 min, always", (t) => {
    const { delays } = scores.get(8) as Score;
    t.diagnostic(`median ${median(delays).toFixed(1)} min, longest ${Math.max(...delays).toFixed(1)} min`);
    assert.ok(median(delays) < 5 && Math.max(...delays) < 6.5);
  });

  for (const size of sizes) {
    it(`of ${size} mmHg/h lies in the 90 % interval in 84 to 97 % of runs, at the alarm and at twice and five times its delay`, (t) => {
      const { held, onset, ratios } = scores.get(size) as Score;
      const shares = held.map((n) => n / runs);
      t.diagnostic(
        `fall ${shares.map((s) => (100 * s).toFixed(0)).join(" / ")} %, onset ${((100 * onset) / runs).toFixed(0)} %, ` +
          `median of estimate over truth at the alarm ${median(ratios).toFixed(2)}`,
      );
      // At the alarm those near the least size that is told of at all are told with more than they need.
      shares.forEach((share, i) => {
        assert.ok(share >= 0.84 && share <= (i === 0 && size < 0.1 ? 0.99 : 0.97), `${shares}`);
      });
      // Leaks found within minutes have their onset to the minute: then the interval is wider than it need be.
      assert.ok(onset / runs >= 0.84);
      if (size < 1) assert.ok(onset / runs <= 0.97);
    });
  }
});
