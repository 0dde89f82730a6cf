/**
 * What no plan can beat. A test of a part C parts it into C_i; whichever way it does,
 *
 *   p value(C) >= min over partitions of  sum p t_close + sum p_i (T_i + value(C_i))
 *
 * and the right side is a dynamic programme over halves, once each T_i is bounded by itself: told_i + told_j is what tells
 * part i, j the slowest other part, so that told_j <= told_i and T_i >= T(2 told_i) for all but the slowest. That one
 * counts as told at once. A part with people in it whose air would not last so long is none.
 */
import type { Known, Tasks, Value } from "./tasks.ts";

/** Hatches inside a task that is searched for its true value rather than bounded. */
const small = 6;

/** Chances in steps down from 1, each of which holds for those between it and the one above. */
export const levelOf = (p: number) => Math.max(0, Math.ceil(-toHalve * Math.log2(p)));
const toHalve = 4;
const chances = Float64Array.from({ length: 1100 * toHalve }, (_, level) => 2 ** (-level / toHalve));

export type Bound = ReturnType<typeof boundOf>;

export function boundOf({ gatesOf, halvesOf, taskOf, step }: Tasks, worth: number, solve: (task: Known) => Value) {
  /** (s) No plan for a task is quicker. Small tasks are searched for it, large ones when it comes to them. */
  function leastOf(task: Known): number {
    if (task.value !== undefined) return task.value.least;
    if (task.low !== undefined) return task.low;
    const { part, gate } = task;
    if (part.places <= 1) task.low = 0;
    else if (part.inside.length <= small) task.low = solve(task).least;
    else if (gate === null && !part.peopled) {
      const ways = gatesOf(part).map((way) => way.open + leastOf(taskOf(part.mask, way)));
      task.low = Math.min(worth, ...ways);
    } else task.low = floorOf(task);
    return task.low;
  }

  /** (s) No test of a task, and what follows it, is quicker. */
  function floorOf(task: Known): number {
    const level = levelOf(task.part.p);
    let least = worth;
    const { pieces, closing } = halvesOf(task);
    for (let i = 0; i < closing.length; i++) {
      const [one, other] = [pieces[2 * i], pieces[2 * i + 1]];
      const both = Math.min(inTest(one, level) + asSlowest(other, level), asSlowest(one, level) + inTest(other, level));
      least = Math.min(least, closing[i] + both / task.part.p);
    }
    return least;
  }

  /** (s, times p) No less comes of a part of a test of something of that level of chance, be it parted further or not. */
  function inTest(task: Known, level: number): number {
    if (task.part.p === 0) return 0;
    if (!isKnown(task, level)) fill(task, level);
    return task.bounds[2 * level];
  }

  /** The same of a part of which one piece may be the slowest. */
  function asSlowest(task: Known, level: number): number {
    if (task.part.p === 0) return 0;
    if (!isKnown(task, level)) fill(task, level);
    return task.bounds[2 * level + 1];
  }

  /** (s, times p) Not parted further, and not the slowest. */
  function wholeInTest(task: Known): number {
    const { part, side, firm } = task;
    if (!firm) return part.p * leastOf(task);
    return side.lastsTest ? part.p * (side.soonest[0] + leastOf(task)) : Number.POSITIVE_INFINITY;
  }

  function fill(task: Known, level: number): void {
    const { part, side, firm } = task;
    const whole = side.lastsAtAll || !firm ? part.p * leastOf(task) : Number.POSITIVE_INFINITY;
    let all = wholeInTest(task);
    let slowest = whole;
    const p = chances[level];
    // One with a single place as well: without its other cells it may be quicker to tell, or hold nobody.
    const { pieces, closing } = halvesOf(task);
    for (let i = 0; i < closing.length; i++) {
      step();
      const [one, other, close] = [pieces[2 * i], pieces[2 * i + 1], closing[i]];
      const [a, b] = [inTest(one, level), inTest(other, level)];
      all = Math.min(all, p * close + a + b);
      slowest = Math.min(slowest, p * close + a + asSlowest(other, level), p * close + asSlowest(one, level) + b);
    }
    keep(task, level, all, slowest);
  }

  /** Parts whose test would come nearest to the bound: as good as any to begin with. */
  function likely(task: Known, level: number): readonly Known[] {
    const p = chances[level];
    let [least, halves]: [number, readonly Known[]] = [Number.POSITIVE_INFINITY, [task]];
    const { pieces, closing } = halvesOf(task);
    for (let i = 0; i < closing.length; i++) {
      const [one, other] = [pieces[2 * i], pieces[2 * i + 1]];
      const both = p * closing[i] + inTest(one, level) + inTest(other, level);
      if (both < least) [least, halves] = [both, [one, other]];
    }
    if (halves.length === 1) return halves;
    return halves.flatMap((each) => (isWhole(each, level) ? [each] : likely(each, level)));
  }

  const isWhole = (task: Known, level: number) =>
    task.part.inside.length === 0 || wholeInTest(task) <= inTest(task, level);

  return { leastOf, floorOf, inTest, asSlowest, likely };
}

const isKnown = ({ bounds }: Known, level: number) => 2 * level < bounds.length && !Number.isNaN(bounds[2 * level]);

/** Of exactly the length that is needed: there are tens of thousands. */
function keep(task: Known, level: number, all: number, slowest: number): void {
  let bounds = task.bounds as number[];
  if (bounds.length <= 2 * level) {
    bounds = new Array<number>(2 * level + 2).fill(Number.NaN);
    task.bounds.forEach((bound, i) => {
      bounds[i] = bound;
    });
    task.bounds = bounds;
  }
  bounds[2 * level] = all;
  bounds[2 * level + 1] = slowest;
}
