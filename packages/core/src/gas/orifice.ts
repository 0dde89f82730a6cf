/**
 * Isentropic flow of an ideal gas through a small opening. Area is always the effective area CdA (m2): the geometric
 * area times the discharge coefficient. Sources: Shapiro, The Dynamics and Thermodynamics of Compressible Fluid Flow,
 * vol. I (1953), ch. 4; Liepmann and Roshko, Elements of Gasdynamics (1957), ch. 2 and 5; C* is the critical flow
 * function of ISO 9300 for an ideal gas.
 */
import {
  type Kelvin,
  type KilogramPerSecond,
  kelvin,
  kilogramPerSecond,
  type Pascal,
  pascal,
  type SquareMetre,
} from "../quantity/index.ts";
import { checkGas, dryAir, type GasProperties } from "./air.ts";
import { notNegative, positive } from "./errors.ts";

/** Gas at rest on one side of an opening. */
export interface GasState {
  /** (Pa) */
  readonly pressure: Pascal;
  /** (K) */
  readonly temperature: Kelvin;
}

/** Space. Nothing flows out of it, so its temperature is never used. */
export const vacuum: GasState = { pressure: pascal(0), temperature: kelvin(0) };

/**
 * (-) C* = sqrt(gamma) (2/(gamma+1))^((gamma+1)/(2(gamma-1))): choked flow is A p C* / sqrt(R T). 0.68473 for dry air.
 * Refuses a gas with gamma of 1 or less.
 */
export function criticalFlowFactor(gas: GasProperties = dryAir): number {
  checkGas("criticalFlowFactor", gas);
  const g = gas.gamma;
  return Math.sqrt(g) * (2 / (g + 1)) ** ((g + 1) / (2 * (g - 1)));
}

/**
 * (-) Downstream over upstream pressure at and below which the flow is choked, (2/(gamma+1))^(gamma/(gamma-1)); 0.52828
 * for dry air. Refuses a gas with gamma of 1 or less.
 */
export function criticalPressureRatio(gas: GasProperties = dryAir): number {
  checkGas("criticalPressureRatio", gas);
  const g = gas.gamma;
  return (2 / (g + 1)) ** (g / (g - 1));
}

/**
 * Mass flow (kg/s) through `area` (m2, CdA) from gas at rest at `pressure` (Pa) and `temperature` (K) into a pressure of
 * at most 0.528 times that, so also into vacuum. Linear in area and pressure. Holds while the opening is much wider than
 * the mean free path (0.07 um at 1 bar).
 */
export function chokedFlow(
  area: SquareMetre,
  pressure: Pascal,
  temperature: Kelvin,
  gas: GasProperties = dryAir,
): KilogramPerSecond {
  notNegative("chokedFlow", "area", area, "m2");
  notNegative("chokedFlow", "pressure", pressure, "Pa");
  positive("chokedFlow", "temperature", temperature, "K");
  return kilogramPerSecond(
    (area * pressure * criticalFlowFactor(gas)) / Math.sqrt(gas.specificGasConstant * temperature),
  );
}

/**
 * Mass flow (kg/s) through `area` (m2, CdA) from side `a` to side `b`, negative where it goes from b to a. Choked below
 * the critical pressure ratio, subsonic above; value and slope are continuous at the switch. Zero at equal pressures,
 * where the slope is infinite (flow goes as the root of the difference): an explicit integrator needs small steps there.
 * `gas` is that of the side with the higher pressure. Refuses negative area or pressure, and a temperature of 0 on the
 * side that the gas comes from.
 */
export function orificeFlow(
  area: SquareMetre,
  a: GasState,
  b: GasState,
  gas: GasProperties = dryAir,
): KilogramPerSecond {
  if (a.pressure === b.pressure) return kilogramPerSecond(0);
  return a.pressure > b.pressure ? flow(area, a, b, gas) : kilogramPerSecond(-flow(area, b, a, gas));
}

function flow(area: SquareMetre, from: GasState, to: GasState, gas: GasProperties): KilogramPerSecond {
  notNegative("orificeFlow", "area", area, "m2");
  notNegative("orificeFlow", "pressure", to.pressure, "Pa");
  positive("orificeFlow", "pressure", from.pressure, "Pa");
  positive("orificeFlow", "temperature", from.temperature, "K");
  if (to.pressure <= from.pressure * criticalPressureRatio(gas)) {
    return chokedFlow(area, from.pressure, from.temperature, gas);
  }
  // r^(2/g) - r^((g+1)/g) loses all its digits near r = 1; with x = ln r it is e^(2x/g) (1 - e^(x(g-1)/g)).
  const g = gas.gamma;
  const x = Math.log1p((to.pressure - from.pressure) / from.pressure);
  const psi = ((-2 * g) / (g - 1)) * Math.exp((2 * x) / g) * Math.expm1((x * (g - 1)) / g);
  return kilogramPerSecond(
    (area * from.pressure * Math.sqrt(psi)) / Math.sqrt(gas.specificGasConstant * from.temperature),
  );
}
