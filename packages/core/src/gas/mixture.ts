/** Cabin air as amounts of four species. Ideal gas: at 1 bar and 295 K the compressibility of air is 0.9997. */
import { type CubicMetre, type Kelvin, type Kilogram, kilogram, type Pascal, pascal } from "../quantity/index.ts";
import { GasRangeError, notNegative, positive } from "./errors.ts";

export const species = ["o2", "n2", "co2", "h2o"] as const;
export type Species = (typeof species)[number];

/** (mol) How much of each species a volume holds. */
export type Amounts = Readonly<Record<Species, number>>;
export type PartialPressures = Readonly<Record<Species, Pascal>>;

/** (J/(mol K)) Molar gas constant, exact since the SI of 2019 (k times N_A). */
export const R = 8.31446261815324;

/** (kg/mol) IUPAC standard atomic weights, abridged: O 15.999, N 14.007, C 12.011, H 1.008. */
export const molarMass: Readonly<Record<Species, number>> = {
  o2: 31.998e-3,
  n2: 28.014e-3,
  co2: 44.009e-3,
  h2o: 18.015e-3,
};

/** (J/(mol K)) Molar heat capacity at constant pressure, 298.15 K: NIST-JANAF tables, 4th ed. (1998). */
const heatCapacity: Readonly<Record<Species, number>> = { o2: 29.376, n2: 29.124, co2: 37.129, h2o: 33.59 };

/** (mol) All species together. */
export const totalAmount = (amounts: Amounts): number => amounts.o2 + amounts.n2 + amounts.co2 + amounts.h2o;

/** (kg) Mass of `amounts` (mol). */
export const massOfAmounts = (amounts: Amounts): Kilogram => kilogram(weighted(amounts, molarMass));

/** Total pressure of `amounts` (mol) in `volume` (m3) at `temperature` (K): p = n R T / V. */
export function pressureOfAmounts(amounts: Amounts, volume: CubicMetre, temperature: Kelvin): Pascal {
  positive("pressureOfAmounts", "volume", volume, "m3");
  positive("pressureOfAmounts", "temperature", temperature, "K");
  return pascal((totalAmount(amounts) * R * temperature) / volume);
}

/** Partial pressure of each species of `amounts` (mol) in `volume` (m3) at `temperature` (K): Dalton's law. */
export function partialPressures(amounts: Amounts, volume: CubicMetre, temperature: Kelvin): PartialPressures {
  positive("partialPressures", "volume", volume, "m3");
  positive("partialPressures", "temperature", temperature, "K");
  const scale = (R * temperature) / volume;
  return {
    o2: pascal(amounts.o2 * scale),
    n2: pascal(amounts.n2 * scale),
    co2: pascal(amounts.co2 * scale),
    h2o: pascal(amounts.h2o * scale),
  };
}

/** (mol) The amounts that make `pressures` (Pa) in `volume` (m3) at `temperature` (K); inverts `partialPressures`. */
export function amountsAt(pressures: PartialPressures, volume: CubicMetre, temperature: Kelvin): Amounts {
  notNegative("amountsAt", "volume", volume, "m3");
  positive("amountsAt", "temperature", temperature, "K");
  const scale = volume / (R * temperature);
  return {
    o2: pressures.o2 * scale,
    n2: pressures.n2 * scale,
    co2: pressures.co2 * scale,
    h2o: pressures.h2o * scale,
  };
}

/** (-) Share of each species in the moles, which is its share in the pressure. Refuses an empty volume. */
export function moleFractions(amounts: Amounts): Amounts {
  const n = someGas("moleFractions", amounts);
  return { o2: amounts.o2 / n, n2: amounts.n2 / n, co2: amounts.co2 / n, h2o: amounts.h2o / n };
}

/** (kg/mol) Mean molar mass; dry air 0.02896. Refuses an empty volume. */
export const meanMolarMass = (amounts: Amounts): number =>
  weighted(amounts, molarMass) / someGas("meanMolarMass", amounts);

/** (J/(kg K)) R over the mean molar mass; dry air 287.05. Refuses an empty volume. */
export const specificGasConstant = (amounts: Amounts): number => R / meanMolarMass(amounts);

/**
 * (-) gamma = cp/cv of the mixture, cv = cp - R (Mayer), heat capacities added by moles. Valid 250-320 K to 0.2 %, since
 * the capacities are those of 298.15 K. Refuses an empty volume.
 */
export function heatCapacityRatio(amounts: Amounts): number {
  const cp = weighted(amounts, heatCapacity) / someGas("heatCapacityRatio", amounts);
  return cp / (cp - R);
}

const weighted = (a: Amounts, by: Readonly<Record<Species, number>>) =>
  a.o2 * by.o2 + a.n2 * by.n2 + a.co2 * by.co2 + a.h2o * by.h2o;

function someGas(where: string, amounts: Amounts): number {
  const n = totalAmount(amounts);
  if (!(n > 0)) throw new GasRangeError(where, "total amount", n, "more than 0 mol");
  return n;
}
