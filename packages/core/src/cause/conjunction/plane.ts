import type { Passage, Tilted } from "./probability.ts";
import {
  cross,
  dot,
  form,
  type Matrix3,
  type Matrix6,
  minus,
  norm,
  perpendicular,
  plus,
  times,
  type Vec3,
} from "./vector.ts";

/** A position (m) and velocity (m/s) in a frame that does not turn, with the covariance of both in the same frame. */
export interface UncertainState {
  readonly position: Vec3;
  readonly velocity: Vec3;
  readonly covariance: Matrix6;
}

/** An encounter seen in the plane at right angles to the relative velocity, at its own closest approach. */
export interface Encounter {
  /** (s) From the moment of the states to closest approach on straight lines. */
  readonly offset: number;
  /** (m) */
  readonly missDistance: number;
  /** (m) The second object seen from the first at closest approach, in the frame of the states. */
  readonly miss: Vec3;
  /** (m/s) */
  readonly relativeSpeed: number;
  /** Along the principal axes of the combined covariance. */
  readonly passage: Passage;
  /** With x along the miss vector. */
  readonly tilted: Tilted;
  /** (m) One standard deviation of the relative position along the relative velocity. */
  readonly sigmaAlong: number;
  /** Whether a variance had to be raised to the least allowed, (1e-4 radius)2: a covariance that is nearly or not at all positive. */
  readonly clipped: boolean;
}

/** A standard deviation in the plane is at least this share of the hard-body radius. */
const leastSigma = 1e-4;
/** (m) A miss below it has no direction. */
const noMiss = 1e-9;

/**
 * The encounter of two states (m, m/s) that are given for one moment, for a combined hard-body `radius` (m). Errors of the two are taken
 * as independent. Null where they do not move against each other: there is no encounter plane then.
 */
export function encounterOf(a: UncertainState, b: UncertainState, radius: number): Encounter | null {
  const v = minus(b.velocity, a.velocity);
  const speed = norm(v);
  if (speed === 0 || !Number.isFinite(speed)) return null;
  const apart = minus(b.position, a.position);
  const offset = -dot(apart, v) / dot(v, v);
  const direction = times(1 / speed, v);
  // On straight lines the nearest point has no part along the velocity; taken out once more, as a plus b t rounds.
  const moved = plus(apart, v, offset);
  const miss = plus(moved, direction, -dot(moved, direction));
  const missDistance = norm(miss);
  const x = missDistance > noMiss ? times(1 / missDistance, miss) : perpendicular(direction);
  const y = cross(direction, x);
  const c = combined(a.covariance, b.covariance);
  const [xx, xy, yy] = [form(x, c, x), form(x, c, y), form(y, c, y)];
  const least = (leastSigma * radius) ** 2;
  const { values, angle } = eigen(xx, xy, yy);
  const [large, small] = values.map((value) => Math.max(value, least));
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    offset,
    missDistance,
    miss,
    relativeSpeed: speed,
    passage: { sigma: [Math.sqrt(large), Math.sqrt(small)], mean: [missDistance * cos, -missDistance * sin] },
    tilted: {
      covariance: [
        large * cos * cos + small * sin * sin,
        (large - small) * cos * sin,
        large * sin * sin + small * cos * cos,
      ],
      mean: [missDistance, 0],
    },
    sigmaAlong: Math.sqrt(Math.max(0, form(direction, c, direction))),
    clipped: small > values[1] || large > values[0],
  };
}

const combined = (a: Matrix6, b: Matrix6): Matrix3 => [0, 1, 2].map((i) => [0, 1, 2].map((j) => a[i][j] + b[i][j]));

/** Eigenvalues of [[xx, xy], [xy, yy]], the larger first, and the angle (rad) of its axis from x. */
function eigen(xx: number, xy: number, yy: number) {
  const [mean, half] = [(xx + yy) / 2, (xx - yy) / 2];
  const spread = Math.hypot(half, xy);
  // The smaller one from the determinant, where that keeps more digits than a difference of two nearly equal numbers.
  const large = mean + spread;
  const small = large > 0 ? (xx * yy - xy * xy) / large : mean - spread;
  return { values: [large, small] as const, angle: Math.atan2(xy, half) / 2 };
}
