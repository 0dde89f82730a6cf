import { cross, form, type Matrix6, norm, plus, times, type Vec3 } from "./vector.ts";

/** Unit vectors along radial, transverse and normal. */
export type Axes = readonly [radial: Vec3, transverse: Vec3, normal: Vec3];

/** (rad/s) Rate of rotation of the Earth: IERS Conventions (2010), table 1.2, nominal. */
const earthRate = 7.292115e-5;

/**
 * Velocity (m/s) in axes that do not turn, which at this moment lie along the Earth-fixed ones, of a state (m, m/s) given
 * in the Earth-fixed ITRF: v + omega x r. Polar motion and the change of length of day are left out (under 1e-3 m/s).
 * Without this, axes built on an ITRF velocity are turned by up to 4 degrees in low orbit.
 */
export const inertialVelocity = (position: Vec3, velocity: Vec3): Vec3 =>
  plus(velocity, cross([0, 0, earthRate], position));

/**
 * Radial, transverse, normal of a state (m, m/s) in a frame that does not turn: R along the position, N along the angular
 * momentum, T = N x R. CCSDS 508.0-B-1, annex E. NaN where velocity and position are parallel.
 */
export function rtnAxes(position: Vec3, velocity: Vec3): Axes {
  const radial = times(1 / norm(position), position);
  const momentum = cross(position, velocity);
  const normal = times(1 / norm(momentum), momentum);
  return [radial, cross(normal, radial), normal];
}

/** Components of `vector` along `axes`. */
export const along = (axes: Axes, v: Vec3): Vec3 =>
  axes.map((a) => a[0] * v[0] + a[1] * v[1] + a[2] * v[2]) as unknown as Vec3;

/** A covariance given in the frame that `axes` are written in, along them: M C M' in each of four blocks. Undoes `fromAxes`. */
export const toAxes = (axes: Axes, covariance: Matrix6): Matrix6 =>
  fromAxes([0, 1, 2].map((i) => axes.map((axis) => axis[i])) as unknown as Axes, covariance);

/** A covariance given along `axes` (RTN) in the frame that the axes are written in: M' C M in each of four blocks. */
export function fromAxes(axes: Axes, covariance: Matrix6): Matrix6 {
  const columns = [0, 1, 2].map((i) => axes.map((axis) => axis[i]) as unknown as Vec3);
  return [0, 1, 2, 3, 4, 5].map((i) =>
    [0, 1, 2, 3, 4, 5].map((j) => form(columns[i % 3], covariance, columns[j % 3], i - (i % 3), j - (j % 3))),
  );
}
