import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ninety } from "../quantity/index.ts";
import { leakOf } from "./leak.ts";
import { fork, live, perHour, settle, startTrial, type Trial } from "./testing.ts";

const base = settle(startTrial(561), 5);
const runs = 30;
const median = (xs: readonly number[]) => [...xs].sort((a, b) => a - b)[xs.length >> 1];
const hour = 60;

/** Each of `runs` cabins from an onset of its own on. */
function* cabins(seed: number): Generator<Trial> {
  for (let run = 0; run < runs; run++) {
    settle(base, 0.2);
    yield fork(base, seed + run);
  }
}

/** Lives so many minutes of a leak whose fall (mmHg/h) is `of` the minutes since it began; `each` looks after every one. */
function follow(trial: Trial, minutes: number, of: (age: number) => number, each: (age: number) => void): void {
  let taken = 0;
  for (let age = 1; age <= minutes; age++) {
    taken += of(age - 0.5) * perHour * 60;
    live(trial, undefined, { shift: -taken });
    each(age);
  }
}

const told = (trial: Trial) => leakOf(trial.tracker.belief).fall / perHour;
function holds(trial: Trial, size: number): boolean {
  const { fall, sd } = leakOf(trial.tracker.belief);
  return Math.abs(fall - size * perHour) <= ninety * sd;
}

describe(`leaks that are not steady (${runs} cabins each, seeds 561 and from 56,100 on)`, () => {
  it("one that grows from nothing, by 0.8 mmHg/h in a day, is told of and kept up with", (t) => {
    const [delays, shares]: [number[], number[]] = [[], []];
    let held = 0;
    for (const trial of cabins(56_100)) {
      let delay = Number.POSITIVE_INFINITY;
      follow(
        trial,
        36 * hour,
        (age) => (0.8 * age) / 1440,
        (age) => {
          if (trial.tracker.leak !== null) delay = Math.min(delay, age);
          else assert.ok(age < delay + 1 || age < 12 * hour, `given up after ${age} min`);
        },
      );
      delays.push(delay / hour);
      shares.push(told(trial) / 1.2);
      if (holds(trial, 1.2)) held++;
    }
    t.diagnostic(
      `told after ${median(delays).toFixed(1)} h at the median; after 36 h ${median(shares).toFixed(2)} of the truth, held by ${held} of ${runs}`,
    );
    assert.ok(Math.max(...delays) < 24 && median(delays) < 12, `${delays}`);
    assert.ok(median(shares) > 0.85 && median(shares) < 1.1, `${median(shares)}`);
  });

  it("two at once, 0.4 and 6 h later 1 mmHg/h beside it, are told as what they take together", (t) => {
    const [before, after]: [number[], number[]] = [[], []];
    let held = 0;
    for (const trial of cabins(56_200)) {
      follow(
        trial,
        12 * hour,
        (age) => (age < 6 * hour ? 0.4 : 1.4),
        (age) => {
          if (age === 6 * hour) before.push(told(trial));
        },
      );
      after.push(told(trial));
      if (holds(trial, 1.4)) held++;
    }
    t.diagnostic(
      `${median(before).toFixed(2)} of 0.4, then ${median(after).toFixed(2)} of 1.4 mmHg/h, held by ${held} of ${runs}`,
    );
    assert.ok(Math.abs(median(before) / 0.4 - 1) < 0.2 && Math.abs(median(after) / 1.4 - 1) < 0.1, `${after}`);
    assert.ok(held >= 0.75 * runs, `${held}`);
  });

  it("one that pauses for six hours is given up, and told of anew", (t) => {
    const [given, again]: [number[], number[]] = [[], []];
    for (const trial of cabins(56_300)) {
      let [stopped, back] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      follow(
        trial,
        16 * hour,
        (age) => (age < 6 * hour || age >= 12 * hour ? 0.8 : 0),
        (age) => {
          const known = trial.tracker.leak !== null;
          if (age > 6 * hour && age <= 12 * hour && !known) stopped = Math.min(stopped, age - 6 * hour);
          if (age > 12 * hour && known) back = Math.min(back, age - 12 * hour);
        },
      );
      given.push(stopped);
      again.push(back);
    }
    t.diagnostic(`given up after ${median(given)} min, told of again after ${median(again)} min, at the median`);
    assert.ok(median(given) < 4 * hour && Math.max(...again) < 4 * hour, `${given}; ${again}`);
  });
});
