import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Belief, predict, startBelief, update } from "./kalman.ts";
import { ageLadder, type Ladder, predictLadder, scoreLadder, startLadder, startPassing } from "./ladder.ts";
import { sightOfNitrogen, sightOfPressure, states, step } from "./model.ts";
import { normal, seeded, usual } from "./testing.ts";
import { noiseOf, rowOf, square, times, transition, turned, weighed } from "./testing-dense.ts";

const minute = step(60, 60);
const fraction = 0.78;
/** Exposure of a step, as where the pressure is a little under its first value. */
const exposed = 59.5;
const pressureNoise = 0.1;
const nitrogenNoise = 400;
const start = (): Belief => startBelief(70, 1e-4);
const thermal = (k: number) => 20 * Math.sin(k / 7);

/** Runs filter and ladder over readings of pressure and nitrogen; gives every innovation over its variance too. */
function run(readings: readonly { pressure: number; nitrogen: number }[]) {
  const belief = start();
  const ladder = startLadder(0, 1);
  const surprises: { innovation: number; variance: number }[] = [];
  let exposure = 0;
  readings.forEach(({ pressure, nitrogen }, k) => {
    predict(belief, minute, exposed, exposed * fraction, { ...usual, rounding: 0 });
    predictLadder(ladder, minute, exposed, exposed * fraction);
    exposure += exposed;
    for (const [sight, part, reading, noise] of [
      [sightOfPressure(thermal(k)), 1, pressure, pressureNoise],
      [sightOfNitrogen(fraction * thermal(k)), fraction, nitrogen, nitrogenNoise],
    ] as const) {
      const s = update(belief, sight, reading, noise);
      scoreLadder(ladder, sight, part, exposure - (1 - minute.share) * exposed, s, 1);
      surprises.push({ innovation: s.innovation, variance: s.variance });
    }
    ageLadder(ladder, exposure);
  });
  return { ladder, surprises };
}

function noise(n: number, seed: number) {
  const r = seeded(seed);
  return Array.from({ length: n }, () => ({ pressure: 10 * normal(r), nitrogen: 40 * normal(r) }));
}

/** (Pa per Pa/s) What a unit leak that began after step `birth` takes by the mean of step `k`. */
const ramp = (birth: number, k: number) => Math.max(0, k + minute.share - birth) * exposed;
const near = (actual: number, expected: number, relative: number) =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual}, expected ${expected}`);

describe("every rung of the ladder", () => {
  it("has the sums that come of running the filter with and without a unit ramp", () => {
    const readings = noise(150, 1);
    const plain = run(readings);
    for (const rung of [0, 5, 12, plain.ladder.count - 4]) {
      const birth = plain.ladder.birth[rung];
      const bent = run(
        readings.map(({ pressure, nitrogen }, k) => ({
          pressure: pressure - ramp(birth, k),
          nitrogen: nitrogen - fraction * ramp(birth, k),
        })),
      );
      let [L, Q] = [0, 0];
      plain.surprises.forEach(({ innovation, variance }, i) => {
        const g = bent.surprises[i].innovation - innovation;
        L += (g * innovation) / variance;
        Q += (g * g) / variance;
      });
      near(plain.ladder.L[rung], L, 1e-7);
      near(plain.ladder.Q[rung], Q, 1e-7);
    }
  });

  it("has those of the likelihood ratio by generalised least squares on the whole record", () => {
    const steps = 24;
    const readings = noise(steps, 2);
    const { ladder } = run(readings);
    const y = readings.flatMap(({ pressure, nitrogen }) => [pressure, nitrogen]);
    const rows = readings.flatMap((_, k) => [
      rowOf(sightOfPressure(thermal(k))),
      rowOf(sightOfNitrogen(fraction * thermal(k))),
    ]);
    const sigma = covarianceOf(rows, steps);
    for (const rung of [0, 3, 8]) {
      const m = readings.flatMap((_, k) => [-ramp(ladder.birth[rung], k), -fraction * ramp(ladder.birth[rung], k)]);
      near(ladder.L[rung], weighed(sigma, m, y), 1e-7);
      near(ladder.Q[rung], weighed(sigma, m, m), 1e-7);
    }
  });
});

/** Covariance of all readings: C_i F^(i-j) P_j C_j' and the noise of each. */
function covarianceOf(rows: readonly number[][], steps: number): number[][] {
  const F = transition(minute, exposed, exposed * fraction);
  const { P } = start();
  const noise = noiseOf(minute, usual.strength);
  let now = square((i, j) => P[i * states + j]);
  const sigma = rows.map(() => new Array<number>(rows.length).fill(0));
  for (let j = 0; j < steps; j++) {
    const moved = times(times(F, now), turned(F));
    now = square((a, b) => moved[a][b] + noise[a][b]);
    let across = now;
    for (let i = j; i < steps; i++) {
      for (const [a, b] of [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ]) {
        const [p, q] = [2 * i + a, 2 * j + b];
        let c = 0;
        for (let k = 0; k < states; k++) for (let l = 0; l < states; l++) c += rows[p][k] * across[k][l] * rows[q][l];
        sigma[p][q] = c;
        sigma[q][p] = c;
      }
      across = times(F, across);
    }
    sigma[2 * j][2 * j] += pressureNoise;
    sigma[2 * j + 1][2 * j + 1] += nitrogenNoise;
  }
  return sigma;
}

describe("thinning", () => {
  const ages = (ladder: Ladder) => Array.from(ladder.birth.subarray(0, ladder.count), (b) => ladder.steps - b);

  it("keeps five to seven onsets in every octave of age, and under ninety in thirty days", () => {
    const ladder = startLadder(0, 1);
    for (let k = 1; k <= 43200; k++) {
      ageLadder(ladder, 60 * k);
      assert.ok(ladder.count < 90);
      if (k % 997 !== 0) continue;
      for (let from = 6; 2 * from <= Math.min(k, 10080); from *= 2) {
        const inside = ages(ladder).filter((a) => a >= from && a < 2 * from).length;
        assert.ok(inside >= 5 && inside <= 7, `${inside} between ${from} and ${2 * from} at ${k}`);
      }
      assert.ok(Math.max(...ages(ladder)) <= 10080);
    }
  });

  it("keeps of each octave of age, six or three times a power of two, the births that this power divides", () => {
    for (const ladder of [startLadder(0, 1), startPassing()]) {
      const { perOctave, oldest, count } = ladder;
      const kept = (birth: number, now: number) => {
        let power = 1;
        while (2 * power * perOctave <= now - birth) power *= 2;
        return now - birth <= oldest && birth % power === 0;
      };
      for (let now = 1; now <= 700; now++) {
        ageLadder(ladder, 60 * now);
        // The first onset of the ladder of leaks was there before the first step.
        const births = Array.from({ length: now + count }, (_, i) => i + 1 - count).filter((birth) => kept(birth, now));
        assert.deepEqual(new Set(ladder.birth.subarray(0, ladder.count)), new Set(births));
      }
    }
  });

  it("keeps every onset of the last minutes, each with its own exposure", () => {
    const ladder = startLadder(0, 1);
    for (let k = 1; k <= 5000; k++) ageLadder(ladder, 59 * k);
    const youngest = ages(ladder).sort((a, b) => a - b);
    assert.deepEqual(youngest.slice(0, 12), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (let i = 0; i < ladder.count; i++) assert.equal(ladder.since[i], 59 * ladder.birth[i]);
  });
});
