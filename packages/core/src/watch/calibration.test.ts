import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type Calibration,
  chanceOf,
  discard,
  doubtOf,
  look,
  lookAt,
  pass,
  renew,
  startCalibration,
} from "./calibration.ts";
import { live, normal, seeded, startTrial } from "./testing.ts";

const minute = 60;
const perBlock = 480;

/** Looks of octave 0 for so many minutes, each with a standing of `z` standard deviations. */
function looks(c: Calibration, minutes: number, z: number): void {
  for (let k = 0; k < minutes; k++) {
    look(c, 0, z, 1);
    pass(c, minute);
  }
}

/**
 * 60 days of onsets whose innovations are white noise of so many standard deviations, thinned as the ladder thins them:
 * L of an onset is the sum of the noise since, Q its age.
 */
function chance(seed: number, sd: number): Calibration {
  const r = seeded(seed);
  const c = startCalibration(minute);
  const sums = new Float64Array(60 * 1440 + 1);
  for (let k = 1; k < sums.length; k++) {
    sums[k] = sums[k - 1] + sd * normal(r);
    for (let age = 1; age <= k && age < 13000; age = age < 6 ? 6 : 2 * age) {
      const octave = lookAt(age);
      if (octave >= 0 && (k - age) % 2 ** octave === 0) look(c, octave, sums[k] - sums[k - age], age);
    }
    pass(c, minute);
  }
  return c;
}

describe("the mean square of L over the root of Q, by octave of age (seeds 1 to 3)", () => {
  it("is 1 within a fifth where the noise is what the model says, and 4 within a quarter up to ages of a few hours where it is doubled", (t) => {
    for (const seed of [1, 2, 3]) {
      const [usual, doubled] = [chance(seed, 1).spread, chance(seed, 2).spread];
      t.diagnostic(
        `${[...usual].map((s) => s.toFixed(2)).join(" ")}; ${[...doubled].map((s) => s.toFixed(2)).join(" ")}`,
      );
      for (const s of usual) assert.ok(s > 0.8 && s < 1.2, `${usual}`);
      for (const s of doubled.slice(0, 7)) assert.ok(s > 3 && s < 5, `${doubled}`);
      // Of great ages there are few looks: what is assumed still counts, and so it is for those the nearer to 1.
      for (const s of doubled) assert.ok(s > 1.3, `${doubled}`);
    }
  });

  it("is 1 within a fifth for a tracker in the model's own weather, of 30 days", (t) => {
    const trial = startTrial(1);
    for (let m = 0; m < 30 * 1440; m++) live(trial, Number.POSITIVE_INFINITY);
    const { spread } = trial.tracker.calibration;
    t.diagnostic([...spread].map((s) => s.toFixed(2)).join(" "));
    for (const s of spread) assert.ok(s > 0.8 && s < 1.2, `${spread}`);
  });
});

it("an onset is looked at when its age is 6 steps, and each time that it has doubled, up to four days", () => {
  const ages = Array.from({ length: 20000 }, (_, age) => age).filter((age) => lookAt(age) >= 0);
  assert.deepEqual(ages, [6, 12, 24, 48, 96, 192, 384, 768, 1536, 3072, 6144]);
  assert.deepEqual(
    ages.map((age) => lookAt(age)),
    ages.map((_, k) => k),
  );
});

describe("a block of 8 h", () => {
  it("counts when the one after it is over, too", () => {
    const c = startCalibration(minute);
    looks(c, 2 * perBlock - 1, 1.5);
    assert.equal(c.spread[0], 1);
    looks(c, 1, 1.5);
    assert.ok(c.spread[0] > 1.5 && c.spread[0] < 1.5 ** 2, `${c.spread[0]}`);
  });

  it("in which a leak was found counts for nothing", () => {
    const [plain, leaky] = [startCalibration(minute), startCalibration(minute)];
    looks(plain, perBlock, 1);
    looks(leaky, perBlock, 1);
    looks(leaky, perBlock / 2, 20);
    discard(leaky);
    for (const c of [plain, leaky]) looks(c, 3 * perBlock, 1);
    assert.deepEqual(leaky, plain);
  });

  it("cannot be carried away by one look: none counts for more than nine times what is usual", () => {
    const c = startCalibration(minute);
    look(c, 0, 1e6, 1);
    looks(c, 2 * perBlock, 1);
    assert.ok(c.spread[0] < 1.02, `${c.spread[0]}`);
  });
});

it("where the climate turns out another, chance is measured anew and taken for no less than the model's", () => {
  const [calm, rough] = [0.8, 1.5].map((z) => {
    const c = startCalibration(minute);
    looks(c, 9 * perBlock, z);
    return c;
  });
  assert.ok(calm.spread[0] < 0.7);
  const before = rough.spread[0];
  renew(rough, { changes: 0, stretches: 0, earlyStretches: 0 });
  assert.ok(rough.looks[0] > 0);
  for (const c of [calm, rough]) renew(c, { changes: 1, stretches: 0, earlyStretches: 0 });
  assert.deepEqual([calm.spread[0], rough.spread[0]], [1, before]);
  assert.deepEqual([calm.looks[0], rough.looks[0]], [0, 0]);
});

describe("the standing that counts", () => {
  // Student's t of 24 degrees of freedom, upper 2.5, 0.5 and 0.05 %, and the normal deviates of the same tails (any t table).
  for (const [t, z] of [
    [2.064, 1.96],
    [2.797, 2.576],
    [3.745, 3.291],
  ]) {
    it(`of ${t} is ${z} standard deviations within 1.1 %, before anything was looked at`, () => {
      const factor = chanceOf(startCalibration(minute), 6, t, 1);
      assert.ok(Math.abs(t / Math.sqrt(factor) / z - 1) < 0.011, `${t / Math.sqrt(factor)}`);
      // Wallace 1959 corrects it to the last digit of the table.
      assert.ok(Math.abs((t / Math.sqrt(factor)) * (193 / 195) - z) < 3e-3);
    });
  }

  it("goes over into L over the root of Q and the mean square as looks add up, and lies between its neighbours' in age", () => {
    const c = startCalibration(minute);
    c.spread.set([2, 4, 8]);
    c.looks.fill(1e9);
    assert.ok(Math.abs(chanceOf(c, 6, 5, 1) / 2 - 1) < 1e-6);
    assert.ok(Math.abs(chanceOf(c, 6 * Math.SQRT2, 5, 1) / 2 ** 1.5 - 1) < 1e-6);
    assert.ok(Math.abs(chanceOf(c, 12, 5, 1) / 4 - 1) < 1e-6);
    assert.ok(Math.abs(chanceOf(c, 2, 5, 1) / 2 - 1) < 1e-6);
  });

  it("has the less of Student's tail the longer the weather has been learnt", () => {
    const factors = [0, 4, 64, 1e6].map((stretches) => {
      const c = startCalibration(minute);
      renew(c, { changes: 0, stretches, earlyStretches: 0 });
      return chanceOf(c, 6, 4, 1);
    });
    for (let i = 1; i < factors.length; i++) assert.ok(factors[i] < factors[i - 1], `${factors}`);
    assert.ok(Math.abs(factors[3] - 1) < 1e-4);
  });

  it("has the less of it in the first hours, too, the more of them there are", () => {
    const factors = [0, 1, 12].map((earlyStretches) => {
      const c = startCalibration(minute);
      renew(c, { changes: 0, stretches: 0, earlyStretches });
      return chanceOf(c, 6, 4, 1);
    });
    for (let i = 1; i < factors.length; i++) assert.ok(factors[i] < factors[i - 1], `${factors}`);
  });
});

it("the statistic is doubted while few stretches were heard: in full up to 48, not at all from 64 on", () => {
  const doubts = [0, 1, 48, 56, 64, 160].map((stretches) => doubtOf({ stretches }));
  assert.deepEqual(doubts, [0, 1.5, 1.5, 0.75, 0, 0]);
});
