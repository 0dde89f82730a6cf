/** How long the air lasts at the fall that was found. */
import { reserveTimeExponential } from "../gas/index.ts";
import { type Interval, mapInterval, type Pascal, type PascalPerSecond, type Second } from "../quantity/index.ts";

/**
 * Reserve time from `pressure` to `limit` (Pa) at `dpdt` (Pa/s, positive): exponential, since a choked leak slackens with
 * the pressure. The quick end of the fall gives the short end of the time.
 */
export function reserveInterval(dpdt: Interval<PascalPerSecond>, pressure: Pascal, limit: Pascal): Interval<Second> {
  return mapInterval(dpdt, (fall) => reserveTimeExponential(pressure, limit, fall));
}
