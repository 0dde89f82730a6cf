import { json2satrec, type SatRec, sgp4, twoline2satrec } from "satellite.js";
import type { ElementSet } from "./elements.ts";

/** An element set made ready for SGP4. */
export interface Orbit {
  readonly elements: ElementSet;
  readonly record: SatRec;
}

/** Makes an element set ready for SGP4 (satellite.js, WGS 72, improved mode). */
export function orbitOf(elements: ElementSet): Orbit {
  if (elements.tle !== undefined) return { elements, record: twoline2satrec(...elements.tle) };
  const record = json2satrec({
    OBJECT_NAME: elements.name,
    OBJECT_ID: elements.internationalDesignator,
    EPOCH: new Date(Math.round(elements.epoch * 1000)).toISOString(),
    NORAD_CAT_ID: elements.id,
    MEAN_MOTION: elements.meanMotion,
    ECCENTRICITY: elements.eccentricity,
    INCLINATION: elements.inclination,
    RA_OF_ASC_NODE: elements.node,
    ARG_OF_PERICENTER: elements.perigee,
    MEAN_ANOMALY: elements.meanAnomaly,
    BSTAR: elements.bstar,
    MEAN_MOTION_DOT: 0,
    MEAN_MOTION_DDOT: 0,
    EPHEMERIS_TYPE: 0,
    ELEMENT_SET_NO: 999,
    REV_AT_EPOCH: 0,
    CLASSIFICATION_TYPE: "U",
  });
  return { elements, record };
}

/**
 * Position (m) and velocity (m/s) in TEME at `time` (s, UNIX time), written to `out`: x y z u v w. False where SGP4 has no
 * answer: decayed, or elements that make no orbit. About 1 km right at the epoch, 1 to 3 km worse each day.
 */
export function propagate({ record, elements }: Orbit, time: number, out: Float64Array): boolean {
  // The time since the epoch is ours: satellite.js keeps an epoch to 1 ms, in which the ISS flies 8 m.
  const state = sgp4(record, (time - elements.epoch) / 60);
  if (state === null) return false;
  const { position: r, velocity: v } = state;
  out[0] = 1000 * r.x;
  out[1] = 1000 * r.y;
  out[2] = 1000 * r.z;
  out[3] = 1000 * v.x;
  out[4] = 1000 * v.y;
  out[5] = 1000 * v.z;
  return Number.isFinite(out[0] + out[3]);
}

/** Mean semi-major axis (m), its eccentricity, and whether SGP4 counts it as deep space (a period of 225 min and more). */
export interface MeanOrbit {
  readonly axis: number;
  readonly eccentricity: number;
  readonly deep: boolean;
}

/** (m) Of WGS 72, on which SGP4 rests. */
const earthRadius = 6378135;

/** The mean orbit at `time` (s, UNIX time), drag and all; null where SGP4 has no answer. */
export function meanOrbitAt({ record, elements }: Orbit, time: number): MeanOrbit | null {
  const state = sgp4(record, (time - elements.epoch) / 60);
  if (state === null || !Number.isFinite(state.position.x)) return null;
  const { am, em } = state.meanElements;
  return { axis: am * earthRadius, eccentricity: em, deep: record.method === "d" };
}
