/** The model as full matrices, for tests that compare with the textbook. */
import { advance, at, type Sight, type Step, states, weightOf } from "./model.ts";

export type Matrix = number[][];

export const square = (f: (i: number, j: number) => number): Matrix =>
  Array.from({ length: states }, (_, i) => Array.from({ length: states }, (_, j) => f(i, j)));
export const times = (a: Matrix, b: Matrix) =>
  square((i, j) => {
    let sum = 0;
    for (let k = 0; k < states; k++) sum += a[i][k] * b[k][j];
    return sum;
  });
export const turned = (a: Matrix) => square((i, j) => a[j][i]);

/** The transition as a matrix: column j is where the j-th unit vector goes. */
export function transition(s: Step, leakFall: number, nitrogenFall: number): Matrix {
  const columns = Array.from({ length: states }, (_, j) => {
    const v = new Float64Array(states);
    v[j] = 1;
    advance(s, v, leakFall, nitrogenFall);
    return v;
  });
  return square((i, j) => columns[j][i]);
}

/** The noise that a step brings in, as a matrix. */
export function noiseOf(s: Step, strength: Float64Array): Matrix {
  const by = (i: number) => (s.weather[i] > 0 ? strength[s.part[i]] : 1);
  const own = s.own.reduce((sum, v, i) => sum + by(i) * v, 0);
  return square((i, j) => {
    if (i === at.mean && j === at.mean) return own;
    if (i === at.mean || j === at.mean) return by(i + j - at.mean) * s.across[i + j - at.mean];
    return i === j ? s.noise[i] + by(i) * s.weather[i] : 0;
  });
}

/** A sight as the row vector C. */
export function rowOf(sight: Sight): number[] {
  const row = new Array<number>(states).fill(0);
  sight.index.forEach((i, k) => {
    row[i] += weightOf(sight, k);
  });
  return row;
}

/** Pivots of Cholesky's factorisation of `a`. */
export function pivots(a: Matrix): number[] {
  const d = a.map((row) => [...row]);
  return d.map((row, k) => {
    for (let i = k + 1; i < d.length; i++) {
      for (let j = k + 1; j < d.length; j++) d[i][j] -= (d[i][k] * row[j]) / row[k];
    }
    return row[k];
  });
}

/** b' A^-1 c for a covariance A, by Gauss's elimination. */
export function weighed(a: Matrix, b: readonly number[], c: readonly number[]): number {
  const d = a.map((row, i) => [...row, c[i]]);
  const n = d.length;
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const m = d[i][k] / d[k][k];
      for (let j = k; j <= n; j++) d[i][j] -= m * d[k][j];
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    let rest = d[k][n];
    for (let j = k + 1; j < n; j++) rest -= d[k][j] * x[j];
    x[k] = rest / d[k][k];
  }
  return x.reduce((s, v, i) => s + v * b[i], 0);
}
