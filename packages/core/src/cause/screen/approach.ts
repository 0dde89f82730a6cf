import { along, rtnAxes } from "../conjunction/frame.ts";
import type { Vec3 } from "../conjunction/vector.ts";
import type { ElementSet } from "../orbit/elements.ts";
import { type Orbit, propagate } from "../orbit/propagate.ts";
import type { Pass } from "./passes.ts";

/** (m) Half the sides of the box around the station, along radial, transverse and normal. */
export type Box = readonly [radial: number, transverse: number, normal: number];

/** Of the ISS: 4 by 50 by 50 km in all, as NASA publishes it. */
export const issBox: Box = [2e3, 25e3, 25e3];

/** An object that comes into the box. */
export interface Approach {
  readonly elements: ElementSet;
  /** (s) UNIX time of closest approach. */
  readonly tca: number;
  /** (m) */
  readonly missDistance: number;
  /** (m) Where the object is then, seen from the station along its radial, transverse and normal. */
  readonly seen: Vec3;
  /** (m/s) */
  readonly relativeSpeed: number;
  /** (s) From the epochs of both element sets to closest approach, the larger: how stale they are. */
  readonly age: number;
}

/** An object that stays: docked, or flying along. */
export interface Companion {
  readonly elements: ElementSet;
  readonly from: number;
  readonly until: number;
  /** (m) */
  readonly nearest: number;
  /** (s) UNIX time of that. */
  readonly nearestAt: number;
}

const a = new Float64Array(6);
const b = new Float64Array(6);

/** What lies between both at `t`, by SGP4 itself. */
function between(own: Orbit, orbit: Orbit, t: number): { readonly apart: Vec3; readonly velocity: Vec3 } {
  propagate(own, t, a);
  propagate(orbit, t, b);
  return { apart: [b[0] - a[0], b[1] - a[1], b[2] - a[2]], velocity: [b[3] - a[3], b[4] - a[4], b[5] - a[5]] };
}

/**
 * (s) What the squared distance changes by from so long before to so long after a moment tells which way it goes there: to
 * 1e-6 s at kilometres a second; to 0.2 ms at 20 m/s and 30 km, of which half is rounding, which a shorter time would raise.
 */
const half = 0.25;

/** Whether the distance grows at `t`, by positions alone: the velocities of SGP4 are not quite the rates of its positions. */
function grows(own: Orbit, orbit: Orbit, t: number): boolean {
  const square = (x: Vec3) => x[0] * x[0] + x[1] * x[1] + x[2] * x[2];
  return square(between(own, orbit, t + half).apart) > square(between(own, orbit, t - half).apart);
}

/** The closest approaches of a pass that goes through `box`. */
export function approachesOf(own: Orbit, orbit: Orbit, { turns }: Pass, box: Box): Approach[] {
  return turns.flatMap((turn) => {
    const tca = turningPoint((t) => grows(own, orbit, t), turn);
    const { apart, velocity } = between(own, orbit, tca);
    const missDistance = Math.hypot(...apart);
    const relativeSpeed = Math.hypot(...velocity);
    const within = Math.sqrt(Math.max(0, Math.hypot(...box) ** 2 - missDistance ** 2)) / relativeSpeed;
    if (leastDepth((t) => depth(own, orbit, t, box), tca, within) > 1) return [];
    between(own, orbit, tca);
    const axes = rtnAxes([a[0], a[1], a[2]], [a[3], a[4], a[5]]);
    const age = Math.max(Math.abs(tca - own.elements.epoch), Math.abs(tca - orbit.elements.epoch));
    return [{ elements: orbit.elements, tca, missDistance, seen: along(axes, apart), relativeSpeed, age }];
  });
}

/** How far out in the box: 1 on its face, 0 in its middle. */
function depth(own: Orbit, orbit: Orbit, t: number, box: Box): number {
  const { apart } = between(own, orbit, t);
  const seen = along(rtnAxes([a[0], a[1], a[2]], [a[3], a[4], a[5]]), apart);
  return Math.max(Math.abs(seen[0]) / box[0], Math.abs(seen[1]) / box[1], Math.abs(seen[2]) / box[2]);
}

/** (s) When the distance begins to grow within `turn`, to what a UNIX time in a double holds: 0.2 us, from 2038 on 0.5 us. */
function turningPoint(growsAt: (t: number) => boolean, [before, after]: readonly [number, number]): number {
  let [low, high] = [before, after];
  while (high - low > 3e-7) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (growsAt(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Samples of a pass: in 3 s of it the box turns under the object by no more than bends its way by 50 m, once. */
const samples = 32;

/** The least of `f` within `half` (s) of `middle`, or the first that is found at 1 or less: dips among samples, then by thirds. */
function leastDepth(f: (t: number) => number, middle: number, half: number): number {
  const step = half / samples;
  const at = (i: number) => middle + i * step;
  let least = f(middle);
  let [before, here] = [Number.POSITIVE_INFINITY, f(at(-samples))];
  for (let i = -samples; i <= samples && least > 1; i++) {
    const after = i < samples ? f(at(i + 1)) : Number.POSITIVE_INFINITY;
    if (here <= before && here <= after) least = Math.min(least, here, dip(f, at(i - 1), at(i + 1)));
    [before, here] = [here, after];
  }
  return least;
}

/** The least of `f`, which falls and then rises from `from` to `to` (s), to 1e-5 s. */
function dip(f: (t: number) => number, from: number, to: number): number {
  let [low, high, least] = [from, to, Number.POSITIVE_INFINITY];
  while (high - low > 1e-5) {
    const [one, two] = [(2 * low + high) / 3, (low + 2 * high) / 3];
    const [left, right] = [f(one), f(two)];
    least = Math.min(least, left, right);
    if (left <= right) high = two;
    else low = one;
  }
  return least;
}

/** What stays, and when it is nearest. */
export function companionOf(own: Orbit, orbit: Orbit, { from, until, turns }: Pass): Companion {
  const moments = [from, until, ...turns.map((turn) => turningPoint((t) => grows(own, orbit, t), turn))];
  const [first, ...others] = moments.map((t) => ({
    nearestAt: t,
    nearest: Math.hypot(...between(own, orbit, t).apart),
  }));
  const least = others.reduce((a, b) => (b.nearest < a.nearest ? b : a), first);
  return { elements: orbit.elements, from, until, ...least };
}
