import type { Shot } from "./impact.ts";

/** The shell of the Soyuz orbital module, AMg6, and the blanket in front of it: NASA/TM-2009-214785, 6.2. */
const shell = {
  /** (cm) */
  tw: 0.19,
  /** (g/cm2) */
  mb: 0.188,
} as const;

/**
 * Largest diameter (cm) that the orbital module of a Soyuz withstands: NASA/TM-2009-214785 eq. 6-2 to 6-4, for its own shell and its usual
 * blanket, 1.5 cm before it. The coefficients printed for a toughened blanket do not give the values printed for it and are left out.
 */
export function soyuzLimit({ V, c, rho }: Shot): number {
  const { tw, mb } = shell;
  const low = 2.5 / c;
  const high = 6 / Math.sqrt(c);
  if (V >= high) return 2.9 * tw ** (2 / 3) * rho ** (-1 / 3) * (V * c) ** (-2 / 3);
  const held = tw + 0.37 * mb;
  if (V <= low) return 1.7 * V ** (-2 / 3) * c ** (-4 / 3) * rho ** -0.5 * held;
  const slow = (0.923 * held) / (c ** (2 / 3) * rho ** 0.5);
  const fast = 0.878 * tw ** (2 / 3) * rho ** (-1 / 3) * c ** (-1 / 3);
  return (slow * (high - V) + fast * (V - low)) / (high - low);
}
