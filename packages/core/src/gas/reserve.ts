/**
 * Reserve time (T.res): how long until the pressure reaches a limit. Every form is 0 once the pressure is at the limit
 * or below, and infinite where it never gets there. A fall is positive when the pressure falls; a negative one is
 * refused, since a sign mistake must not read as "unlimited".
 */
import {
  type CubicMetre,
  type Kelvin,
  type KilogramPerSecond,
  type Pascal,
  type PascalPerSecond,
  pascal,
  pascalPerSecond,
  type Second,
  type SquareMetre,
  second,
  toSI,
} from "../quantity/index.ts";
import { dryAir, type GasProperties } from "./air.ts";
import { GasRangeError, notNegative, positive } from "./errors.ts";
import { timeConstant } from "./leak.ts";
import { chokedFlow } from "./orifice.ts";

const oneMmHg = toSI("pressure", 1, "mmHg");

/**
 * Time (s) from `pressure` (Pa) to `limit` (Pa, above 0) when it now falls at `fall` (Pa/s) and the fall stays in
 * proportion to the pressure, as with a hole to space at constant temperature: (P/fall) ln(P/limit). Check: 750 to 490
 * mmHg at 0.6 mmHg/h, 532.1 h.
 */
export function reserveTimeExponential(pressure: Pascal, limit: Pascal, fall: PascalPerSecond): Second {
  notNegative("reserveTimeExponential", "pressure", pressure, "Pa");
  positive("reserveTimeExponential", "limit", limit, "Pa");
  notNegative("reserveTimeExponential", "fall", fall, "Pa/s");
  return pressure <= limit ? second(0) : second((pressure / fall) * Math.log1p((pressure - limit) / limit));
}

/**
 * Time (s) from `pressure` (Pa) to `limit` (Pa) at a constant `fall` (Pa/s): the shorter, safe side of
 * `reserveTimeExponential`. Check: 750 to 490 mmHg at 0.6 mmHg/h, 433.3 h.
 */
export function reserveTimeLinear(pressure: Pascal, limit: Pascal, fall: PascalPerSecond): Second {
  notNegative("reserveTimeLinear", "pressure", pressure, "Pa");
  notNegative("reserveTimeLinear", "limit", limit, "Pa");
  notNegative("reserveTimeLinear", "fall", fall, "Pa/s");
  return pressure <= limit ? second(0) : second((pressure - limit) / fall);
}

/**
 * Time (s) from `pressure` (Pa, above 1 mmHg) to `limit` (Pa, above 0) when the dial took `t1mm` (s, above 0) to fall the
 * next 1 mmHg: T1mm ln(P/limit) / ln(P/(P - 1 mmHg)). Check: 60 s at 760 mmHg, to 490, 333 min.
 */
export function reserveTimeT1mm(pressure: Pascal, limit: Pascal, t1mm: Second): Second {
  const perMmHg = logOfOneMmHg("reserveTimeT1mm", pressure);
  positive("reserveTimeT1mm", "limit", limit, "Pa");
  positive("reserveTimeT1mm", "T1mm", t1mm, "s");
  if (pressure <= limit) return second(0);
  return second((t1mm * Math.log(pressure / limit)) / perMmHg);
}

/**
 * T1mm (s): how long the dial takes from `pressure` (Pa, above 1 mmHg) down by 1 mmHg when it now falls at `fall` (Pa/s, as a
 * hole to space makes it): (P/fall) ln(P/(P - 1 mmHg)). Infinite for a fall of 0. Check: 0.6 mmHg/h at 750 mmHg, 100.07 min.
 */
export function t1mmOfFall(pressure: Pascal, fall: PascalPerSecond): Second {
  const perMmHg = logOfOneMmHg("t1mmOfFall", pressure);
  notNegative("t1mmOfFall", "fall", fall, "Pa/s");
  return second((pressure / fall) * perMmHg);
}

/**
 * Fall (Pa/s) at `pressure` (Pa, above 1 mmHg) of a dial that takes `t1mm` (s, above 0) down by the next 1 mmHg; inverts
 * `t1mmOfFall`. Check: 60 s at 760 mmHg, 60.04 mmHg/h.
 */
export function fallOfT1mm(pressure: Pascal, t1mm: Second): PascalPerSecond {
  const perMmHg = logOfOneMmHg("fallOfT1mm", pressure);
  positive("fallOfT1mm", "T1mm", t1mm, "s");
  return pascalPerSecond((pressure * perMmHg) / t1mm);
}

/** (-) ln(P/(P - 1 mmHg)). */
function logOfOneMmHg(where: string, pressure: Pascal): number {
  if (!(pressure > oneMmHg && pressure < Number.POSITIVE_INFINITY)) {
    throw new GasRangeError(where, "pressure", pressure, `a finite number above ${oneMmHg} Pa (1 mmHg)`);
  }
  return -Math.log1p(-oneMmHg / pressure);
}

/**
 * Pressure (Pa) at which a hole of `area` (m2, CdA) to space lets out just what `feed` (kg/s) lets in, at `temperature`
 * (K): feed / (CdA x 2.353e-3 s/m) with dry air at 295 K. A cabin drifts to it from either side. Refuses an area of 0.
 */
export function feedPressure(
  feed: KilogramPerSecond,
  area: SquareMetre,
  temperature: Kelvin,
  gas: GasProperties = dryAir,
): Pascal {
  notNegative("feedPressure", "feed", feed, "kg/s");
  positive("feedPressure", "area", area, "m2");
  return pascal(feed / chokedFlow(area, pascal(1), temperature, gas));
}

/** A leaking volume that is being fed at a steady rate. */
export interface FedLeak {
  /** (Pa) Now. */
  readonly pressure: Pascal;
  /** (m2) CdA to space. */
  readonly area: SquareMetre;
  /** (m3) */
  readonly volume: CubicMetre;
  /** (K) Held. */
  readonly temperature: Kelvin;
  /** (kg/s) Gas let in, taken as the same gas as the cabin's; oxygen makes 10 % less pressure per kg than air. */
  readonly feed: KilogramPerSecond;
}

/**
 * Time (s) until a fed leak falls to `limit` (Pa, above 0): tau ln((P - Pf)/(limit - Pf)) with Pf of `feedPressure`.
 * Infinite where Pf is at or above the limit. Without feed the same as `reserveTimeExponential`.
 */
export function reserveTimeFed(leak: FedLeak, limit: Pascal, gas: GasProperties = dryAir): Second {
  notNegative("reserveTimeFed", "pressure", leak.pressure, "Pa");
  positive("reserveTimeFed", "limit", limit, "Pa");
  if (leak.pressure <= limit) return second(0);
  const tau = timeConstant(leak.volume, leak.area, leak.temperature, gas);
  if (leak.area === 0) return tau;
  const held = feedPressure(leak.feed, leak.area, leak.temperature, gas);
  if (held >= limit) return second(Number.POSITIVE_INFINITY);
  return second(tau * Math.log((leak.pressure - held) / (limit - held)));
}
