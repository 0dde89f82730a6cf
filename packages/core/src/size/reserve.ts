/** How long the air lasts at the fall that was found. The quick end of the fall gives the short end of the time. */
import {
  isolatedFall,
  type LivedInAir,
  type ReserveLimit,
  type ReserveLimits,
  reserveTimeExponential,
  reserveTimesLivedIn,
  t1mmOfFall,
} from "../gas/index.ts";
import {
  type CubicMetre,
  type Interval,
  mapInterval,
  type Pascal,
  type PascalPerSecond,
  type Second,
  second,
} from "../quantity/index.ts";

/**
 * Reserve time from `pressure` to `limit` (Pa) at `dpdt` (Pa/s, positive): exponential, since a choked leak slackens with
 * the pressure.
 */
export function reserveInterval(dpdt: Interval<PascalPerSecond>, pressure: Pascal, limit: Pascal): Interval<Second> {
  return mapInterval(dpdt, (fall) => reserveTimeExponential(pressure, limit, fall));
}

export interface FirstLimit {
  readonly time: Interval<Second>;
  /** Which comes first at the value of the fall; null where neither is ever reached. */
  readonly limit: ReserveLimit | null;
}

/**
 * Time until `air` (above 0 Pa), whose leak alone makes `dpdt` (Pa/s, above 0), is at the first of `limits`. What people
 * breathe is known only as far as `air.breathed` is: asked once with none of it replaced and once with all, the truth lies
 * between. The interval is that of the fall alone.
 */
export function firstLimit(dpdt: Interval<PascalPerSecond>, air: LivedInAir, limits: ReserveLimits): FirstLimit {
  const at = (fall: PascalPerSecond) => reserveTimesLivedIn(air, second(air.pressure / fall), limits);
  return {
    time: mapInterval(dpdt, (fall) => {
      const { pressure, ppO2 } = at(fall);
      return second(Math.min(pressure, ppO2));
    }),
    limit: at(dpdt.value).first,
  };
}

/** T1mm of a dial at `pressure` (Pa, above 1 mmHg) that falls at `dpdt` (Pa/s, positive). */
export const t1mmInterval = (dpdt: Interval<PascalPerSecond>, pressure: Pascal): Interval<Second> =>
  mapInterval(dpdt, (fall) => t1mmOfFall(pressure, fall));

/**
 * Reserve time of a part of `joined` (m3) that is shut off with the hole in it and holds `part` (m3) of its air: the same
 * hole, the smaller volume.
 */
export const reserveShutIn = (
  dpdt: Interval<PascalPerSecond>,
  pressure: Pascal,
  limit: Pascal,
  joined: CubicMetre,
  part: CubicMetre,
): Interval<Second> =>
  reserveInterval(
    mapInterval(dpdt, (fall) => isolatedFall(fall, joined, part)),
    pressure,
    limit,
  );
