/** A bin that jumped: a step is not a leak and a spike is nothing, and only what follows tells which it was. */
import { toSI } from "../quantity/index.ts";
import type { Bin } from "./bin.ts";
import type { Belief } from "./kalman.ts";
import type { Ladder } from "./ladder.ts";

/** (Pa, Pa2, Pa) A fused pressure relative to the first one, its variance, and the thermal term that goes with it. */
export interface Take {
  readonly value: number;
  readonly variance: number;
  readonly thermal: number;
}

/** What was believed before the bin that jumped, and the bins since, that one first; null where nothing was read. */
export interface Held {
  readonly belief: Belief;
  readonly ladder: Ladder;
  readonly passing: Ladder;
  readonly exposure: number;
  readonly seenTo: number;
  readonly unmixed: number;
  readonly stirred: number;
  readonly expected: number;
  /** (-) By how many standard deviations it jumped. */
  readonly jump: number;
  readonly bins: Bin[];
  readonly takes: (Take | null)[];
}

/** `trend`: it goes on, so the bins are to be taken again as they came; `open`: it goes on, but not yet for long enough. */
export type Verdict = "trend" | "spike" | "step" | "open";

/**
 * Standard deviations at which a bin has jumped, and at which the next one goes on the same way. A jump too small to be
 * held must not be an alarm by itself: at 4.5 one bin alone stays under the threshold of 90 days, at 6 it does not.
 */
export const jumpAt = 4.5;
const goesOnAt = 3;
/** A small operation that nobody announced is over in this many bins, and moves no more than this (Pa). */
const stepBins = 3;
const stepMost = toSI("pressure", 1, "mmHg");
/** Bins (12 h) after which a held jump is left as the step that it was followed as: gauges read by hand may be slow. */
const longest = 720;
/** So many steps down, each within this many bins (2 h) of the last, are a stair: a fall, seen by a gauge too coarse for it. */
const stairs = 2;
const stairBins = 120;

/** Nothing was read in `bin`; gives whether the jump may still be held. */
export function hold(held: Held, bin: Bin): boolean {
  held.bins.push(bin);
  held.takes.push(null);
  return held.bins.length < longest;
}

/**
 * What a held jump turns out to be by `take`, which came after it and jumps by `jump` itself. A jump down goes on where the
 * pressure keeps falling. A jump up goes on where the pressure does not rise: it is not gas that came in, but a known leak
 * that takes less than was thought.
 */
export function judge(held: Held, take: Take, jump: number): Verdict {
  const takes = held.takes.filter((t) => t !== null);
  if (takes.length === 1 && Math.abs(jump + held.jump) < 0.3 * Math.abs(held.jump)) return "spike";
  if (!(jump * Math.sign(held.jump) > goesOnAt)) return "step";
  const [first, last] = [takes[0], takes[takes.length - 1]];
  const noise = Math.sqrt(first.variance + take.variance);
  if (jump < 0 ? take.value >= last.value : take.value - first.value > goesOnAt * noise) return "step";
  return takes.length >= stepBins || first.value - take.value > stepMost ? "trend" : "open";
}

/** Steps down in a row, and the bins since the last of them. */
export interface Steps {
  down: number;
  since: number;
}

/** A held jump by `jump` standard deviations turned out to be a step. */
export function countStep(steps: Steps, jump: number): void {
  steps.down = jump < 0 ? steps.down + 1 : 0;
  steps.since = 0;
}

/**
 * Whether one more `jump` down belongs to a stair, and so is to be taken as it is. Called once a bin with a reading: a gauge
 * whose steps are coarser than it declares must not have a fall taken for a step, again and again.
 */
export function isStair(steps: Steps, jump: number): boolean {
  if (++steps.since > stairBins || jump > jumpAt) steps.down = 0;
  const stair = jump < -jumpAt && steps.down >= stairs;
  if (stair) steps.since = 0;
  return stair;
}
