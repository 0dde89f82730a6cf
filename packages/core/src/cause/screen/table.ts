import { type Orbit, propagate } from "../orbit/propagate.ts";

/** Positions and velocities of one object on a grid of times, so that thousands can be held against it. */
export interface Table {
  /** (s) UNIX time of the first row, and between rows. */
  readonly start: number;
  readonly step: number;
  /** x y z u v w of each row (m, m/s). */
  readonly rows: Float64Array;
}

/** (s) Cubic interpolation over it is right to 1 m for a station, whose drag is not extreme. */
const step = 10;

/** SGP4 from `from` to `to` (s, UNIX time). Null where it has no answer on the way. */
export function tableOf(orbit: Orbit, from: number, to: number): Table | null {
  const start = from - 2 * step;
  const count = Math.ceil((to - start) / step) + 3;
  const rows = new Float64Array(6 * count);
  for (let i = 0; i < count; i++) {
    if (!propagate(orbit, start + i * step, rows.subarray(6 * i, 6 * i + 6))) return null;
  }
  return { start, step, rows };
}

/** The state at `time`, which lies within the table, by cubic Hermite interpolation, written to `out`. */
export function lookUp({ start, step: h, rows }: Table, time: number, out: Float64Array): void {
  const i = Math.floor((time - start) / h);
  const s = (time - start) / h - i;
  const base = 6 * i;
  const [a, b] = [(1 + 2 * s) * (1 - s) * (1 - s), s * s * (3 - 2 * s)];
  const [c, d] = [h * s * (1 - s) * (1 - s), -h * s * s * (1 - s)];
  const slope = (6 * s * (s - 1)) / h;
  const [e, f] = [(1 - s) * (1 - 3 * s), s * (3 * s - 2)];
  for (let k = 0; k < 3; k++) {
    const [r0, r1] = [rows[base + k], rows[base + 6 + k]];
    const [v0, v1] = [rows[base + 3 + k], rows[base + 9 + k]];
    out[k] = a * r0 + b * r1 + c * v0 + d * v1;
    out[k + 3] = slope * (r0 - r1) + e * v0 + f * v1;
  }
}
