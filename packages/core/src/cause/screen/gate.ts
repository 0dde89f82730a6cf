import { meanOrbitAt, type Orbit } from "../orbit/propagate.ts";

/** What an object can do within the span: how high it goes and how fast it flies. */
export interface Reach {
  /** (m) From the Earth's centre. */
  readonly lowest: number;
  readonly highest: number;
  /** (m/s) At most, and of its radial part. */
  readonly speed: number;
  readonly radialSpeed: number;
}

/** (m3/s2) */
const mu = 3.986004418e14;
/**
 * (m) What SGP4 adds to the mean orbit: near the Earth the periodic terms of J2 move the radius by 10 km at most; the Sun
 * and the Moon change the perigee of high orbits by more within a week.
 */
const margin = { near: 25e3, deep: 200e3 } as const;
/** (m/s) The same of speeds. */
const speedMargin = 60;
/** (s) */
const day = 86400;

/** The reach of an orbit from `from` to `to` (s), by its mean orbit each day and at the end; null where SGP4 has none at all. */
export function reachOf(orbit: Orbit, from: number, to: number): Reach | null {
  let reach: Reach | null = null;
  const days = Math.ceil((to - from) / day);
  for (let i = 0; i <= days; i++) {
    const mean = meanOrbitAt(orbit, Math.min(to, from + i * day));
    if (mean === null) continue;
    const { axis, eccentricity: e, deep } = mean;
    const pad = deep ? margin.deep : margin.near;
    const at: Reach = {
      lowest: axis * (1 - e) - pad,
      highest: axis * (1 + e) + pad,
      speed: Math.sqrt(((mu / axis) * (1 + e)) / (1 - e)) * (1 + pad / axis) + speedMargin,
      radialSpeed: Math.sqrt(mu / (axis * (1 - e * e))) * e * 1.02 + speedMargin,
    };
    reach = reach === null ? at : widest(reach, at);
  }
  return reach;
}

const widest = (a: Reach, b: Reach): Reach => ({
  lowest: Math.min(a.lowest, b.lowest),
  highest: Math.max(a.highest, b.highest),
  speed: Math.max(a.speed, b.speed),
  radialSpeed: Math.max(a.radialSpeed, b.radialSpeed),
});
