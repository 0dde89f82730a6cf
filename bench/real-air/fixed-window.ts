/** The peer: an alarm on the least-squares slope of the raw pressure over a window of fixed length. */
import type { Input } from "../../packages/core/src/engine/index.ts";
import { type Second, second, toSI } from "../../packages/core/src/quantity/index.ts";
import type { Station } from "../../packages/core/src/station/index.ts";

/** Readings of one barometer, in the order of time. */
export interface Pressures {
  readonly times: readonly number[];
  /** (Pa) */
  readonly values: readonly number[];
}

/** (s) From 3 min to 8 h, each 1.41 times the one before; the last step is shorter. */
export const windows: readonly Second[] = [...Array.from({ length: 15 }, (_, i) => 3 * 1.41 ** i), 480].map((minutes) =>
  toSI("time", minutes, "min"),
);

/** A window is judged once the record is as long, and not where more than a fifth of its readings are missing. */
const filled = 0.8;

/** The readings of the station's first barometer. */
export function pressuresOf(station: Station, inputs: readonly Input[]): Pressures {
  const { id } = station.sensors.find((s) => s.quantity === "pressure")!;
  const samples = inputs.flatMap((input) =>
    input.type === "sample" && input.sensor === id && Number.isFinite(input.value) ? [input] : [],
  );
  return { times: samples.map((s) => s.time), values: samples.map((s) => s.value) };
}

/** Rate of fall (Pa/s, positive = falling) over the `window` (s) that ends with each reading; nothing where it is not full. */
function* falls({ times, values }: Pressures, window: Second): Generator<{ time: number; fall: number }> {
  const spacing = (times[times.length - 1] - times[0]) / (times.length - 1);
  const least = (filled * window) / spacing;
  // Counted from the first reading: sums of squared UNIX times would lose the digits that matter.
  const [t0, p0] = [times[0], values[0]];
  let [from, t, p, tt, tp] = [0, 0, 0, 0, 0];
  const count = (i: number, sign: 1 | -1) => {
    const [x, y] = [times[i] - t0, values[i] - p0];
    t += sign * x;
    p += sign * y;
    tt += sign * x * x;
    tp += sign * x * y;
  };
  for (let i = 0; i < times.length; i++) {
    count(i, 1);
    for (; times[from] <= times[i] - window; from++) count(from, -1);
    const n = i + 1 - from;
    if (times[i] - t0 < window || n < least) continue;
    yield { time: times[i], fall: (t * p - n * tp) / (n * tt - t * t) };
  }
}

/**
 * The lowest threshold (Pa/s) at which none of the quiet records raises an alarm: their quickest fall. It promises little:
 * another record as long has an even chance of a quicker one.
 */
export function thresholdOf(quiet: readonly Pressures[], window: Second): number {
  let quickest = Number.NEGATIVE_INFINITY;
  for (const record of quiet) for (const { fall } of falls(record, window)) quickest = Math.max(quickest, fall);
  return quickest;
}

/**
 * The threshold (Pa/s) that the slope passes once in `interval` (s) on average, if it is Gaussian: from its mean, its spread and how
 * often it comes up through its mean in the quiet record (Rice 1944, Bell System Technical Journal 23:282). Not lower than what
 * it was seen to pass.
 */
export function rareThresholdOf(quiet: readonly Pressures[], window: Second, interval: Second): number {
  const all = quiet.map((record) => [...falls(record, window)]);
  const count = all.reduce((sum, { length }) => sum + length, 0);
  const total = (of: (fall: number) => number) => all.flat().reduce((sum, { fall }) => sum + of(fall), 0);
  const mean = total((fall) => fall) / count;
  const sd = Math.sqrt(total((fall) => (fall - mean) ** 2) / count);
  let [ups, span] = [0, 0];
  for (const each of all) {
    span += each[each.length - 1].time - each[0].time;
    // Not counted again before it has been half a sd under its mean: the noise of single readings is no passage.
    let below = false;
    for (const { fall } of each) {
      if (below && fall > mean) ups++;
      below = fall < mean - sd / 2 || (below && fall <= mean);
    }
  }
  return Math.max(
    thresholdOf(quiet, window),
    mean + sd * Math.sqrt(2 * Math.log((Math.max(1, ups) * interval) / span)),
  );
}

/** Time (s) from `onset` (UNIX s) to the first fall beyond `threshold` (Pa/s); infinite where none comes. */
export function delayOf(record: Pressures, window: Second, threshold: number, onset: Second): Second {
  for (const { time, fall } of falls(record, window)) {
    if (time > onset && fall > threshold) return second(time - onset);
  }
  return second(Number.POSITIVE_INFINITY);
}
