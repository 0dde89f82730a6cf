/** Three components along the axes of some frame; the unit is that of what they measure. */
export type Vec3 = readonly [number, number, number];
/** A symmetric matrix of 3 x 3 by rows. */
export type Matrix3 = readonly (readonly number[])[];
/** A symmetric matrix of 6 x 6 by rows, position first. */
export type Matrix6 = readonly (readonly number[])[];

export const dot = (a: Vec3, b: Vec3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const norm = (a: Vec3) => Math.hypot(a[0], a[1], a[2]);
export const minus = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
/** a + k b */
export const plus = (a: Vec3, b: Vec3, k = 1): Vec3 => [a[0] + k * b[0], a[1] + k * b[1], a[2] + k * b[2]];
export const times = (k: number, a: Vec3): Vec3 => [k * a[0], k * a[1], k * a[2]];
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** a' C b for a matrix of 3 x 3, or the 3 x 3 block of a larger one that begins at (`row`, `column`). */
export function form(a: Vec3, c: Matrix3, b: Vec3, row = 0, column = 0): number {
  let sum = 0;
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) sum += a[i] * c[row + i][column + j] * b[j];
  return sum;
}

/** Any unit vector at right angles to `a`, which is not 0. */
export function perpendicular(a: Vec3): Vec3 {
  const least = Math.min(Math.abs(a[0]), Math.abs(a[1]), Math.abs(a[2]));
  const axis: Vec3 = Math.abs(a[0]) === least ? [1, 0, 0] : Math.abs(a[1]) === least ? [0, 1, 0] : [0, 0, 1];
  const across = cross(a, axis);
  return times(1 / norm(across), across);
}
