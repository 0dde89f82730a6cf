/**
 * What no plan can beat. A test of a part C parts it into C_i; whichever way it does,
 *
 *   p value(C) >= min over partitions of  sum p t_close + sum p_i (T_i + value(C_i))
 *
 * and the right side is a dynamic programme over halves, once each T_i is bounded by itself: told_i + told_j is what tells
 * part i, j the slowest other part, so that told_j <= told_i and T_i >= T(2 told_i) for all but the slowest. That one
 * counts as told at once. Of pieces that nothing reads there is one at most. A part with people in it whose air would not last so long is none.
 */
import type { Known, Tasks, Value } from "./tasks.ts";

/** Hatches inside a task that is searched for its true value rather than bounded. */
const small = 6;

/** Chances in steps down from 1, each of which holds for those between it and the one above. */
export const levelOf = (p: number) => Math.max(0, Math.ceil(-toHalve * Math.log2(p)));
const toHalve = 4;
const chances = Float64Array.from({ length: 1100 * toHalve }, (_, level) => 2 ** (-level / toHalve));

/** Bounds of a part come in four kinds: 1 more where one piece of it may be the slowest, 2 more where nothing need read one of them. */
export const kinds = 4;
const dark = 2;
/** By kind of the whole: the kinds of its halves. */
export const ways: readonly (readonly number[])[] = [
  [0, 0],
  [1, 0, 0, 1],
  [2, 0, 0, 2],
  [3, 0, 2, 1, 1, 2, 0, 3],
];

/** (s, times p) Of two pieces together, by the kinds of each that are allowed. */
export function both(a: Float64Array, b: Float64Array, allowed: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < allowed.length; i += 2) least = Math.min(least, a[allowed[i]] + b[allowed[i + 1]]);
  return least;
}

/** Nothing reads it, nor what it is parted into. */
export const isDark = ({ firm, part, side }: Known) => firm && part.p > 0 && side.opened !== null;

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
    const [a, b] = [new Float64Array(kinds), new Float64Array(kinds)];
    for (let i = 0; i < closing.length; i++) {
      inTest(pieces[2 * i], level, a);
      inTest(pieces[2 * i + 1], level, b);
      least = Math.min(least, closing[i] + both(a, b, ways[3]) / task.part.p);
    }
    return least;
  }

  /** (s, times p) No less comes of a part of a test of something of that level of chance, be it parted further or not. */
  function inTest(task: Known, level: number, into: Float64Array): void {
    if (task.part.p === 0) return void into.fill(0);
    know(task, level);
    for (let i = 0; i < kinds; i++) into[i] = task.bounds[kinds * level + i];
  }

  /** Sees to it that `inTest` makes nothing else known on its way. */
  function know(task: Known, level: number): void {
    if (task.part.p > 0 && !isKnown(task, level)) fill(task, level);
  }

  /** (s, times p) Not parted further, and not the slowest. */
  function wholeInTest(task: Known): number {
    const { part, side, firm } = task;
    if (!firm) return part.p * leastOf(task);
    return side.lastsTest ? part.p * (side.soonest[0] + leastOf(task)) : Number.POSITIVE_INFINITY;
  }

  function fill(task: Known, level: number): void {
    const { part, side, firm } = task;
    const slowest = side.lastsAtAll || !firm ? part.p * leastOf(task) : Number.POSITIVE_INFINITY;
    const all = wholeInTest(task);
    const lit = isDark(task) ? Number.POSITIVE_INFINITY : 0;
    const least = Float64Array.of(all + lit, slowest + lit, all, slowest);
    const p = chances[level];
    // One with a single place as well: without its other cells it may be quicker to tell, or hold nobody.
    const { pieces, closing } = halvesOf(task);
    const [a, b] = [new Float64Array(kinds), new Float64Array(kinds)];
    for (let i = 0; i < closing.length; i++) {
      step();
      inTest(pieces[2 * i], level, a);
      inTest(pieces[2 * i + 1], level, b);
      for (let kind = 0; kind < kinds; kind++)
        least[kind] = Math.min(least[kind], p * closing[i] + both(a, b, ways[kind]));
    }
    keep(task, level, least);
  }

  /** Parts whose test would come nearest to the bound: as good as any to begin with. */
  function likely(task: Known, level: number): readonly Known[] {
    const p = chances[level];
    let [least, halves]: [number, readonly Known[]] = [Number.POSITIVE_INFINITY, [task]];
    const [a, b] = [new Float64Array(kinds), new Float64Array(kinds)];
    const { pieces, closing } = halvesOf(task);
    for (let i = 0; i < closing.length; i++) {
      const [one, other] = [pieces[2 * i], pieces[2 * i + 1]];
      inTest(one, level, a);
      inTest(other, level, b);
      const sum = p * closing[i] + both(a, b, ways[dark]);
      if (sum < least) [least, halves] = [sum, [one, other]];
    }
    if (halves.length === 1) return halves;
    return halves.flatMap((each) => (isWhole(each, level) ? [each] : likely(each, level)));
  }

  function isWhole(task: Known, level: number): boolean {
    if (task.part.inside.length === 0) return true;
    know(task, level);
    return wholeInTest(task) <= task.bounds[kinds * level + dark];
  }

  return { leastOf, floorOf, inTest, know, likely };
}

const isKnown = ({ bounds }: Known, level: number) =>
  kinds * level < bounds.length && !Number.isNaN(bounds[kinds * level]);

/** Of exactly the length that is needed: there are tens of thousands. */
function keep(task: Known, level: number, least: Float64Array): void {
  let bounds = task.bounds as number[];
  if (bounds.length <= kinds * level) {
    bounds = new Array<number>(kinds * (level + 1)).fill(Number.NaN);
    task.bounds.forEach((bound, i) => {
      bounds[i] = bound;
    });
    task.bounds = bounds;
  }
  for (let kind = 0; kind < kinds; kind++) bounds[kinds * level + kind] = least[kind];
}
