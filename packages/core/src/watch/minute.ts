/** The step of a minute, as often as it is asked for with the same readings: made once. */
import { binLength } from "./bin.ts";
import { countOf } from "./minute-mean.ts";
import { type Step, step } from "./model.ts";

const made = new Map<number, Step>();

/** The step of a minute whose gauges are read so often, as near as counts are told apart. */
export function minuteOf(readings: number): Step {
  const count = countOf(readings);
  const known = made.get(count) ?? step(binLength, count);
  made.set(count, known);
  return known;
}
