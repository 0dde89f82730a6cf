/**
 * How restless this cabin is. The assumed weather of `nuisance.ts` is that of a cabin whose thermometers say little; where
 * they say much, or the cabin is a calmer or a wilder one, the record shows it, and the weather is scaled to it.
 *
 * What is measured is the second difference of compensated pressure, means of 20 min an hour apart, which neither the level
 * nor a steady fall moves. A difference counts only hours later, so that the onset of a leak does not at once pass for
 * restlessness; and none counts while a leak is known or gas is being let in.
 */
import { mixing, oscillations } from "./nuisance.ts";

const blockBins = 20;
const blocksAnHour = 3;
/** Blocks (4 h) that a difference waits before it counts. */
const wait = 12;
/** Differences that the assumption weighs at first, and over which the measure runs (3 days). */
const prior = 6;
const span = 216;
/** One difference counts for at most this many times what is expected; the scale stays within these bounds. */
const clip = 9;
const bounds = { low: 0.08, high: 16 };

export interface Restless {
  /** (-) Variance of the weather over the assumed one. */
  scale: number;
  /** Differences that have counted. */
  seen: number;
  /** (Pa, Pa2) Sums of the block that is filling, and how many bins are in it. */
  sum: number;
  noise: number;
  bins: number;
  /** (Pa) Means of the last two hours of blocks, oldest first. */
  blocks: number[];
  /** Squared differences over what is expected, not yet counted, oldest first. */
  waiting: number[];
}

export const startRestless = (): Restless => ({
  scale: 1,
  seen: 0,
  sum: 0,
  noise: 0,
  bins: 0,
  blocks: [],
  waiting: [],
});

/** (Pa2) Variance of the second difference in the assumed weather. */
const expected = (() => {
  const at = (h: number) =>
    mixing.reduce((s, m) => s + m.sd ** 2 * Math.exp(-h / m.tau), 0) +
    oscillations.reduce(
      (s, o) => s + o.sd ** 2 * Math.cos((2 * Math.PI * h) / o.period) * Math.exp(-h / o.coherence),
      0,
    );
  const minutes = [1, -2, 1].flatMap((w, k) =>
    Array.from({ length: blockBins }, (_, i) => ({ w: w / blockBins, t: 60 * (k * blockBins * blocksAnHour + i) })),
  );
  return minutes.reduce((s, a) => s + minutes.reduce((r, b) => r + a.w * b.w * at(Math.abs(a.t - b.t)), 0), 0);
})();

/** Takes one compensated pressure (Pa) whose noise has `variance` (Pa2). */
export function feelRestless(r: Restless, value: number, variance: number): void {
  r.sum += value;
  r.noise += variance;
  if (++r.bins < blockBins) return;
  r.blocks.push(r.sum / r.bins);
  const n = r.blocks.length;
  if (n > 2 * blocksAnHour) {
    const [a, b, c] = [r.blocks[n - 1 - 2 * blocksAnHour], r.blocks[n - 1 - blocksAnHour], r.blocks[n - 1]];
    const sensors = (6 * r.noise) / r.bins ** 2;
    r.waiting.push(Math.max(0, (a - 2 * b + c) ** 2 - sensors) / expected);
    r.blocks.shift();
  }
  Object.assign(r, { sum: 0, noise: 0, bins: 0 });
  if (r.waiting.length > wait) count(r, r.waiting.shift() as number);
}

function count(r: Restless, ratio: number): void {
  r.seen++;
  const scale = r.scale + (Math.min(ratio, clip * r.scale) - r.scale) / (Math.min(r.seen, span) + prior);
  r.scale = Math.min(bounds.high, Math.max(bounds.low, scale));
}

/** What has been gathered but not counted is dropped: gas is being let in, a hatch moved, a leak is known. */
export const breakOff = (r: Restless) => Object.assign(r, { sum: 0, noise: 0, bins: 0, blocks: [], waiting: [] });
