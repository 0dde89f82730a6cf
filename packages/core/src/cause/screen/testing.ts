/** Catalogues to screen, objects planted in them, and a search that steps through all of the time. */
import { along, rtnAxes } from "../conjunction/frame.ts";
import { cross, dot, norm, plus, times, type Vec3 } from "../conjunction/vector.ts";
import type { ElementSet } from "../orbit/elements.ts";
import { orbitOf, propagate } from "../orbit/propagate.ts";
import type { Box } from "./approach.ts";

/** Uniform on 0..1 from a seed (mulberry32). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** (m3/s2, m) WGS 72, on which SGP4 rests. */
const [mu, earth] = [3.986008e14, 6378135];
const degrees = 180 / Math.PI;

const elementsWith = (id: number, epoch: number, more: Partial<ElementSet>): ElementSet => ({
  name: `object ${id}`,
  id: String(id),
  internationalDesignator: "",
  epoch,
  meanMotion: 15.5,
  eccentricity: 0.001,
  inclination: 51.6,
  node: 0,
  perigee: 0,
  meanAnomaly: 0,
  bstar: 2e-5,
  others: {},
  ...more,
});

/** The ISS, near enough. */
export const stationAt = (epoch: number) =>
  elementsWith(25544, epoch, {
    meanMotion: 15.497,
    eccentricity: 0.0006,
    inclination: 51.64,
    node: 200,
    perigee: 80,
    meanAnomaly: 130,
    bstar: 1e-4,
  });

const motionOf = (axis: number) => (Math.sqrt(mu / axis ** 3) * 86400) / (2 * Math.PI);

/** An object like those of the catalogue of 2024: a quarter in shells near 550 km, half debris to 1,500 km, the rest low, transfer, 12 h and 24 h orbits. */
export function randomObject(id: number, epoch: number, random: () => number): ElementSet {
  const kind = random();
  const between = (a: number, b: number) => a + (b - a) * random();
  const [perigee, apogee] = heights(kind, between);
  const [low, high] = [earth + 1e3 * Math.min(perigee, apogee), earth + 1e3 * Math.max(perigee, apogee)];
  return elementsWith(id, epoch - between(0, 2) * 86400, {
    meanMotion: motionOf((low + high) / 2),
    eccentricity: (high - low) / (high + low),
    inclination: kind < 0.25 ? between(53, 53.2) : kind < 0.95 ? between(20, 105) : between(0, 15),
    node: between(0, 360),
    perigee: between(0, 360),
    meanAnomaly: between(0, 360),
    bstar: 10 ** between(-5, -3.3),
  });
}

function heights(kind: number, between: (a: number, b: number) => number): readonly [number, number] {
  if (kind < 0.25) return [between(530, 560), between(530, 560)];
  if (kind < 0.75) return [between(450, 1000), between(700, 1500)];
  if (kind < 0.8) return [between(330, 430), between(380, 700)];
  if (kind < 0.88) return [between(200, 600), between(20_000, 36_500)];
  if (kind < 0.92) return [between(500, 1500), between(38_000, 39_500)];
  if (kind < 0.95) return [between(19_900, 20_300), between(19_900, 20_300)];
  return [between(35_500, 35_900), between(35_700, 36_100)];
}

/**
 * An object that is at `time` where `seen` (m, along the station's RTN axes) says, on an orbit that crosses the station's
 * at random. Null where that would come below 250 km, or SGP4 makes no such orbit.
 */
export function planted(
  station: ElementSet,
  id: number,
  time: number,
  seen: Vec3,
  random: () => number,
): ElementSet | null {
  const state = new Float64Array(6);
  propagate(orbitOf(station), time, state);
  const [r, v]: [Vec3, Vec3] = [
    [state[0], state[1], state[2]],
    [state[3], state[4], state[5]],
  ];
  const axes = rtnAxes(r, v);
  const position = axes.reduce((sum, axis, i) => plus(sum, axis, seen[i]), r);
  const [up, east, north] = rtnAxes(position, v);
  const heading = 2 * Math.PI * random();
  const climb = 0.02 * (random() - 0.5);
  // One in ten on a transfer orbit that goes up to 7,000 to 60,000 km, the others near those of the catalogue.
  const speed = norm(v) * (random() < 0.1 ? 1.2 + 0.15 * random() : 1 + 0.03 * random());
  const flat = plus(times(Math.cos(heading), east), north, Math.sin(heading));
  const velocity = times(speed, plus(times(Math.cos(climb), flat), up, Math.sin(climb)));
  return meanFor(id, time, position, velocity);
}

/** Mean elements from which SGP4 gives this state at its epoch: the state itself, corrected by what SGP4 makes of it. */
function meanFor(id: number, epoch: number, position: Vec3, velocity: Vec3): ElementSet | null {
  let [r, v] = [position, velocity];
  const state = new Float64Array(6);
  for (let i = 0; i < 30; i++) {
    const elements = osculating(id, epoch, r, v);
    if (elements === null || !propagate(orbitOf(elements), epoch, state)) return null;
    const [dr, dv] = [
      plus(position, [state[0], state[1], state[2]], -1),
      plus(velocity, [state[3], state[4], state[5]], -1),
    ];
    if (norm(dr) < 1e-3) return elements;
    [r, v] = [plus(r, dr), plus(v, dv)];
  }
  return null;
}

function osculating(id: number, epoch: number, r: Vec3, v: Vec3): ElementSet | null {
  const radius = norm(r);
  const axis = 1 / (2 / radius - dot(v, v) / mu);
  const h = cross(r, v);
  const toPerigee = plus(times(1 / mu, cross(v, h)), r, -1 / radius);
  const e = norm(toPerigee);
  if (!(axis * (1 - e) > earth + 250e3) || e > 0.9) return null;
  const node: Vec3 = [-h[1], h[0], 0];
  const angle = (a: Vec3, b: Vec3, sign: number) => {
    const between = Math.acos(Math.max(-1, Math.min(1, dot(a, b) / norm(a) / norm(b))));
    return sign < 0 ? 2 * Math.PI - between : between;
  };
  const anomaly = angle(toPerigee, r, dot(r, v));
  const eccentric = 2 * Math.atan(Math.sqrt((1 - e) / (1 + e)) * Math.tan(anomaly / 2));
  return elementsWith(id, epoch, {
    meanMotion: motionOf(axis),
    eccentricity: e,
    inclination: Math.acos(h[2] / norm(h)) * degrees,
    node: Math.atan2(node[1], node[0]) * degrees,
    perigee: angle(node, toPerigee, toPerigee[2]) * degrees,
    meanAnomaly: (eccentric - e * Math.sin(eccentric)) * degrees,
  });
}

/** What a plain search finds of one object. */
export interface Found {
  readonly id: string;
  readonly tca: number;
  readonly missDistance: number;
}

/**
 * Every approach, found by stepping through all of the time with SGP4 for both: no gate, no table, no bound. Where the
 * distance has a dip it is searched by golden sections, then by Newton's steps, and the box sampled every ms.
 */
export function bruteForce(
  station: ElementSet,
  object: ElementSet,
  from: number,
  to: number,
  box: Box,
  step = 30,
): readonly Found[] {
  const [own, orbit] = [orbitOf(station), orbitOf(object)];
  const [a, b] = [new Float64Array(6), new Float64Array(6)];
  const square = (t: number) => {
    if (!propagate(own, t, a) || !propagate(orbit, t, b)) return Number.POSITIVE_INFINITY;
    return (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2 + (b[2] - a[2]) ** 2;
  };
  const inBox = (t: number) => {
    square(t);
    const seen = along(rtnAxes([a[0], a[1], a[2]], [a[3], a[4], a[5]]), [b[0] - a[0], b[1] - a[1], b[2] - a[2]]);
    return seen.every((x, i) => Math.abs(x) <= box[i]);
  };
  const far = (20e3 * step) ** 2;
  const found: Found[] = [];
  let [before, here] = [square(from - step), square(from)];
  for (let t = from; t <= to + step; t += step) {
    const after = square(t + step);
    if (here <= before && here < after && here < far) {
      const tca = dip(square, golden(square, t - step, t + step));
      const missDistance = Math.sqrt(square(tca));
      const reach = Math.hypot(...box) / Math.hypot(b[3] - a[3], b[4] - a[4], b[5] - a[5]);
      let met = inBox(tca);
      for (let dt = -reach; !met && dt <= reach && missDistance < Math.hypot(...box); dt += 0.001)
        met = inBox(tca + dt);
      if (met && tca >= from && tca <= to) found.push({ id: object.id, tca, missDistance });
    }
    [before, here] = [here, after];
  }
  return found;
}

function golden(f: (t: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [c, d] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [fc, fd] = [f(c), f(d)];
  while (high - low > 0.02) {
    if (fc < fd) {
      [high, d, fd] = [d, c, fc];
      c = high - ratio * (high - low);
      fc = f(c);
    } else {
      [low, c, fc] = [c, d, fd];
      d = low + ratio * (high - low);
      fd = f(d);
    }
  }
  return (low + high) / 2;
}

/** Where `f` is least near `t`: roots of its derivative over five points, half a second apart, in which rounding drowns. */
function dip(f: (t: number) => number, t: number): number {
  const h = 0.5;
  let x = t;
  for (let i = 0; i < 3; i++) {
    const [a, b, c, d, e] = [-2, -1, 0, 1, 2].map((k) => f(x + k * h));
    x -= (h * (a - 8 * b + 8 * d - e)) / (-a + 16 * b - 30 * c + 16 * d - e);
  }
  return x;
}
