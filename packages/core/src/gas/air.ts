import { GasRangeError, positive } from "./errors.ts";
import { type Amounts, heatCapacityRatio, molarMass, R, specificGasConstant } from "./mixture.ts";

/** What the flow equations need to know of a gas. */
export interface GasProperties {
  /** (-) cp/cv, above 1. */
  readonly gamma: number;
  /** (J/(kg K)) Universal gas constant over the molar mass. */
  readonly specificGasConstant: number;
}

/** US Standard Atmosphere 1976: molar mass 28.9644 g/mol and gamma 1.4. */
export const dryAir: GasProperties = { gamma: 1.4, specificGasConstant: 287.05 };

/** Gamma and specific gas constant of a mixture (mol). Humid cabin air at 1.2 kPa of water: 1.397 and 288.7. */
export const gasProperties = (amounts: Amounts): GasProperties => ({
  gamma: heatCapacityRatio(amounts),
  specificGasConstant: specificGasConstant(amounts),
});

/** (-) Oxygen of dry air: US Standard Atmosphere 1976. */
const usualOxygen = 0.209476;
/** (kg/mol) Of what dry air holds beside its oxygen, mostly nitrogen. */
const restOfAir = (R / dryAir.specificGasConstant - usualOxygen * molarMass.o2) / (1 - usualOxygen);

/**
 * Dry air with another share `oxygen` (-, 0 to 1; beyond that it is taken as 0 or 1) of the moles: of 0.2095 it is `dryAir`, of 1 it is
 * oxygen, 259.8 J/(kg K). Both of its gases have two atoms: gamma stays.
 */
export function airWithOxygen(oxygen: number): GasProperties {
  const share = Math.min(1, Math.max(0, oxygen));
  return { gamma: dryAir.gamma, specificGasConstant: R / (share * molarMass.o2 + (1 - share) * restOfAir) };
}

/** Refuses a gas that the flow equations have no answer for: gamma of 1 or less, or no gas constant. */
export function checkGas(where: string, gas: GasProperties): void {
  if (!(gas.gamma > 1)) throw new GasRangeError(where, "gamma", gas.gamma, "more than 1");
  positive(where, "specific gas constant", gas.specificGasConstant, "J/(kg K)");
}
