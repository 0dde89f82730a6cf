/**
 * Probability that two objects come nearer to each other than the sum of their radii, in a short encounter: a normal
 * density in the plane at right angles to the relative velocity, integrated over what both bodies cover there.
 * Foster and Estes (1992), JSC-25898; Akella and Alfriend (2000), J. Guid. Control Dyn. 23:769; the one-dimensional form
 * with erf over the inner variable: Alfano (2005), J. Astronaut. Sci. 53:103.
 */
import { erfDifference } from "./erf.ts";
import { integrate } from "./integrate.ts";

/** Where object 2 passes in the encounter plane, seen from object 1, along the principal axes of the density. */
export interface Passage {
  /** (m) One standard deviation, the larger and the smaller; above 0. */
  readonly sigma: readonly [x: number, y: number];
  /** (m) The mean. */
  readonly mean: readonly [x: number, y: number];
}

/** The same along any axes of the plane. */
export interface Tilted {
  /** (m2) Variances along x and y and their covariance. */
  readonly covariance: readonly [xx: number, xy: number, yy: number];
  /** (m) */
  readonly mean: readonly [x: number, y: number];
}

const rootTwo = Math.SQRT2;
/** Of the rule of 7 points against that of 15: 1e-12 or so of the result. */
const relative = 1e-8;
/** Where the density is below exp(-45) of its greatest within the body, nothing is left to add. */
const depth = 90;

/** A body in the plane, cut into slices: at `u` of -pi/2..pi/2 one at height y = R sin u, from -c to c. */
interface Body {
  readonly radius: number;
  readonly halfWidth: (u: number) => number;
}
const circle = (radius: number): Body => ({ radius, halfWidth: (u) => radius * Math.cos(u) });
const square = (radius: number): Body => ({ radius, halfWidth: () => radius });

/**
 * Probability (0..1) for a round body of `radius` (m) and a passage with independent axes. Exact to about 1e-10 relative,
 * also where sigma is far below the radius, and in tails down to 1e-300.
 */
export function circleProbability({ sigma: [sx, sy], mean: [mx, my] }: Passage, radius: number): number {
  return bodyProbability(circle(radius), { covariance: [sx * sx, 0, sy * sy], mean: [mx, my] });
}

/** The same for a square of half-side `radius` (m) along the principal axes. */
export function squareProbability({ sigma: [sx, sy], mean: [mx, my] }: Passage, radius: number): number {
  const one = (m: number, s: number) => erfDifference((m - radius) / (rootTwo * s), (m + radius) / (rootTwo * s)) / 2;
  return Math.min(1, one(mx, sx) * one(my, sy));
}

/**
 * The same for a square of half-side `radius` (m) along the axes that `tilted` is given in. With x along the miss vector
 * this is what messages call FOSTER-1992.
 */
export const tiltedSquareProbability = (tilted: Tilted, radius: number) => bodyProbability(square(radius), tilted);

/** Integrates slice by slice: the density of y, times what the slice covers of x given y. */
function bodyProbability({ radius, halfWidth }: Body, tilted: Tilted): number {
  if (radius <= 0) return 0;
  const { covariance, mean } = narrowLast(tilted);
  const [xx, xy, yy] = covariance;
  const sy = Math.sqrt(yy);
  const slope = xy / yy;
  const sx = Math.sqrt(Math.max(xx - slope * xy, Number.MIN_VALUE));
  const [mx, my] = mean;
  const inner = rootTwo * sx;
  const away = (u: number) => {
    const z = radius * Math.sin(u) - my;
    const out = Math.abs(mx + slope * z) - halfWidth(u);
    return (z / sy) ** 2 + (out > 0 ? (out / sx) ** 2 : 0);
  };
  const density = (u: number) => {
    const z = radius * Math.sin(u) - my;
    const m = mx + slope * z;
    const c = halfWidth(u);
    const covered = erfDifference((-c - m) / inner, (c - m) / inner);
    return Math.exp(-(z * z) / (2 * yy)) * covered * Math.cos(u);
  };
  const [from, nearest, to] = reach(away);
  const both = (a: number, b: number) => (b > a ? integrate(density, a, b, relative) : 0);
  const sum = both(from, nearest) + both(nearest, to);
  return Math.min(1, (radius * sum) / (2 * Math.sqrt(2 * Math.PI) * sy));
}

/** The axis with the smaller spread as y: the outer variable, which is cut to where the density is. */
function narrowLast({ covariance: [xx, xy, yy], mean: [mx, my] }: Tilted): Tilted {
  return xx >= yy ? { covariance: [xx, xy, yy], mean: [mx, my] } : { covariance: [yy, xy, xx], mean: [my, mx] };
}

/** The slice nearest to the mean, in sigmas, and those on both sides beyond which the density is gone. */
function reach(away: (u: number) => number): readonly [from: number, nearest: number, to: number] {
  const [left, right] = [-Math.PI / 2, Math.PI / 2];
  // The squared distance to the slices of a convex body falls and then rises: thirds, then halves.
  let [low, high] = [left, right];
  for (let i = 0; i < 80 && high - low > 1e-13; i++) {
    const third = (high - low) / 3;
    if (away(low + third) <= away(high - third)) high -= third;
    else low += third;
  }
  const nearest = (low + high) / 2;
  const limit = away(nearest) + depth;
  const edge = (end: number) => {
    if (away(end) <= limit) return end;
    let [inside, outside] = [nearest, end];
    for (let i = 0; i < 50; i++) {
      const middle = (inside + outside) / 2;
      if (away(middle) <= limit) inside = middle;
      else outside = middle;
    }
    return outside;
  };
  return [edge(left), nearest, edge(right)];
}

/**
 * The most (0..1) that any covariance of circular shape can make of a miss `distance` (m) and a hard-body `radius` (m):
 * about R2/(e d2), at sigma = d/sqrt 2, for R well under d; 1 where they touch. A bound where no covariance is known: it
 * says what cannot be excluded, and is no probability.
 */
export function greatestProbability(distance: number, radius: number): number {
  if (distance <= radius) return 1;
  return Math.min(1, radius ** 2 / (Math.E * (distance - radius) * (distance + radius)));
}
