import { phrase } from "../../phrase/index.ts";
import type { Metre } from "../../quantity/index.ts";
import { earthFactors, gruenFlux, gruenMasses } from "./gruen.ts";
import { type Kind, type OrbitAndYear, type Population, speedShares } from "./population.ts";

/** (g, g/cm3) Density by mass: SSP 30425B; the steps also in NASA/TM-2009-214785, 2.6.1. */
const densities = [
  { from: gruenMasses.least, to: 1e-6, density: 2 },
  { from: 1e-6, to: 1e-2, density: 1 },
  { from: 1e-2, to: Number.POSITIVE_INFINITY, density: 0.5 },
] as const;

/** Density of speeds (km/s) in low Earth orbit, 11.1 to 72.2 km/s: SSP 30425B. It integrates to 1.004, mean 16.9. */
export function meteoroidSpeed(v: number): number {
  if (v < 11.1 || v > 72.2) return 0;
  return v <= 16.3 ? 0.112 : v <= 55 ? 3.328e5 * v ** -5.34 : 1.695e-4;
}

/** (-) Grün 1985 and NASA SP-8013 lie within this factor of each other from 1e-9 to 0.1 g. */
const between = 2.2;

/**
 * Meteoroids at an altitude: Grün 1985 with the focusing and shielding of the Earth. Mass to diameter by the density of that mass. What
 * would be smaller than 1e-18 g is counted as that, larger than 1 g as 1 g: no less than the truth. Throws `FluxRangeError` for an
 * altitude under 100 km.
 */
export function meteoroids({ altitude }: Pick<OrbitAndYear, "altitude">): Population {
  const { focusing, shielding } = earthFactors(altitude / 1000);
  const above = (m: number) =>
    m === Number.POSITIVE_INFINITY
      ? 0
      : focusing * shielding * gruenFlux(Math.min(gruenMasses.most, Math.max(gruenMasses.least, m)));
  const kinds = densities.map(
    ({ from, to, density }): Kind => ({
      density: 1000 * density,
      flux: (d: Metre) => Math.max(0, above(Math.max(from, (Math.PI / 6) * density * (100 * d) ** 3)) - above(to)),
    }),
  );
  return {
    name: "meteoroid",
    source: phrase`Grün 1985 with the Earth's focusing and shielding`,
    kinds,
    speeds: speedShares(meteoroidSpeed, 11.1, 72.2, 60),
    arrives: "sky",
    band: { low: 1 / between, high: between },
    notes: [],
  };
}
