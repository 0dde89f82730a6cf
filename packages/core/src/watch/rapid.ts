/**
 * The quick path: a gross drop is raised from single samples, without waiting for a bin. "Severe" is a fall of 1 mmHg a
 * minute (as crews use it: design notes of a pressure aid drawn up with an ISS astronaut).
 */
import { toSI } from "../quantity/index.ts";

/** (Pa/s) */
export const grossFall = toSI("pressureRate", 1, "mmHg/min");
/** Standard deviations of a difference of two samples that a drop must exceed. */
const clearOfNoise = 7;
/** Samples looked back over: two for the quickest answer, more for coarse gauges. */
const spans = [2, 4, 8];
const longest = 8;
/** (s) Samples further apart than this do not make a drop. */
const gap = 300;

/** The last samples of one sensor, newest last. */
export interface Recent {
  readonly times: number[];
  readonly values: number[];
}

export interface Drop {
  /** (Pa/s) Positive. */
  readonly fall: number;
  /** (s) Over how long. */
  readonly over: number;
}

export const startRecent = (): Recent => ({ times: [], values: [] });

/**
 * Takes one sample (s, Pa) of a sensor whose single reading has standard deviation `noise` (Pa, quantisation included) and
 * tells whether it ends a gross drop: far outside the noise, at 1 mmHg/min or more, and still going on in the last step,
 * so that neither a spike nor a step does it.
 */
export function rapid(recent: Recent, time: number, value: number, noise: number): Drop | null {
  const { times, values } = recent;
  if (times.length > 0 && time - times[times.length - 1] > gap) forget(recent);
  times.push(time);
  values.push(value);
  if (times.length > longest + 1) {
    times.shift();
    values.shift();
  }
  const last = times.length - 1;
  if (last < 2 || values[last] >= values[last - 1]) return null;
  for (const span of spans) {
    if (span > last) break;
    const drop = dropOver(recent, last, span, noise);
    if (drop !== null) return drop;
  }
  return null;
}

function dropOver({ times, values }: Recent, last: number, span: number, noise: number): Drop | null {
  const lost = values[last - span] - values[last];
  const over = times[last] - times[last - span];
  if (lost < clearOfNoise * Math.SQRT2 * noise || lost < grossFall * over) return null;
  // Going on: both halves carry a good part of the drop, which a step or the end of a spike cannot give.
  const half = values[last - span] - values[last - span / 2];
  if (half < 0.2 * lost || half > 0.8 * lost) return null;
  return { fall: lost / over, over };
}

/** After a hatch moved the samples before it say nothing about a leak. */
export function forget(recent: Recent): void {
  recent.times.length = 0;
  recent.values.length = 0;
}
