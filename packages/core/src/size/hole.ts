/** From a fall of pressure to what leaks: mass flow, effective area, diameter, each with its interval. */
import { airWithOxygen, dryAir, effectiveArea, effectiveDiameter, massFlowOfFall } from "../gas/index.ts";
import {
  type CubicMetre,
  type Interval,
  interval,
  type Kelvin,
  type KilogramPerSecond,
  type Metre,
  mapInterval,
  ninety,
  type Pascal,
  type PascalPerSecond,
  pascalPerSecond,
  type SquareMetre,
} from "../quantity/index.ts";

/** The air behind the hole. */
export interface Cabin {
  readonly pressure: Pascal;
  readonly volume: CubicMetre;
  readonly temperature: Kelvin;
  /** (-) Share of oxygen where it is measured, else null: as in dry air. */
  readonly oxygen: number | null;
}

export interface Hole {
  /** (Pa/s) Positive = falling. */
  readonly dpdt: Interval<PascalPerSecond>;
  readonly rate: Interval<KilogramPerSecond>;
  /** Effective, CdA. */
  readonly area: Interval<SquareMetre>;
  readonly diameter: Interval<Metre>;
}

/**
 * The 90 % interval of a fall known as a Gaussian of mean `fall` and standard deviation `sd` (Pa/s), or one that reaches up by the
 * part `lean` (-) farther, and down by as much less. What is called a leak leaks: neither the value nor a bound goes under a
 * hundredth of the upper bound.
 */
export function fallInterval(fall: number, sd: number, lean = 0): Interval<PascalPerSecond> {
  const high = Math.max(fall, 0) + ninety * sd * (1 + lean);
  const [value, low] = [fall, fall - ninety * sd * (1 - lean)].map((x) => Math.max(x, high / 100));
  return interval(pascalPerSecond(value), pascalPerSecond(low), pascalPerSecond(high));
}

/** Sizes the hole that makes `cabin` lose `dpdt`, choked and isothermal; the diameter is for `dischargeCoefficient` (-). */
export function sizeHole(dpdt: Interval<PascalPerSecond>, cabin: Cabin, dischargeCoefficient: number): Hole {
  const { pressure, volume, temperature, oxygen } = cabin;
  const gas = oxygen === null ? dryAir : airWithOxygen(oxygen);
  const area = mapInterval(dpdt, (x) => effectiveArea(x, pressure, volume, temperature, gas));
  return {
    dpdt,
    rate: mapInterval(dpdt, (x) => massFlowOfFall(x, volume, temperature, gas)),
    area,
    diameter: mapInterval(area, (a) => effectiveDiameter(a, dischargeCoefficient)),
  };
}
