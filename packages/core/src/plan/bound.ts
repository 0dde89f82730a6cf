/**
 * What no plan can beat. A test of a part C parts it into C_i; whichever way it does,
 *
 *   p value(C) >= min over partitions of  sum p t_close + sum p_i (T_i + value(C_i))
 *
 * and the right side is a dynamic programme over halves, once each T_i is bounded by itself: told_i + told_j is what tells
 * part i, j the slowest other part, so that told_j <= told_i and T_i >= T(2 told_i) for all but the slowest. That one
 * counts as told at once. Of pieces that nothing reads there is one at most. A part with people in it whose air would not last so long is none.
 */
import type { Least } from "./task.ts";
import type { Known, Tasks, Value } from "./tasks.ts";

/** Hatches inside a task that is searched for its true value rather than bounded. */
const small = 6;

/** Chances in steps down from 1, each of which holds for those between it and the one above. */
export const levelOf = (p: number) => Math.max(0, Math.ceil(-toHalve * Math.log2(p)));
const toHalve = 4;
const chances = Float64Array.from({ length: 1100 * toHalve }, (_, level) => 2 ** (-level / toHalve));

const nothing: Least = { all: 0, slowest: 0, dark: 0, darkest: 0 };

/** Of two pieces of a test at most one is the slowest, and at most one is read by nothing. */
export const darkestOf = (a: Least, b: Least) =>
  Math.min(a.darkest + b.all, a.dark + b.slowest, a.slowest + b.dark, a.all + b.darkest);
export const darkOf = (a: Least, b: Least) => Math.min(a.dark + b.all, a.all + b.dark);
export const slowestOf = (a: Least, b: Least) => Math.min(a.slowest + b.all, a.all + b.slowest);

/** Nothing reads it, nor what it is parted into. */
const isDark = ({ firm, side }: Known) => firm && side.opened !== null;

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
      const both = darkestOf(inTest(pieces[2 * i], level), inTest(pieces[2 * i + 1], level));
      least = Math.min(least, closing[i] + both / task.part.p);
    }
    return least;
  }

  /** Of a part of a test of something of that level of chance. */
  function inTest(task: Known, level: number): Least {
    if (task.part.p === 0) return nothing;
    return task.bounds[level] ?? fill(task, level);
  }

  /** (s, times p) Not parted further, and not the slowest. */
  function wholeInTest(task: Known): number {
    const { part, side, firm } = task;
    if (!firm) return part.p * leastOf(task);
    return side.lastsTest ? part.p * (side.soonest[0] + leastOf(task)) : Number.POSITIVE_INFINITY;
  }

  function fill(task: Known, level: number): Least {
    const { part, side, firm } = task;
    let darkest = side.lastsAtAll || !firm ? part.p * leastOf(task) : Number.POSITIVE_INFINITY;
    let dark = wholeInTest(task);
    let [all, slowest] = isDark(task) ? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] : [dark, darkest];
    const p = chances[level];
    // One with a single place as well: without its other cells it may be quicker to tell, or hold nobody.
    const { pieces, closing } = halvesOf(task);
    for (let i = 0; i < closing.length; i++) {
      step();
      const a = inTest(pieces[2 * i], level);
      const b = inTest(pieces[2 * i + 1], level);
      const close = p * closing[i];
      all = Math.min(all, close + a.all + b.all);
      slowest = Math.min(slowest, close + slowestOf(a, b));
      dark = Math.min(dark, close + darkOf(a, b));
      darkest = Math.min(darkest, close + darkestOf(a, b));
    }
    const least = { all, slowest, dark, darkest };
    task.bounds[level] = least;
    return least;
  }

  /** Parts whose test would come nearest to the bound: as good as any to begin with. */
  function likely(task: Known, level: number): readonly Known[] {
    const p = chances[level];
    let [least, halves]: [number, readonly Known[]] = [Number.POSITIVE_INFINITY, [task]];
    const { pieces, closing } = halvesOf(task);
    for (let i = 0; i < closing.length; i++) {
      const [one, other] = [pieces[2 * i], pieces[2 * i + 1]];
      const both = p * closing[i] + inTest(one, level).all + inTest(other, level).all;
      if (both < least) [least, halves] = [both, [one, other]];
    }
    if (halves.length === 1) return halves;
    return halves.flatMap((each) => (isWhole(each, level) ? [each] : likely(each, level)));
  }

  const isWhole = (task: Known, level: number) =>
    task.part.inside.length === 0 || wholeInTest(task) <= inTest(task, level).all;

  return { leastOf, floorOf, inTest, likely };
}
