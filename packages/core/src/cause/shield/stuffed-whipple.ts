import { between, type Shot } from "./impact.ts";

/** A Whipple shield with Nextel and Kevlar between its sheets, in the units of the print. */
export interface StuffedWhipple {
  /** (g/cm2) Bumper. */
  readonly mb: number;
  /** (g/cm2) Nextel and Kevlar together. */
  readonly stuffing: number;
  /** (cm) From one sheet to the other. */
  readonly S: number;
  /** (cm) Rear wall. */
  readonly tw: number;
  /** (g/cm3) Rear wall. */
  readonly rhoW: number;
  /** (ksi) Yield stress of the rear wall. */
  readonly sigma: number;
}

/** (-) K_H by the stuffing's share of the areal mass: 25 to 35 %, and 10 to 15 %. */
const strong = { share: 0.25, K: 0.6 } as const;
const weak = { share: 0.15, K: 0.45 } as const;

/** (-) K_H; between the two ranges that are printed, the line between them. */
function coefficient({ mb, stuffing, tw, rhoW }: StuffedWhipple): number {
  const share = stuffing / (mb + stuffing + tw * rhoW);
  const t = Math.min(1, Math.max(0, (share - weak.share) / (strong.share - weak.share)));
  return weak.K + t * (strong.K - weak.K);
}

/** Largest diameter (cm) that a stuffed Whipple shield withstands: NASA/TM-2009-214785, 4.3. Angles as they are. */
export function stuffedWhippleLimit(w: StuffedWhipple, shot: Shot): number {
  const { V, c } = shot;
  const low = 2.6 / Math.sqrt(c);
  const high = 6.5 / c ** 0.75;
  if (V >= high) return fast(w, shot);
  if (V <= low) return slow(w, shot);
  return between(V, low, slow(w, { ...shot, V: low }), high, fast(w, { ...shot, V: high }));
}

function fast(w: StuffedWhipple, { V, c, rho }: Shot): number {
  const wall = (w.tw * w.rhoW) ** (1 / 3) * (w.sigma / 40) ** (1 / 6);
  return coefficient(w) * wall * rho ** (-1 / 3) * V ** (-1 / 3) * c ** -0.5 * w.S ** (2 / 3);
}

function slow({ tw, sigma, mb, stuffing }: StuffedWhipple, { V, c, rho }: Shot): number {
  const held = tw * (sigma / 40) ** 0.5 + 0.37 * (mb + stuffing);
  return 2.35 * V ** (-2 / 3) * c ** (-4 / 3) * rho ** -0.5 * held;
}
