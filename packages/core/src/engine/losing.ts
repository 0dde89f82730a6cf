/** At what pressure a volume stands, and how fast it loses it by its leak alone. */
import { type Interval, type Pascal, type PascalPerSecond, pascal } from "../quantity/index.ts";
import { fallInterval } from "../size/index.ts";
import { toldOf } from "../watch/index.ts";
import type { Volume } from "./cabin.ts";

/** (Pa) A gauge near vacuum may read less than nothing. */
const leastPressure = 1;

/** (Pa) The last reading, above 0. */
export const pressureOf = ({ tracker }: Volume): Pascal => pascal(Math.max(tracker.last.pressure, leastPressure));

/** (Pa/s) As of now: what a hole takes goes with the pressure. */
export function dpdtOf(v: Volume): Interval<PascalPerSecond> {
  const now = pressureOf(v) / Math.max(v.tracker.first.pressure, leastPressure);
  const { fall, sd, lean } = toldOf(v.tracker);
  return fallInterval(fall * now, sd * now, lean);
}
