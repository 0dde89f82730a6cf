/**
 * Area, rate and mass of a leak to space at constant temperature: the cabin's walls and thermal control hold it, the loss
 * being slow. Area is the effective area CdA (m2). A pressure fall is positive when the pressure falls.
 */
import {
  type CubicMetre,
  type Kelvin,
  type Kilogram,
  type KilogramPerSecond,
  kilogram,
  kilogramPerSecond,
  type Metre,
  metre,
  type Pascal,
  type PascalPerSecond,
  pascalPerSecond,
  type Second,
  type SquareMetre,
  second,
  squareMetre,
} from "../quantity/index.ts";
import { checkGas, dryAir, type GasProperties } from "./air.ts";
import { GasRangeError, notNegative, positive } from "./errors.ts";
import { chokedFlow, criticalFlowFactor } from "./orifice.ts";

/**
 * Rate of fall (Pa/s, positive) of `volume` (m3) at `pressure` (Pa) and `temperature` (K) through `area` (m2, CdA) to
 * space: mdot R T / V. Check: 2 mm at Cd 0.6, 916 m3, 750 mmHg, 295 K give 1.107 mmHg/h.
 */
export function pressureFall(
  area: SquareMetre,
  pressure: Pascal,
  volume: CubicMetre,
  temperature: Kelvin,
  gas: GasProperties = dryAir,
): PascalPerSecond {
  positive("pressureFall", "volume", volume, "m3");
  return pascalPerSecond(
    (chokedFlow(area, pressure, temperature, gas) * gas.specificGasConstant * temperature) / volume,
  );
}

/**
 * Effective area (m2, CdA) that makes `volume` (m3) at `pressure` (Pa) and `temperature` (K) fall at `fall` (Pa/s, positive);
 * inverts `pressureFall`. A negative fall gives a negative area, so that noise about zero keeps its mean. Check: 0.6
 * mmHg/h at 750 mmHg in 916 m3 give 1.022 mm2.
 */
export function effectiveArea(
  fall: PascalPerSecond,
  pressure: Pascal,
  volume: CubicMetre,
  temperature: Kelvin,
  gas: GasProperties = dryAir,
): SquareMetre {
  positive("effectiveArea", "pressure", pressure, "Pa");
  positive("effectiveArea", "volume", volume, "m3");
  positive("effectiveArea", "temperature", temperature, "K");
  return squareMetre(
    (fall * volume) / (pressure * criticalFlowFactor(gas) * Math.sqrt(gas.specificGasConstant * temperature)),
  );
}

/** Gas lost (kg/s) when `volume` (m3) at `temperature` (K) falls at `fall` (Pa/s): fall V / (R T). Sign as of `fall`. */
export function massFlowOfFall(
  fall: PascalPerSecond,
  volume: CubicMetre,
  temperature: Kelvin,
  gas: GasProperties = dryAir,
): KilogramPerSecond {
  positive("massFlowOfFall", "temperature", temperature, "K");
  checkGas("massFlowOfFall", gas);
  return kilogramPerSecond((fall * volume) / (gas.specificGasConstant * temperature));
}

/** Gas (kg) in `volume` (m3) at `pressure` (Pa) and `temperature` (K): p V / (R T). 1 mbar of 916 m3 is 1.08 kg. */
export function massOfGas(
  pressure: Pascal,
  volume: CubicMetre,
  temperature: Kelvin,
  gas: GasProperties = dryAir,
): Kilogram {
  positive("massOfGas", "temperature", temperature, "K");
  checkGas("massOfGas", gas);
  return kilogram((pressure * volume) / (gas.specificGasConstant * temperature));
}

/**
 * tau (s) of p = p0 exp(-t/tau) for `volume` (m3) leaking to space through `area` (m2, CdA) at `temperature` (K):
 * V / (CdA x C* sqrt(R T)), with dry air at 295 K V / (CdA x 199.26 m/s). Infinite for an area of 0.
 */
export function timeConstant(
  volume: CubicMetre,
  area: SquareMetre,
  temperature: Kelvin,
  gas: GasProperties = dryAir,
): Second {
  positive("timeConstant", "volume", volume, "m3");
  notNegative("timeConstant", "area", area, "m2");
  positive("timeConstant", "temperature", temperature, "K");
  return second(volume / (area * criticalFlowFactor(gas) * Math.sqrt(gas.specificGasConstant * temperature)));
}

/**
 * Diameter (m) of the round hole whose effective area is `area` (m2, CdA), under a stated `dischargeCoefficient` (-, over 0 to
 * 1; sharp edge about 0.6, well rounded about 1): sqrt(4 CdA / (pi Cd)).
 */
export function effectiveDiameter(area: SquareMetre, dischargeCoefficient: number): Metre {
  notNegative("effectiveDiameter", "area", area, "m2");
  coefficient("effectiveDiameter", dischargeCoefficient);
  return metre(Math.sqrt((4 * area) / (Math.PI * dischargeCoefficient)));
}

/** Effective area (m2, CdA) of a round hole of `diameter` (m) with `dischargeCoefficient` (-, over 0 to 1). */
export function holeArea(diameter: Metre, dischargeCoefficient: number): SquareMetre {
  notNegative("holeArea", "diameter", diameter, "m");
  coefficient("holeArea", dischargeCoefficient);
  return squareMetre((dischargeCoefficient * Math.PI * diameter ** 2) / 4);
}

function coefficient(where: string, x: number): void {
  if (!(x > 0 && x <= 1)) throw new GasRangeError(where, "discharge coefficient", x, "more than 0 and at most 1");
}
