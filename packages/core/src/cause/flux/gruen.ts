import { phrase } from "../../phrase/index.ts";
import { within } from "./errors.ts";

const model = "Grün 1985";

/** (g) What the formula was fitted to. */
export const gruenMasses = { least: 1e-18, most: 1 } as const;

/**
 * Meteoroids of mass >= `m` (g) per m2 and second on one side of a randomly turned plate at 1 AU, far from any planet.
 * 1e-18 to 1 g; throws `FluxRangeError` outside. E. Grün, H. A. Zook, H. Fechtig, R. H. Giese, Icarus 62 (1985) 244, eq. A3; the same
 * in ECSS-E-ST-10-04C 10.2.4.1. Grams: with kilograms every flux is wrong by orders.
 */
export function gruenFlux(m: number): number {
  within(model, phrase`a mass`, m, gruenMasses.least, gruenMasses.most, "g");
  const large = (2.2e3 * m ** 0.306 + 15) ** -4.38;
  const middle = 1.3e-9 * (m + 1e11 * m ** 2 + 1e27 * m ** 4) ** -0.36;
  const small = 1.3e-16 * (m + 1e6 * m ** 2) ** -0.85;
  return large + middle + small;
}

/** (km) Radius of the Earth; with the 100 km of air that stop a meteoroid. */
const earth = { radius: 6378, shielding: 6478 } as const;
/** (km) From the top of the air up to where the Earth no longer matters. */
const altitudes = { least: 100, most: 1e6 } as const;

/** (rad) Half of the angle under which the Earth and its air are seen from `h` (km). */
export function earthHalfAngle(h: number): number {
  within(model, phrase`an altitude`, h, altitudes.least, altitudes.most, "km");
  return Math.asin(earth.shielding / (earth.radius + h));
}

/**
 * What the Earth makes of a flux at altitude `h` (km): `focusing`, 1 + R/r by its gravity, and `shielding`, the share of the sky that it
 * leaves free. 100 to 1e6 km. SSP 30425; ECSS-E-ST-10-04C annex C, without that standard's factor for the spacecraft's own motion.
 */
export function earthFactors(h: number): { readonly focusing: number; readonly shielding: number } {
  return {
    focusing: 1 + earth.shielding / (earth.radius + h),
    shielding: (1 + Math.cos(earthHalfAngle(h))) / 2,
  };
}
