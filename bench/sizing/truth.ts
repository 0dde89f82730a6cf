/** What there is to be known of a simulated leak: choked and isothermal, so that it slackens with the pressure. */
import {
  effectiveArea,
  effectiveDiameter,
  massFlowOfFall,
  reserveTimeExponential,
} from "../../packages/core/src/gas/index.ts";
import {
  cubicMetre,
  fromSI,
  kelvin,
  pascal,
  pascalPerSecond,
  type Second,
  toSI,
} from "../../packages/core/src/quantity/index.ts";
import { temperature } from "../detection/conditions.ts";

export const quantities = ["rate", "dpdt", "area", "diameter", "onset", "reserve"] as const;
export type Quantity = (typeof quantities)[number];

export interface Leak {
  /** (mmHg/h) At the onset. */
  readonly slope: number;
  /** (mmHg) At the onset. */
  readonly pressure: number;
  /** (m3) */
  readonly size: number;
}

/** (mmHg) That the leak has taken `age` (s) after its onset. */
export const lost = ({ slope, pressure }: Pick<Leak, "slope" | "pressure">, age: number) =>
  -pressure * Math.expm1((-slope * age) / 3600 / pressure);

/** The truth (SI) `age` (s) after the onset, as estimates tell it: to `limit` (Pa), diameter for `dischargeCoefficient` (-). */
export function truthOf(
  leak: Leak,
  age: Second,
  told: { limit: number; dischargeCoefficient: number },
): Record<Quantity, number> {
  const now = leak.pressure - lost(leak, age);
  const pressure = toSI("pressure", now, "mmHg");
  const dpdt = pascalPerSecond(toSI("pressureRate", leak.slope, "mmHg/h") * (now / leak.pressure));
  const volume = cubicMetre(leak.size);
  const area = effectiveArea(dpdt, pressure, volume, kelvin(temperature));
  return {
    rate: massFlowOfFall(dpdt, volume, kelvin(temperature)),
    dpdt,
    area,
    diameter: effectiveDiameter(area, told.dischargeCoefficient),
    onset: age,
    reserve: reserveTimeExponential(pressure, pascal(told.limit), dpdt),
  };
}

/** (mmHg/h) */
export const inMmHgPerHour = (dpdt: number) => fromSI("pressureRate", pascalPerSecond(dpdt), "mmHg/h");
