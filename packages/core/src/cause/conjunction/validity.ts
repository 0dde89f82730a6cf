import { englishOf, type Phrase, phrase } from "../../phrase/index.ts";
import { encounterOf, type UncertainState } from "./plane.ts";
import { circleProbability } from "./probability.ts";
import { dot, type Matrix6, norm, plus, times, type Vec3 } from "./vector.ts";

/** Why the two-dimensional probability may be wrong. */
export interface Doubt {
  readonly code:
    | "no-relative-motion"
    | "long-encounter"
    | "not-constant"
    | "curved"
    | "covariance"
    | "far-from-tca"
    | "not-as-stated";
  readonly text: string;
  /** The text for those who say it in another language. */
  readonly says: Phrase;
}

export const doubt = (code: Doubt["code"], says: Phrase): Doubt => ({ code, text: englishOf(says), says });

/** (m3/s2) Gravitational parameter of the Earth: WGS 84. */
const mu = 3.986004418e14;
/** Of the normal density along the track, all but 1e-7. */
const tails = 5.33;
/** (rad) An encounter that takes longer than this part of a revolution is not along a straight line. */
const longest = 0.1;
/** More than this change of the probability within the encounter, or this share of the narrower spread by curvature, is a doubt. */
const [change, share] = [0.05, 0.5];
/** (s) */
const farthest = 1;

/**
 * Whether the assumptions of the two-dimensional probability hold for an encounter at a combined `radius` (m): both move
 * along straight lines while they pass through each other's error, which does not change meanwhile. Empty where they do.
 *
 * - `long-encounter`: (5.33 sigma along the relative velocity + R)/v_rel takes more than 0.1 rad of the orbit.
 * - `not-constant`: the same probability from states and covariances moved to the begin or end of that time, in the
 *   linear gravity field, differs by more than 5 %; after the test of NASA's CARA Analysis Tools (Hall 2019).
 * - `curved`: two sigma along an orbit bend away from the straight line by more than half of what is narrow, the smaller
 *   sigma with the radius.
 * - `covariance`: not positive, or without a part for the velocity where that would be needed.
 * - `far-from-tca`: closest approach is more than 1 s from the moment of the states.
 */
export function doubtsAbout(
  a: UncertainState,
  b: UncertainState,
  radius: number,
  hasVelocity: boolean,
): readonly Doubt[] {
  const encounter = encounterOf(a, b, radius);
  if (encounter === null) {
    return [
      doubt("no-relative-motion", phrase`the objects do not move against each other: the probability is undefined`),
    ];
  }
  const doubts: Doubt[] = [];
  const add = (code: Doubt["code"], says: Phrase) => doubts.push(doubt(code, says));
  const { offset, relativeSpeed, sigmaAlong, passage, clipped } = encounter;
  const rate = Math.sqrt(mu / norm(a.position) ** 3);
  const half = (tails * sigmaAlong + radius) / relativeSpeed;
  if (half * rate > longest) {
    add(
      "long-encounter",
      phrase`the encounter takes ${round(2 * half)} s at ${round(relativeSpeed)} m/s: not a straight line`,
    );
  } else if (hasVelocity) {
    const ratio = worstRatio(a, b, radius, [offset - half, offset + half]);
    if (ratio > 1 + change) {
      add(
        "not-constant",
        phrase`from states at the ends of the encounter it would be ${round(ratio)} times as large or as small`,
      );
    }
  } else {
    add(
      "covariance",
      phrase`the message has no covariance of the velocities: whether errors stay the same cannot be told`,
    );
  }
  const bend = Math.max(sagitta(a), sagitta(b));
  const narrow = Math.hypot(passage.sigma[1], radius);
  if (bend > share * narrow) {
    add("curved", phrase`two sigma along the orbit are bent by ${round(bend)} m, against ${round(narrow)} m across`);
  }
  if (clipped || !isPositive(a.covariance) || !isPositive(b.covariance)) {
    add("covariance", phrase`a position covariance is not positive definite; what is missing was taken as (1e-4 R)2`);
  }
  if (Math.abs(offset) > farthest) {
    add(
      "far-from-tca",
      phrase`closest approach is ${round(Math.abs(offset))} s from the stated time, which was corrected for`,
    );
  }
  return doubts;
}

const round = (x: number) => Number(x.toPrecision(2)).toLocaleString("en", { maximumFractionDigits: 20 });

/** (m) How far the orbit bends away from the tangent within two sigma of the error along it: s2/(2 r). */
function sagitta({ position, velocity, covariance }: UncertainState): number {
  const t = times(1 / norm(velocity), velocity);
  let variance = 0;
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) variance += t[i] * covariance[i][j] * t[j];
  return (4 * Math.max(0, variance)) / (2 * norm(position));
}

/** The largest factor between the probability and that from states moved to one of `times` (s). */
function worstRatio(a: UncertainState, b: UncertainState, radius: number, moments: readonly number[]): number {
  const at = (x: UncertainState, y: UncertainState) => {
    const encounter = encounterOf(x, y, radius);
    return encounter === null ? 0 : circleProbability(encounter.passage, radius);
  };
  const here = at(a, b);
  if (here < 1e-15) return 1;
  const there = moments.map((t) => at(moved(a, t), moved(b, t)));
  return Math.max(...there.map((p) => Math.max(p / here, here / Math.max(p, Number.MIN_VALUE))));
}

/** A state and its covariance `t` (s) later, to third order in t: the field of gravity and its gradient, both held. */
function moved({ position, velocity, covariance }: UncertainState, t: number): UncertainState {
  const r = norm(position);
  const gravity = times(-mu / r ** 3, position);
  const gradient = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => (mu / r ** 3) * ((3 * position[i] * position[j]) / r ** 2 - (i === j ? 1 : 0))),
  );
  const apply = (v: Vec3) => gradient.map((row) => dot(row as unknown as Vec3, v)) as unknown as Vec3;
  const jerk = apply(velocity);
  const phi = [0, 1, 2, 3, 4, 5].map((i) =>
    [0, 1, 2, 3, 4, 5].map((j) => {
      const g = gradient[i % 3][j % 3];
      const one = i % 3 === j % 3 ? 1 : 0;
      if (i < 3) return j < 3 ? one + (g * t * t) / 2 : one * t + (g * t ** 3) / 6;
      return j < 3 ? g * t : one + (g * t * t) / 2;
    }),
  );
  return {
    position: plus(plus(plus(position, velocity, t), gravity, (t * t) / 2), jerk, t ** 3 / 6),
    velocity: plus(plus(velocity, gravity, t), jerk, (t * t) / 2),
    covariance: sandwich(phi, covariance),
  };
}

/** F C F' */
function sandwich(f: Matrix6, c: Matrix6): Matrix6 {
  const left = f.map((row) => c[0].map((_, j) => row.reduce((sum, x, k) => sum + x * c[k][j], 0)));
  return left.map((row) => f.map((other) => row.reduce((sum, x, k) => sum + x * other[k], 0)));
}

/** Whether the 3 x 3 block of the position is positive definite, by its leading minors. */
function isPositive(c: Matrix6): boolean {
  const minor = c[0][0] * c[1][1] - c[0][1] ** 2;
  const determinant =
    c[0][0] * (c[1][1] * c[2][2] - c[1][2] ** 2) -
    c[0][1] * (c[0][1] * c[2][2] - c[1][2] * c[0][2]) +
    c[0][2] * (c[0][1] * c[1][2] - c[1][1] * c[0][2]);
  return c[0][0] > 0 && minor > 0 && determinant > 0;
}
