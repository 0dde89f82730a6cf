import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Belief, foresee, predict, startBelief, update } from "./kalman.ts";
import { at, type Sight, sightOfNitrogen, sightOfPressure, states, step } from "./model.ts";
import { normal, seeded, usual } from "./testing.ts";
import { type Matrix, noiseOf, pivots, rowOf, square, times, transition, turned } from "./testing-dense.ts";

const n = states;
const dense = (b: Belief) => square((i, j) => b.P[i * n + j]);

/** Kalman's equations written out: x = Fx, P = FPF' + Q; K = PC'/S, x += K nu, P = (I - KC) P (I - KC)' + K R K'. */
class Textbook {
  x: number[];
  P: Matrix;
  constructor(b: Belief) {
    this.x = [...b.x];
    this.P = dense(b);
  }
  predict(F: Matrix, noise: Matrix): void {
    this.x = F.map((row) => row.reduce((s, f, j) => s + f * this.x[j], 0));
    const moved = times(times(F, this.P), turned(F));
    this.P = square((i, j) => moved[i][j] + noise[i][j]);
  }
  update(sight: Sight, reading: number, R: number): { innovation: number; variance: number } {
    const C = rowOf(sight);
    const PC = this.P.map((row) => row.reduce((s, p, j) => s + p * C[j], 0));
    const variance = PC.reduce((s, p, i) => s + p * C[i], R);
    const innovation = reading - this.x.reduce((s, x, i) => s + x * C[i], 0);
    const K = PC.map((p) => p / variance);
    this.x = this.x.map((x, i) => x + K[i] * innovation);
    const I_KC = square((i, j) => (i === j ? 1 : 0) - K[i] * C[j]);
    const shrunk = times(times(I_KC, this.P), turned(I_KC));
    this.P = square((i, j) => shrunk[i][j] + K[i] * R * K[j]);
    return { innovation, variance };
  }
}

/** A belief that knows of a leak, so that every part of the state takes part. */
function leaky(): Belief {
  const b = startBelief(70, 1e-4);
  b.x[at.share] = 0.5;
  b.P[at.share * n + at.share] = 0.2 ** 2;
  b.x[at.leak] = 0.03;
  b.P[at.leak * n + at.leak] = 1e-4;
  b.P[at.rounding * n + at.rounding] = usual.rounding;
  return b;
}

/** Greatest difference of mean and covariance, each against its own scale. */
function apart(b: Belief, book: Textbook): number {
  let worst = 0;
  for (let i = 0; i < n; i++) {
    const sd = Math.sqrt(b.P[i * n + i]);
    worst = Math.max(worst, Math.abs(b.x[i] - book.x[i]) / (sd + Math.abs(b.x[i])));
    for (let j = 0; j < n; j++) {
      worst = Math.max(worst, Math.abs(b.P[i * n + j] - book.P[i][j]) / (sd * Math.sqrt(b.P[j * n + j])));
    }
  }
  return worst;
}

/** All positive for a covariance: pivots after scaling to unit diagonal, of a step with many readings. */
const smallestPivot = (b: Belief) =>
  Math.min(...pivots(square((i, j) => b.P[i * n + j] / Math.sqrt(b.P[i * n + i] * b.P[j * n + j]))));

const minute = step(60, 60);

describe("the filter", () => {
  it("agrees with the equations written out in full matrices to 1e-9", () => {
    const b = leaky();
    const book = new Textbook(b);
    const F = transition(minute, 59.5, 46);
    const strength = usual.strength.map((_, k) => 0.5 + k);
    const noise = noiseOf(minute, strength);
    noise[at.rounding][at.rounding] += usual.rounding * (1 - minute.decay[at.rounding] ** 2);
    const r = seeded(1);
    for (let k = 0; k < 200; k++) {
      predict(b, minute, 59.5, 46, { strength, rounding: usual.rounding });
      book.predict(F, noise);
      for (const [sight, R] of [
        [sightOfPressure(30 * normal(r)), 0.05],
        [sightOfNitrogen(20 * normal(r)), 900],
      ] as const) {
        const reading = 50 * normal(r);
        const foreseen = foresee(b, sight);
        const told = update(b, sight, reading, R);
        const expected = book.update(sight, reading, R);
        assert.ok(Math.abs(told.innovation / expected.innovation - 1) < 1e-9);
        assert.ok(Math.abs(told.variance / expected.variance - 1) < 1e-9);
        assert.ok(Math.abs((foreseen.variance + R) / told.variance - 1) < 1e-12);
        assert.ok(Math.abs(reading - foreseen.mean - told.innovation) < 1e-9 * Math.abs(reading));
      }
      assert.ok(apart(b, book) < 1e-9, `step ${k}: ${apart(b, book)}`);
    }
  });

  it("keeps its covariance symmetric and positive for thirty days", () => {
    const b = leaky();
    const r = seeded(2);
    for (let k = 0; k < 43200; k++) {
      predict(b, minute, 60, 46.8, usual);
      update(b, sightOfPressure(10 * Math.sin(k / 900)), 5 * normal(r), 0.05);
      if (k % 3 === 0) update(b, sightOfNitrogen(8 * Math.sin(k / 900)), 30 * normal(r), 900);
      if (k % 4320 !== 0) continue;
      assert.ok(smallestPivot(b) > 0, `minute ${k}: ${smallestPivot(b)}`);
      for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) assert.equal(b.P[i * n + j], b.P[j * n + i]);
    }
  });

  it("steps of one minute add up to a step of ten", () => {
    const far = leaky();
    const near = leaky();
    predict(far, step(600), 600, 468, usual);
    for (let k = 0; k < 10; k++) predict(near, minute, 60, 46.8, usual);
    // The level integrates rates that decay meanwhile: equal to second order in dt/tau.
    for (let i = 0; i < n; i++) {
      // That of the last minute, and not of ten.
      if (i === at.mean) continue;
      const [a, c] = [far.P[i * n + i], near.P[i * n + i]];
      assert.ok(Math.abs(a - c) <= 0.01 * c, `state ${i}: ${a} and ${c}`);
    }
  });
});
