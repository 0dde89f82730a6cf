import type { IssFit } from "../../station/index.ts";
import type { Shot } from "./impact.ts";

/** Coefficients of one of the fits, in the units of the print. */
interface Coefficients {
  readonly KH: number;
  readonly Khi: number;
  readonly Kli: number;
  readonly KL: number;
  /** (km/s) */
  readonly VH: number;
  /** (km/s) */
  readonly VL: number;
  readonly xh: number;
  readonly xl: number;
  /** Exponent e below 60 deg, and from there on. */
  readonly e: readonly [number, number];
}

const handbook = { xh: 1, xl: 1.9 } as const;

/**
 * Shields of the ISS: NASA/TM-2009-214785 table 4-5, but for the service module those of E. L. Christiansen, J. H. Kerr, Int. J. Impact Eng. 26
 * (2001) 93, table 1. Where the two tables differ, those that give the diameters printed for 7 km/s.
 */
export const issFits: Readonly<Record<IssFit, Coefficients>> = {
  "us-lab-cylinder": { ...handbook, KH: 4.643, Khi: 1.269, Kli: 0.892, KL: 1.168, VH: 7, VL: 1.5, e: [-1 / 3, -2 / 3] },
  "us-lab-endcone": { ...handbook, KH: 5.91, Khi: 1.615, Kli: 0.891, KL: 1.168, VH: 7, VL: 1.5, e: [-0.5, -0.5] },
  "node-1-forward-cylinder": {
    ...handbook,
    KH: 4.085,
    Khi: 1.116,
    Kli: 0.685,
    KL: 1.262,
    VH: 7,
    VL: 2.5,
    e: [-1, -2 / 3],
  },
  "node-1-aft-cylinder": {
    KH: 3.643,
    Khi: 0.977,
    Kli: 0.524,
    KL: 0.687,
    VH: 7.2,
    VL: 1.5,
    xh: 1,
    xl: 1.5,
    e: [-1 / 3, -2 / 3],
  },
  "node-1-endcone-thin": {
    KH: 4.98,
    Khi: 1.361,
    Kli: 0.679,
    KL: 1.078,
    VH: 7,
    VL: 2,
    xh: 1,
    xl: 1,
    e: [-1 / 6, -2 / 3],
  },
  "node-1-endcone": { KH: 6.329, Khi: 1.73, Kli: 0.736, KL: 1.169, VH: 7, VL: 2, xh: 1, xl: 1, e: [-0.5, -0.5] },
  "sm-small-diameter": {
    KH: 1.876,
    Khi: 0.513,
    Kli: 0.289,
    KL: 0.602,
    VH: 7,
    VL: 3,
    xh: 1,
    xl: 1,
    e: [-1 / 3, -1 / 3],
  },
  "sm-large-diameter": {
    KH: 2.076,
    Khi: 0.567,
    Kli: 0.319,
    KL: 0.663,
    VH: 7,
    VL: 3,
    xh: 1,
    xl: 1,
    e: [-1 / 3, -1 / 3],
  },
};

/** (rad) Where the exponent e changes. */
const oblique = Math.cos((60 * Math.PI) / 180) + 1e-12;

/** Largest diameter (cm) that a shield of the ISS withstands: NASA/TM-2009-214785 eq. 4-37 to 4-40. */
export function issFitLimit(fit: IssFit, { V, c, rho }: Shot): number {
  const { KH, Khi, Kli, KL, VH, VL, xh, xl, e: both } = issFits[fit];
  const [vh, vl] = [VH / c ** xh, VL / c ** xl];
  const e = c > oblique ? both[0] : both[1];
  if (V >= vh) return KH * rho ** (-1 / 3) * (V * c) ** (-2 / 3);
  if (V <= vl) return KL * c ** (-4 / 3 - e) * rho ** -0.5 * V ** (-2 / 3);
  const fast = Khi * rho ** (-1 / 3) * c ** (-2 / 3 + (2 * xh) / 3) * (V - vl);
  const slow = Kli * rho ** -0.5 * c ** (-4 / 3 - e + (2 * xl) / 3) * (vh - V);
  return (fast + slow) / (vh - vl);
}
