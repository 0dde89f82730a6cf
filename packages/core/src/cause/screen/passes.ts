import { type Orbit, propagate } from "../orbit/propagate.ts";
import type { Reach } from "./gate.ts";
import { lookUp, type Table } from "./table.ts";

/** A stretch of time in which an object is within the sphere around the box. */
export interface Pass {
  /** (s) UNIX time. */
  readonly from: number;
  readonly until: number;
  /** (s) Moments between which the range stops to fall and begins to grow: three samples, the middle one the least. */
  readonly turns: readonly (readonly [before: number, after: number])[];
}

/** (s) The planes of both orbits turn by less than 0.002 rad within it, which `planeMargin` (m/s) makes up for. */
const longestPlaneStep = 1500;
const planeMargin = 60;
/** (s) Within the sphere, so that slow companions are seen to turn. */
const longestStep = 30;

/** What a search for passes goes through; plain numbers, as it runs some 10 million times. */
interface Walk {
  readonly orbit: Orbit;
  readonly reach: Reach;
  readonly table: Table;
  /** (m) Radii between which the other object stays, with the sphere. */
  readonly shell: readonly [low: number, high: number];
  /** (m/s) */
  readonly stationSpeed: number;
  /** (m) What is followed, and what within it must not be missed. */
  readonly sphere: number;
  readonly core: number;
}

const station = new Float64Array(6);
const object = new Float64Array(6);

/**
 * All passes of an object through the sphere of radius `sphere` (m) around the other one, from `from` to `to` (s). It goes
 * ahead by no more than the time in which the two cannot possibly meet: at their greatest speeds over the distance, or
 * until the object comes to the shell, or to the plane, in which the other one flies. So none is missed, whatever the
 * step. Ends early where SGP4 has no answer any more: `decayed` then.
 */
export function passesOf(
  walk: Walk,
  from: number,
  to: number,
): { readonly passes: readonly Pass[]; readonly decayed: boolean } {
  const passes: Pass[] = [];
  const leastStep = leastStepOf(walk);
  for (let t = from; t < to; ) {
    const distance = measure(walk, t);
    if (distance === undefined) return { passes, decayed: true };
    const wait = waitOf(walk, distance);
    if (wait > 0) {
      t += Math.max(wait, leastStep);
      continue;
    }
    const pass = passFrom(walk, t, to, leastStep);
    passes.push(pass);
    t = pass.until + leastStep;
  }
  return { passes, decayed: false };
}

/** (s) Half of the time in which what touches the core crosses the sphere at full speed: never less, so that it is reached. */
const leastStepOf = ({ sphere, core, reach, stationSpeed }: Walk) =>
  Math.sqrt(sphere ** 2 - core ** 2) / (reach.speed + stationSpeed);

/** Distance (m) at `t`; leaves both states in `station` and `object`. Undefined where SGP4 has no answer. */
function measure({ orbit, table }: Walk, t: number): number | undefined {
  if (!propagate(orbit, t, object)) return undefined;
  lookUp(table, t, station);
  return Math.hypot(object[0] - station[0], object[1] - station[1], object[2] - station[2]);
}

/** (s) At least so long until the object can be within the sphere; 0 where it is. */
function waitOf({ reach, shell, stationSpeed, sphere }: Walk, distance: number): number {
  if (distance <= sphere) return 0;
  const direct = (distance - sphere) / (reach.speed + stationSpeed);
  const radius = Math.hypot(object[0], object[1], object[2]);
  const outside = Math.max(shell[0] - radius, radius - shell[1]);
  const toShell = outside / reach.radialSpeed;
  return Math.max(direct, toShell, toPlane(reach, sphere));
}

/** (s) Until the object can be as near to the plane of the station's orbit as the sphere reaches. */
function toPlane(reach: Reach, sphere: number): number {
  const [x, y, z, u, v, w] = station;
  const n = [y * w - z * v, z * u - x * w, x * v - y * u];
  const size = Math.hypot(n[0], n[1], n[2]);
  const away = Math.abs(object[0] * n[0] + object[1] * n[1] + object[2] * n[2]) / size - sphere;
  if (away <= 0) return 0;
  const [a, b, c, d, e, f] = object;
  const m = [b * f - c * e, c * d - a * f, a * e - b * d];
  const other = Math.hypot(m[0], m[1], m[2]);
  const cosine = (n[0] * m[0] + n[1] * m[1] + n[2] * m[2]) / (size * other);
  const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
  return Math.min(longestPlaneStep, away / (reach.speed * sine + planeMargin));
}

/** The pass in which the object is at `from`, with the moments at which it is nearest. */
function passFrom(walk: Walk, from: number, to: number, leastStep: number): Pass {
  const turns: (readonly [number, number])[] = [];
  // One step before it is within: it may be nearest at the first moment that is.
  let [before, t] = [from - leastStep, from];
  // Found by distances alone: the velocities of SGP4 are not quite the rates of its positions: off by 0.02 m/s for the ISS, 2 m/s for others.
  let distanceBefore = measure(walk, before) ?? Number.POSITIVE_INFINITY;
  let distance = measure(walk, t);
  while (t < to && distance !== undefined && distance <= walk.sphere) {
    const speed = Math.hypot(object[3] - station[3], object[4] - station[4], object[5] - station[5]);
    const next = t + Math.min(longestStep, Math.max(leastStep, walk.sphere / 8 / speed));
    const after = measure(walk, next);
    if (after !== undefined && distance <= distanceBefore && distance < after) turns.push([before, next]);
    [before, t] = [t, next];
    [distanceBefore, distance] = [distance, after];
  }
  return { from, until: t, turns };
}
