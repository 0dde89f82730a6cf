import type { ShieldFace } from "../../station/index.ts";
import { earthHalfAngle } from "./gruen.ts";
import type { SpeedShare } from "./population.ts";

/** (rad) Azimuth of each side's normal from the direction of flight; the others have none. */
const azimuths: Partial<Readonly<Record<ShieldFace, number>>> = {
  ram: 0,
  aft: Math.PI,
  port: -Math.PI / 2,
  starboard: Math.PI / 2,
};

/** (m/s) Of a circular orbit at `altitude` (m). */
export const orbitalSpeed = (altitude: number) => Math.sqrt(3.986004418e14 / (6.378137e6 + altitude));

/** A direction out of which debris comes: its share of the flux and the cosine to the plate's normal. */
export interface Arrival {
  readonly speed: number;
  /** (-) Of the flux on a randomly turned plate. */
  readonly weight: number;
  /** (rad) From the normal. */
  readonly angle: number;
}

/**
 * How debris falls on a vertical plate whose normal is at `azimuth` (rad) from the flight: on circular orbits it comes in the local horizontal at
 * +-alpha from the flight with v = 2 v0 cos alpha, v0 (m/s) the orbital speed. The weights sum to the plate's factor over a randomly turned
 * one (2.82 facing the flight, 1.29 across, 0 aft).
 */
export function debrisOnPlate(speeds: readonly SpeedShare[], v0: number, azimuth: number): Arrival[] {
  return speeds.flatMap(({ speed, share }) => {
    const alpha = Math.acos(Math.min(1, speed / (2 * v0)));
    return [azimuth - alpha, azimuth + alpha].flatMap((angle) => {
      const facing = Math.cos(angle);
      // A randomly turned plate shows a quarter of its area to a beam.
      return facing <= 0 ? [] : [{ speed, weight: 2 * share * facing, angle: Math.acos(facing) }];
    });
  });
}

/** As `debrisOnPlate` for a side of the station; nothing reaches zenith and nadir. */
export function debrisOnFace(speeds: readonly SpeedShare[], v0: number, face: ShieldFace): Arrival[] {
  const azimuth = azimuths[face];
  return azimuth === undefined ? [] : debrisOnPlate(speeds, v0, azimuth);
}

/** (-) Flux of debris on a side over that on a randomly turned plate. */
export const debrisFactor = (speeds: readonly SpeedShare[], v0: number, face: ShieldFace): number =>
  debrisOnFace(speeds, v0, face).reduce((sum, { weight }) => sum + weight, 0);

/**
 * (-) Flux of meteoroids on a side over that on a randomly turned plate at `altitude` (m): the same from every direction that the Earth and
 * its air leave free. Without the station's own motion, which brings more to the front and top. Exact: a cone of half-angle eta about the
 * nadir takes sin2 eta from a plate that faces it, and (eta - sin eta cos eta)/pi from one edge on.
 */
export function meteoroidFactor(altitude: number, face: ShieldFace): number {
  const eta = earthHalfAngle(altitude / 1000);
  const [sin, cos] = [Math.sin(eta), Math.cos(eta)];
  const seen = face === "zenith" ? 1 : face === "nadir" ? cos ** 2 : 1 - (eta - sin * cos) / Math.PI;
  return seen / ((1 + cos) / 2);
}
