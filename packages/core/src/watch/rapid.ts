/**
 * The quick path: a gross drop is raised from single samples, without waiting for a bin. "Severe" is a fall of 1 mmHg a
 * minute (as crews use it: design notes of a pressure aid drawn up with an ISS astronaut).
 */
import { toSI } from "../quantity/index.ts";

/** (Pa/s) */
export const grossFall = toSI("pressureRate", 1, "mmHg/min");
/** (Pa) Lost at once, between two samples, it is a gross drop where every gauge of the volume says so. */
const plunge = toSI("pressure", 20, "mmHg");
/** (-) How much of it must still be missing a sample later. */
const staysDown = 0.8;
/** Standard deviations of a difference of two samples that a drop must exceed. */
const clearOfNoise = 7;
/** The same, of each half of it: over two or three steps, and over more, which many spans share. */
const halfClear = { few: 2.5, many: 4 };
/** (s) A drop is looked for over any span up to this, and over a few samples of a gauge that speaks less often. */
const longest = 120;
/** The newest samples are all kept; of those before them some, so many seconds apart. */
const newest = 9;
const spacing = 8;
/** (s) Samples further apart than this do not make a drop. */
const gap = 300;

/** The last samples of one sensor, newest last. */
export interface Recent {
  readonly times: number[];
  readonly values: number[];
  /** (s) Since when it has spoken without a gap. */
  since: number;
}

export interface Drop {
  /** (Pa/s) Positive. */
  readonly fall: number;
  /** (s) Over how long. */
  readonly over: number;
}

export const startRecent = (): Recent => ({ times: [], values: [], since: Number.NaN });

/**
 * Takes one sample (s, Pa) of a sensor whose single reading has standard deviation `noise` (Pa, quantisation included) and
 * tells whether it ends a gross drop: far outside the noise, at 1 mmHg/min or more, and still going on, so that neither a
 * spike nor a step does it.
 */
export function rapid(recent: Recent, time: number, value: number, noise: number): Drop | null {
  const { times, values } = recent;
  if (times.length > 0 && time - times[times.length - 1] > gap) forget(recent);
  if (times.length === 0) recent.since = time;
  times.push(time);
  values.push(value);
  thin(recent);
  const last = times.length - 1;
  if (last < 2 || values[last] >= values[last - 1]) return null;
  const clear = clearOfNoise * Math.SQRT2 * noise;
  for (let first = last - 2; first >= 0; first--) {
    const lost = values[first] - value;
    const over = time - times[first];
    if (lost >= clear && lost >= grossFall * over && goesOn(recent, first, noise)) return { fall: lost / over, over };
  }
  return null;
}

/**
 * Whether the last sample but one of a sensor was far below the one before, and the last one as well: air gone sooner than it can be
 * followed, or a step of this sensor alone, which others must tell apart.
 */
export function plunged({ times, values }: Recent): Drop | null {
  const last = times.length - 1;
  if (last < 2) return null;
  const atOnce = values[last - 2] - values[last - 1];
  if (atOnce < plunge) return null;
  const lost = values[last - 2] - values[last];
  const over = times[last] - times[last - 2];
  return lost < Math.max(staysDown * atOnce, grossFall * over) ? null : { fall: lost / over, over };
}

/** Keeps what `rapid` looks back over: a dozen and a half of samples at the most, however often they come. */
function thin(recent: Recent): void {
  const { times } = recent;
  const leaving = times.length - 1 - newest;
  if (leaving > 0 && times[leaving] - times[leaving - 1] < spacing) leave(recent, leaving);
  while (times.length > newest && times[times.length - 1] - times[0] > longest) leave(recent, 0);
}

/** One sample is kept no longer. They are few: moved one by one sooner than by `shift` or `splice`. */
function leave({ times, values }: Recent, at: number): void {
  const last = times.length - 1;
  for (let k = at; k < last; k++) {
    times[k] = times[k + 1];
    values[k] = values[k + 1];
  }
  times.pop();
  values.pop();
}

/** Both halves carry a good part of the drop, and no quarter a rise, which a step or the end of a spike cannot give. */
function goesOn({ times, values }: Recent, first: number, noise: number): boolean {
  const last = times.length - 1;
  const at = (share: number) => {
    const time = times[first] + share * (times[last] - times[first]);
    let k = last;
    while (times[k - 1] >= time) k--;
    return k;
  };
  const middle = at(0.5);
  const clear = (last - first < 4 ? halfClear.few : halfClear.many) * Math.SQRT2 * noise;
  const least = Math.max(clear, 0.2 * (values[first] - values[last]));
  if (values[first] - values[middle] < least || values[middle] - values[last] < least) return false;
  if (last - first < 4) return true;
  const marks = [first, at(0.25), middle, at(0.75), last].map((k) => values[k]);
  return marks.every((v, k) => k === 0 || v <= marks[k - 1]);
}

/** (Pa/s) The fall over all the samples that are kept; NaN where there are none. */
export function meanFall({ times, values }: Recent): number {
  const last = times.length - 1;
  return (values[0] - values[last]) / (times[last] - times[0]);
}

/** After a hatch moved the samples before it say nothing about a leak. */
export function forget(recent: Recent): void {
  recent.times.length = 0;
  recent.values.length = 0;
}
