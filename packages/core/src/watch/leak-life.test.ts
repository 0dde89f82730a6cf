import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loosen } from "./absorb.ts";
import { isRipe, leakOf } from "./leak.ts";
import { probabilityOf } from "./odds.ts";
import { fork, live, lost, mmHg, perHour, settle, startTrial, type Trial } from "./testing.ts";
import { carryOn, patched } from "./tracker.ts";

const base = settle(startTrial(81), 3);
const fallOf = (trial: Trial) => leakOf(trial.tracker.belief).fall / perHour;
const median = (xs: readonly number[]) => [...xs].sort((a, b) => a - b)[xs.length >> 1];

/** A trial in which a leak of `size` mmHg/h has been known for `minutes`. */
function leaking(size: number, minutes: number, seed: number): Trial {
  settle(base, 0.1);
  const trial = fork(base, seed);
  trial.fall = size * perHour;
  trial.onset = trial.minute;
  while (trial.tracker.leak === null) live(trial);
  for (let k = 0; k < minutes; k++) live(trial);
  return trial;
}

/** (Pa) Takes the hole away at once: what it has taken stays taken. */
function stop(trial: Trial): () => { shift: number } {
  const shift = -lost(trial.fall, trial.onset, trial.minute);
  trial.fall = 0;
  return () => ({ shift });
}

describe("a leak that is known (seed 81)", () => {
  it("is forgotten within two hours after it stopped, and not called again", () => {
    const times: number[] = [];
    for (let run = 0; run < 20; run++) {
      const trial = leaking(2, 120, 8100 + run);
      const stopped = stop(trial);
      let k = 0;
      for (; trial.tracker.leak !== null && k < 600; k++) live(trial, undefined, stopped());
      times.push(k);
      for (let i = 0; i < 300; i++) {
        live(trial, undefined, stopped());
        assert.equal(trial.tracker.leak, null);
      }
      assert.equal(leakOf(trial.tracker.belief).fall, 0);
    }
    assert.ok(median(times) <= 120 && Math.max(...times) <= 240, `${times}`);
  });

  it("is not forgotten while it leaks", () => {
    for (const size of [0.3, 2, 20]) {
      const trial = leaking(size, 600, 8200);
      assert.ok(trial.tracker.leak !== null);
      assert.ok(probabilityOf(trial.tracker) > 0.99);
    }
  });

  it("is followed when it doubles: within an hour the estimate has gone more than half the way, in three the whole", () => {
    const [soon, late]: [number[], number[]] = [[], []];
    for (let run = 0; run < 20; run++) {
      const trial = leaking(2, 180, 8300 + run);
      const stopped = stop(trial);
      trial.fall = 4 * perHour;
      trial.onset = trial.minute;
      for (let k = 0; k < 60; k++) live(trial, undefined, stopped());
      soon.push(fallOf(trial));
      for (let k = 0; k < 120; k++) live(trial, undefined, stopped());
      late.push(fallOf(trial));
    }
    assert.ok(median(soon) > 3, `${soon}`);
    assert.ok(Math.abs(median(late) - 4) < 0.4, `${late}`);
  });

  it("is followed down when it is half mended", () => {
    const late: number[] = [];
    for (let run = 0; run < 20; run++) {
      const trial = leaking(4, 180, 8400 + run);
      const stopped = stop(trial);
      trial.fall = 2 * perHour;
      trial.onset = trial.minute;
      for (let k = 0; k < 180; k++) live(trial, undefined, stopped());
      late.push(fallOf(trial));
    }
    assert.ok(Math.abs(median(late) - 2) < 0.4, `${late}`);
  });

  it("after a patch was reported is learnt anew sooner, with no change in how sure it is until the data speak", () => {
    const after = (reported: boolean) => {
      const trial = leaking(2, 600, 8500);
      const stopped = stop(trial);
      const sure = probabilityOf(trial.tracker);
      if (reported) patched(trial.tracker);
      assert.ok(Math.abs(probabilityOf(trial.tracker) - sure) < 1e-9);
      for (let k = 0; k < 20; k++) live(trial, undefined, stopped());
      return fallOf(trial);
    };
    assert.ok(after(true) < 0.6 * after(false));
  });

  it("is told of while its 90 % interval does not hold 0, and of nothing that it does hold", () => {
    const { leak, belief } = leaking(2, 30, 8551).tracker;
    assert.ok(leak !== null && isRipe(leak, belief, true));
    loosen(belief, leakOf(belief).fall);
    assert.ok(!isRipe(leak, belief, true));
  });

  it("waits in a cabin that is not known yet until its size is known to 15 %, or sixteen minutes with its own, or is quick", () => {
    for (const [size, seed] of [
      [20, 8550],
      [2, 8551],
      [0.3, 8552],
    ]) {
      const trial = leaking(size, 0, seed);
      const found = trial.minute;
      const ripe = ({ leak, belief }: Trial["tracker"]) => leak !== null && isRipe(leak, belief, false);
      while (!ripe(trial.tracker)) live(trial);
      const { fall, sd } = leakOf(trial.tracker.belief);
      const waited = trial.minute - found;
      if (size === 20) assert.equal(waited, 0);
      else assert.ok(waited === 15 || sd < 0.15 * fall, `${size}: ${waited}`);
    }
  });
});

describe("a volume that goes on as another (seed 81)", () => {
  it("has its known leak fall faster by the ratio of volumes, and less surely", () => {
    const trial = leaking(2, 240, 8600);
    const before = leakOf(trial.tracker.belief);
    carryOn(trial.tracker, 900, 300, 0);
    const after = leakOf(trial.tracker.belief);
    assert.ok(Math.abs(after.fall / before.fall - 3) < 1e-12);
    assert.ok(after.sd > 3 * before.sd);
  });

  it("takes over the leak of what joins it, Pa m3/s over its new volume", () => {
    const trial = leaking(2, 240, 8700);
    const before = leakOf(trial.tracker.belief).fall;
    carryOn(trial.tracker, 300, 900, 600 * perHour);
    assert.ok(Math.abs(leakOf(trial.tracker.belief).fall - (before / 3 + (600 / 900) * perHour)) < 1e-12);
  });

  it("forgets a leak that was shut off, and follows one that was shut in, though the level jumps", () => {
    const [gone, kept]: [number[], number[]] = [[], []];
    for (let run = 0; run < 20; run++) {
      for (const [inside, list] of [
        [false, gone],
        [true, kept],
      ] as const) {
        const trial = leaking(2, 120, 8800 + run);
        carryOn(trial.tracker, 900, 300, 0);
        const { shift } = stop(trial)();
        trial.fall = (inside ? 6 : 0) * perHour;
        trial.onset = trial.minute;
        for (let k = 0; k < 180; k++) live(trial, undefined, { shift: shift - 0.3 * mmHg });
        list.push(trial.tracker.leak === null ? 0 : fallOf(trial));
      }
    }
    assert.ok(median(gone) < 0.3, `${gone}`);
    assert.ok(Math.abs(median(kept) - 6) < 0.6, `${kept}`);
  });

  it("calls no leak for the jump alone", () => {
    for (let run = 0; run < 20; run++) {
      settle(base, 0.05);
      const trial = fork(base, 8900 + run);
      carryOn(trial.tracker, 900, 300, 0);
      for (let k = 0; k < 240; k++) live(trial, undefined, { shift: -0.8 * mmHg });
      assert.equal(trial.tracker.leak, null);
    }
  });
});

it("the probability is small in a tight cabin, and near certain minutes after a leak of 8 mmHg/h", () => {
  assert.ok(probabilityOf(base.tracker) < 0.01);
  const trial = leaking(8, 5, 8950);
  assert.ok(probabilityOf(trial.tracker) > 0.999);
});
