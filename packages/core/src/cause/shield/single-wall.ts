import type { Shot } from "./impact.ts";

/** One sheet of aluminium, in the units of the print. */
export interface SingleWall {
  /** (cm) */
  readonly t: number;
  /** Brinell. */
  readonly hardness: number;
  /** (g/cm3) */
  readonly rho: number;
  /** (km/s) Speed of sound. */
  readonly C: number;
  /** (g/cm2) Insulation on it. */
  readonly mli: number;
}

/** What counts as failure, as the thickness over the depth of a crater in an endless wall. */
export const failure = { perforation: 1.8, detachedSpall: 2.2, attachedSpall: 3 } as const;

/**
 * Largest diameter (cm) that the wall withstands: Cour-Palais, NASA/TM-2009-214785 eq. 4-1 to 4-6. Aluminium; `k` of `failure`. With
 * insulation right on the metal, its term.
 */
export function singleWallLimit(
  { t, hardness, rho, C, mli }: SingleWall,
  { V, c, rho: rhoP }: Shot,
  k: number,
): number {
  const dense = rhoP / rho >= 1.5 ? 2 / 3 : 1 / 2;
  const bare = ((t * hardness ** 0.25 * (rho / rhoP) ** dense) / (k * 5.24 * ((V * c) / C) ** (2 / 3))) ** (18 / 19);
  return mli === 0 ? bare : bare + 2.2 * mli * rhoP ** -0.47 * (V * c) ** -0.63;
}
