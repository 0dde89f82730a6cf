/**
 * The long fall of a volume, in constant memory: means of at most sixteen equal blocks of the compensated level, paired up
 * when they run out, and a straight line through them. What the line leaves over sets its interval, so that wander slower
 * than a block counts and wander faster than a block has averaged out. The record must be ten times as long as the wander.
 */
import { type Interval, interval, type PascalPerSecond, pascalPerSecond } from "../quantity/index.ts";

const most = 16;
const fewest = 6;
/** 95 % quantile of Student's t by degrees of freedom, from 4; 14 is the most there can be. */
const student = [2.132, 2.015, 1.943, 1.895, 1.86, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761];

/** Correlation of neighbouring blocks past which a record is too short to show its wander at all. */
const mostAlike = 0.8;

export interface Trend {
  /** Bins in one block. */
  perBlock: number;
  blocks: number[];
  /** Sum and count of the block that is filling. */
  sum: number;
  count: number;
}

export const startTrend = (): Trend => ({ perBlock: 5, blocks: [], sum: 0, count: 0 });

/** Takes in the compensated level (Pa) of one bin. */
export function followTrend(t: Trend, level: number): void {
  t.sum += level;
  t.count++;
  if (t.count < t.perBlock) return;
  t.blocks.push(t.sum / t.count);
  t.sum = 0;
  t.count = 0;
  if (t.blocks.length < most) return;
  t.blocks = Array.from({ length: most / 2 }, (_, i) => (t.blocks[2 * i] + t.blocks[2 * i + 1]) / 2);
  t.perBlock *= 2;
}

/** The mean fall (Pa/s, positive = falling) over bins of `binLength` (s), or null while there are too few blocks. */
export function fallOf(t: Trend, binLength: number): Interval<PascalPerSecond> | null {
  const n = t.blocks.length;
  if (n < fewest) return null;
  const middle = (n - 1) / 2;
  const mean = t.blocks.reduce((s, y) => s + y, 0) / n;
  const sxx = t.blocks.reduce((s, _, i) => s + (i - middle) ** 2, 0);
  const slope = t.blocks.reduce((s, y, i) => s + (i - middle) * (y - mean), 0) / sxx;
  const rests = t.blocks.map((y, i) => y - mean - slope * (i - middle));
  const half = student[n - 2 - 4] * Math.sqrt((squares(rests) / (n - 2) / sxx) * lengthened(rests));
  const perSecond = (x: number) => pascalPerSecond(x / (t.perBlock * binLength));
  return interval(perSecond(-slope), perSecond(-slope - half), perSecond(-slope + half));
}

const squares = (xs: readonly number[]) => xs.reduce((s, x) => s + x * x, 0);

/**
 * By how much wander that lasts from block to block raises the variance of the slope: (1 + rho)/(1 - rho), with rho the
 * correlation of neighbours. What is left over shows it too low, about a mean by (1 + 4 rho)/n (Kendall 1954, Biometrika
 * 41:403) and about a line by more; 3/n is given back.
 */
function lengthened(rests: readonly number[]): number {
  const all = squares(rests);
  if (all === 0) return 1;
  const shown = rests.slice(1).reduce((s, x, i) => s + x * rests[i], 0) / all;
  const rho = Math.min(mostAlike, Math.max(0, shown + 3 / rests.length));
  return (1 + rho) / (1 - rho);
}

/** (s) How much of the record the blocks cover. */
export const spanOf = (t: Trend, binLength: number) => t.blocks.length * t.perBlock * binLength;
