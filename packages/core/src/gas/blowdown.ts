/**
 * A volume emptying through a choked hole, in closed form, in the two limits between which a real one lies. Isothermal:
 * the walls hold the gas at its first temperature (leaks of minutes and longer). Adiabatic: no heat comes in, the gas
 * cools as it expands (seconds). The first rate is gamma times faster in the adiabatic limit, which stays the lower until
 * both are at 1.1 % of the first pressure. `tau` is `timeConstant` (s, above 0) at the first temperature. Exact into
 * vacuum; otherwise until the outside is 0.528 of the inside.
 * Source: dm/dt of choked flow integrated with p V = m R T; adiabatic with T in proportion to p^((gamma-1)/gamma).
 */

import { type Pascal, pascal, type Second, second } from "../quantity/index.ts";
import { checkGas, dryAir, type GasProperties } from "./air.ts";
import { GasRangeError, notNegative, positive } from "./errors.ts";

/** Pressure (Pa) `time` (s) after `pressure` (Pa): P exp(-t/tau). */
export function isothermalBlowdown(pressure: Pascal, tau: Second, time: Second): Pascal {
  check("isothermalBlowdown", pressure, tau);
  notNegative("isothermalBlowdown", "time", time, "s");
  return pascal(pressure * Math.exp(-time / tau));
}

/** Pressure (Pa) `time` (s) after `pressure` (Pa): P (1 + (gamma-1)/2 t/tau)^(-2 gamma/(gamma-1)). */
export function adiabaticBlowdown(pressure: Pascal, tau: Second, time: Second, gas: GasProperties = dryAir): Pascal {
  check("adiabaticBlowdown", pressure, tau);
  notNegative("adiabaticBlowdown", "time", time, "s");
  checkGas("adiabaticBlowdown", gas);
  const g = gas.gamma;
  return pascal(pressure * (1 + ((g - 1) / 2) * (time / tau)) ** ((-2 * g) / (g - 1)));
}

/** Time (s) from `pressure` (Pa) down to `to` (Pa, above 0); 0 where it is there already. Inverts `isothermalBlowdown`. */
export function isothermalBlowdownTime(pressure: Pascal, to: Pascal, tau: Second): Second {
  check("isothermalBlowdownTime", pressure, tau);
  positive("isothermalBlowdownTime", "end pressure", to, "Pa");
  return pressure <= to ? second(0) : second(tau * Math.log(pressure / to));
}

/** Time (s) from `pressure` (Pa) down to `to` (Pa, above 0); 0 where it is there already. Inverts `adiabaticBlowdown`. */
export function adiabaticBlowdownTime(pressure: Pascal, to: Pascal, tau: Second, gas: GasProperties = dryAir): Second {
  check("adiabaticBlowdownTime", pressure, tau);
  positive("adiabaticBlowdownTime", "end pressure", to, "Pa");
  checkGas("adiabaticBlowdownTime", gas);
  const g = gas.gamma;
  if (pressure <= to) return second(0);
  return second((2 / (g - 1)) * tau * Math.expm1(((g - 1) / (2 * g)) * Math.log(pressure / to)));
}

function check(where: string, pressure: Pascal, tau: Second): void {
  notNegative(where, "pressure", pressure, "Pa");
  if (!(tau > 0)) throw new GasRangeError(where, "time constant", tau, "more than 0 s");
}
