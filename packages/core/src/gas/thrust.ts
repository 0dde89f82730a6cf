import { type Newton, newton, type Pascal, type SquareMetre } from "../quantity/index.ts";
import { dryAir, type GasProperties } from "./air.ts";
import { notNegative } from "./errors.ts";
import { criticalFlowFactor, criticalPressureRatio } from "./orifice.ts";

/**
 * Force (N) of a choked jet to vacuum from `pressure` (Pa) through `area` (m2, CdA), momentum and pressure at the sonic
 * throat: mdot v* + p* A = (gamma+1) (2/(gamma+1))^(gamma/(gamma-1)) CdA P, with dry air 1.268 CdA P. Does not depend on
 * temperature. Along the hull's normal only for a bare wall. Shapiro (1953) ch. 4: impulse function at Mach 1.
 */
export function jetThrust(area: SquareMetre, pressure: Pascal, gas: GasProperties = dryAir): Newton {
  notNegative("jetThrust", "area", area, "m2");
  notNegative("jetThrust", "pressure", pressure, "Pa");
  return newton((gas.gamma + 1) * criticalPressureRatio(gas) * area * pressure);
}

/**
 * Upper limit (N) of `jetThrust`: the same mass flow expanded without loss to its greatest speed sqrt(2 gamma R T /
 * (gamma-1)); with dry air 1.812 CdA P. Area (m2, CdA), pressure (Pa). Liepmann and Roshko (1957) ch. 2.
 */
export function freeExpansionThrust(area: SquareMetre, pressure: Pascal, gas: GasProperties = dryAir): Newton {
  notNegative("freeExpansionThrust", "area", area, "m2");
  notNegative("freeExpansionThrust", "pressure", pressure, "Pa");
  const factor = criticalFlowFactor(gas);
  return newton(factor * Math.sqrt((2 * gas.gamma) / (gas.gamma - 1)) * area * pressure);
}
