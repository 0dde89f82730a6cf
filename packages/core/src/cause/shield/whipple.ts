import { between, type Shot } from "./impact.ts";

/** A bumper and a rear wall of aluminium, in the units of the print. */
export interface Whipple {
  /** (cm) Bumper. */
  readonly tb: number;
  /** (g/cm3) Bumper. */
  readonly rhoB: number;
  /** (cm) From one sheet to the other. */
  readonly S: number;
  /** (cm) Rear wall. */
  readonly tw: number;
  /** (ksi) Yield stress of the rear wall. */
  readonly sigma: number;
  /** (g/cm2) Insulation between the sheets; 0 = none. */
  readonly mli: number;
  /** (cm) From the bumper to the insulation. */
  readonly Smli: number;
}

/**
 * Largest diameter (cm) that a Whipple shield withstands: the new non-optimum equation, NASA/TM-2009-214785 eq. 4-23 to 4-26; E. L. Christiansen,
 * Int. J. Impact Eng. 14 (1993) 145. For a bumper thick enough to break the particle up; without the correction for thinner ones.
 */
export function whippleLimit(w: Whipple, shot: Shot): number {
  const { V, c } = shot;
  // Insulation catches slow fragments too: the break-up counts from lower speeds on.
  const low = (w.mli > 0 ? 2 : 3) / c;
  const high = 7 / c;
  if (V >= high) return fast(w, shot);
  if (V <= low) return slow(w, shot);
  return between(V, low, slow(w, { ...shot, V: low }), high, fast(w, { ...shot, V: high }));
}

function fast({ tw, rhoB, S, sigma, mli, Smli }: Whipple, { V, c, rho }: Shot): number {
  const sheets =
    3.918 *
    tw ** (2 / 3) *
    rho ** (-1 / 3) *
    rhoB ** (-1 / 9) *
    (V * c) ** (-2 / 3) *
    S ** (1 / 3) *
    (sigma / 70) ** (1 / 3);
  return mli === 0 ? sheets : sheets + 1.4 * mli * (Smli / S) ** 0.5;
}

function slow({ tw, tb, sigma }: Whipple, { V, c, rho }: Shot): number {
  return ((tw * (sigma / 40) ** 0.5 + tb) / (0.6 * c ** (5 / 3) * rho ** 0.5 * V ** (2 / 3))) ** (18 / 19);
}
