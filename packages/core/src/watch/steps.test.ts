import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { balanceSlow } from "./nuisance.ts";
import { fork, live, type Minute, mmHg, perHour, settle, startTrial, type Trial } from "./testing.ts";

const runs = 40;
const base = settle(startTrial(51), 3);

/** How many of `runs` cabins know of a leak at some time in `minutes`, with `befalls` in each minute from 1. */
function alarms(minutes: number, befalls: (minute: number) => Minute): number {
  let n = 0;
  for (let run = 0; run < runs; run++) {
    settle(base, 0.02);
    const trial = fork(base, 5100 + run);
    for (let k = 1; k <= minutes && trial.tracker.leak === null; k++) live(trial, undefined, befalls(k));
    if (trial.tracker.leak !== null) n++;
  }
  return n;
}

describe(`no leak is called (${runs} runs each, seed 51)`, () => {
  it("at a step within a minute, of any size, down or up", () => {
    for (const size of [-3, -1, -0.3, -0.2, -0.15, -0.12, -0.1, 0.1, 0.3, 1, 3]) {
      const n = alarms(180, () => ({ shift: size * mmHg }));
      assert.equal(n, 0, `${size} mmHg: ${n}`);
    }
  });

  it("at a step that takes two minutes, up to 1 mmHg, but for a few near 0.15", (t) => {
    const found = [-1, -0.5, -0.3, -0.2, -0.15, -0.1].map((size) =>
      alarms(180, (k) => ({ shift: size * mmHg * Math.min(1, k / 2) })),
    );
    t.diagnostic(`${found.join(", ")} of ${runs}`);
    assert.deepEqual(found.slice(0, 3), [0, 0, 0]);
    for (const n of found) assert.ok(n <= runs / 5, `${found}`);
  });

  it("at a bin that is off and comes back, of any size, down or up", () => {
    for (const size of [-30, -3, -0.3, -0.15, -0.1, 0.1, 0.15, 0.3, 3, 30]) {
      const n = alarms(180, (k) => (k === 1 ? { shift: size * mmHg } : {}));
      assert.equal(n, 0, `${size} mmHg: ${n}`);
    }
  });

  it("and a fall of 0.2 mmHg over three or five minutes is called a leak in many a cabin: nothing tells it from one", (t) => {
    const found = [3, 5].map((long) => alarms(180, (k) => ({ shift: -0.2 * mmHg * Math.min(1, k / long) })));
    t.diagnostic(`${found.join(", ")} of ${runs}`);
    assert.ok(found[1] > 0, `${found}`);
  });

  /** 3 mmHg in 20 min as a tank gives it: fast at first, slower as it empties. */
  const released = (k: number) => (3 * mmHg * -Math.expm1(-k / 6)) / -Math.expm1(-20 / 6);
  const topUp = (k: number) => released(Math.min(k, 20));

  it("when the cabin is repressurised by 3 mmHg in 20 min and nobody said so", () => {
    assert.equal(
      alarms(360, (k) => ({ shift: topUp(k) })),
      0,
    );
  });

  it("when it is, and was reported, though the report is a tenth off either way", () => {
    for (const off of [0.9, 1, 1.1]) {
      const n = alarms(360, (k) => ({ shift: topUp(k), bin: { supplied: off * (topUp(k) - topUp(k - 1)) } }));
      assert.equal(n, 0, `${off}: ${n}`);
    }
  });

  it("when no gauge speaks for five hours, in quiet or right after a jump", () => {
    const silent = { gauges: () => [] };
    assert.equal(
      alarms(540, (k) => (k > 60 && k <= 360 ? silent : {})),
      0,
    );
    const n = alarms(540, (k) => (k > 1 && k <= 300 ? silent : { shift: k === 1 ? -0.5 * mmHg : 0 }));
    assert.equal(n, 0);
  });
});

it("a leak is still found when it began while no gauge spoke", () => {
  const trial = fork(base, 5);
  trial.fall = 2 * perHour;
  trial.onset = trial.minute + 30;
  for (let k = 0; k < 120; k++) live(trial, undefined, { gauges: () => [] });
  for (let k = 0; k < 30 && trial.tracker.leak === null; k++) live(trial);
  assert.ok(trial.tracker.leak !== null);
  const { onsetLow, onsetHigh } = trial.tracker.leak;
  assert.ok(onsetLow <= 60 * trial.onset && 60 * trial.onset <= onsetHigh);
});

describe("gaps and the clock", () => {
  const exposureOf = (trial: Trial) => trial.tracker.exposure / 60;

  it("every minute counts once, jumps and gaps or not", () => {
    const trial = fork(base, 6);
    const before = exposureOf(trial);
    const { steps } = trial.tracker.ladder;
    for (let k = 1; k <= 400; k++) {
      const gap = (k % 50 > 20 && k % 50 < 30) || k % 7 === 0;
      live(trial, undefined, { shift: k % 13 === 0 ? mmHg : 0, gauges: gap ? () => [] : (x) => x });
    }
    assert.ok(Math.abs(exposureOf(trial) - before - 400) < 2);
    assert.equal(trial.tracker.ladder.steps, steps + 400);
  });
});

it("half a day without a reading leaves the balance of gas no more certain than its law allows", () => {
  const trial = fork(base, 7);
  for (let k = 0; k < 12 * 60; k++) live(trial, undefined, { gauges: () => [] });
  const level = Math.sqrt(trial.tracker.belief.P[0]);
  assert.ok(level > 0.3 * balanceSlow.sd * 12 * 3600 && level < mmHg, `${level}`);
});
