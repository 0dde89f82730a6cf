/** One minute of input: the samples of each sensor and what people did, in time order, whenever they arrived. */
import type { Sensor, Station } from "../station/index.ts";
import { isCoarse, type Reading, roundingOf } from "../watch/index.ts";
import type { ActionInput } from "./input.ts";

export interface Samples {
  readonly times: number[];
  readonly values: number[];
}

export interface Minute {
  /** Minutes since 1970. */
  readonly index: number;
  /** Of each sensor, in the order of the station file; null where it has said nothing. */
  readonly samples: (Samples | null)[];
  readonly actions: ActionInput[];
  /** Sensors that were known to be frozen when the minute began: what they say in it is not read. */
  readonly frozen: readonly string[];
  /** Sensors that were known to be noisy by then, and (-) by how much larger the variance of their readings is taken. */
  readonly noisy: Readonly<Record<string, number>>;
  /** (s) From when on the air is heard again of which nobody saw what it did before, though no time has passed; null where all was seen. */
  unseen: number | null;
}

export const startMinute = (
  station: Station,
  index: number,
  { frozen, noisy }: Pick<Minute, "frozen" | "noisy">,
): Minute => ({
  index,
  samples: station.sensors.map(() => null),
  actions: [],
  frozen,
  noisy,
  unseen: null,
});

/** The minute begins anew at `time` (s): its readings so far are of another air. */
export function startUnseen(minute: Minute, time: number): void {
  minute.samples.fill(null);
  minute.unseen = time;
}

/** Adds one sample of the sensor at `place`, in the order of times; false where that very reading is there already. */
export function addSample({ samples }: Minute, place: number, time: number, value: number): boolean {
  const s = samples[place];
  if (s === null) {
    samples[place] = { times: [time], values: [value] };
    return true;
  }
  let i = s.times.length;
  while (i > 0 && s.times[i - 1] > time) i--;
  if (i > 0 && s.times[i - 1] === time) return false;
  if (i === s.times.length) {
    s.times.push(time);
    s.values.push(value);
  } else {
    s.times.splice(i, 0, time);
    s.values.splice(i, 0, value);
  }
  return true;
}

/** Adds an action in its place, those of one time in the order in which they came; false where it is there already. */
export function addAction(minute: Minute, action: ActionInput): boolean {
  const text = JSON.stringify(action);
  if (minute.actions.some((a) => a.time === action.time && JSON.stringify(a) === text)) return false;
  let i = minute.actions.length;
  while (i > 0 && minute.actions[i - 1].time > action.time) i--;
  minute.actions.splice(i, 0, action);
  return true;
}

/** (Pa2) No hand reading is better than 1 Pa. */
const bestGauge = 1;

export const gaugePrefix = "gauge:";

/** The pressures that people read by hand in this minute: in each module a sensor of its own, `gauge:<module>`. */
export function gaugesOf(minute: Minute): { readonly module: string; readonly reading: Reading }[] {
  const gauges = minute.actions.filter((a) => a.type === "gauge");
  return [...new Set(gauges.map((g) => g.module))].map((module) => {
    let sum = 0;
    let weights = 0;
    for (const { value, sigma } of gauges.filter((g) => g.module === module)) {
      const weight = 1 / Math.max(sigma ** 2, bestGauge);
      sum += weight * value;
      weights += weight;
    }
    return { module, reading: { sensor: gaugePrefix + module, mean: sum / weights, variance: 1 / weights, bias: 0 } };
  });
}

/** Spread (in noise) beyond which a sample is looked at before it is averaged. */
const wide = 8;
const spikeAt = 6;
/** Steps that a coarse gauge may run through in a minute and still be read by the edge that it crosses. */
const mostCodes = 1.5;

/**
 * One sensor's minute as a reading. The variance is the declared noise or, where larger, what the samples show (from
 * successive differences, which a steady fall does not inflate). Rounding bias that averaging does not remove is kept
 * apart: for noise sigma and step q, q^2/12 exp(-4 pi^2 sigma^2/q^2) (Sripad & Snyder 1977, IEEE Trans. ASSP 25:442).
 * `excess` (-): by how much larger the variance of a noisy sensor is taken; its codes tell nothing then. `bias` (unit2): that
 * rounding, where it has been worked out before.
 */
export function readingOf(
  sensor: Sensor,
  s: Samples,
  excess = 1,
  bias = roundingOf(sensor.sigma, sensor.step),
): Reading {
  const { sigma, step } = sensor;
  const noise = Math.sqrt(excess * (sigma ** 2 + step ** 2 / 12));
  const values = withoutSpikes(s.values, noise);
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  let squares = 0;
  for (let i = 1; i < n; i++) squares += (values[i] - values[i - 1]) ** 2;
  const shown = n > 3 ? squares / (2 * (n - 1)) : 0;
  const variance = Math.max(noise ** 2, shown) / n;
  const reading = { sensor: sensor.id, mean, variance, bias, samples: n };
  if (excess > 1) return { ...reading, noisy: true };
  if (!isCoarse(sigma, step)) return reading;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // What runs through several codes in a minute is read by its mean: no single edge tells as much.
  return high - low > mostCodes * step ? reading : { ...reading, codes: { low, high, step, sigma, samples: n } };
}

function withoutSpikes(values: readonly number[], noise: number): readonly number[] {
  if (values.length < 3) return values;
  let low = values[0];
  let high = values[0];
  for (const v of values) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  if (high - low <= wide * noise) return values;
  const median = (xs: number[]) => xs.sort((a, b) => a - b)[xs.length >> 1];
  const centre = median([...values]);
  const spread = 1.4826 * median(values.map((v) => Math.abs(v - centre)));
  return values.filter((v) => Math.abs(v - centre) <= spikeAt * Math.max(spread, noise));
}
