/**
 * The best search by dynamic programming. Of a part C of the station that holds the leak, shut off from the rest:
 *
 *   value(C) = min over sets S of hatches inside C of  sum t_close(S) + sum p_i T_i / p_C + sum p_i value(C_i) / p_C
 *
 * C_i being the parts of C once S is shut (a set that parts nothing is none: a loop needs two of its hatches), value of a
 * single cell 0, and S forbidden where `trial` says so. A part without people in it is opened at one hatch first
 * (+ t_open), and searched joined to what lies beyond that hatch; the healthy modules there have been joined again by
 * then. Where every S is forbidden the set is left as it is, at the price of `settings.worth`.
 */
import { type Bound, boundOf } from "./bound.ts";
import { closureOf } from "./closure.ts";
import { greedyOf } from "./greedy.ts";
import { cellsOf, type Layout } from "./layout.ts";
import { type Part, type PartOf, partsOf } from "./part.ts";
import type { Situation } from "./situation.ts";
import type { Task } from "./task.ts";
import { type Known, type Move, tasksOf, type Value } from "./tasks.ts";
import { type Side, trialOf } from "./trial.ts";

export interface Search {
  /** A part that is shut off from the rest, or all that is joined. */
  shutOff(mask: number): Task;
  solve(task: Task): Value;
  /** What remains to be searched once the leak is known to be in one part of `move`. */
  next(move: Move, part: Part): Task;
  readonly partOf: PartOf;
  /** (Pa) Of the cells of a mask the highest pressure, at present. */
  highest(mask: number): number;
  /** A part as a test sees it. */
  sideOf(part: Part): Side;
}

/** Turns of work to one set of hatches that may be looked at. */
const turns = 20;

/** Thrown inside of a search that has taken more turns than its effort. */
class OutOfEffort extends Error {}

/**
 * The search of all `volumes` (masks), solved; where that takes more than 20 turns of work to one of `settings.effort`, a
 * greedy one. `spent`: turns that were taken before.
 */
export function searchWithin(
  situation: Situation,
  layout: Layout,
  volumes: readonly number[],
): Search & { spent: number } {
  let spent = 0;
  const count = () => {
    if (++spent > turns * situation.settings.effort) throw new OutOfEffort();
  };
  const solved = (search: Search) => {
    for (const mask of volumes) search.solve(search.shutOff(mask));
    return { ...search, spent };
  };
  try {
    return solved(searchOf(situation, layout, count));
  } catch (error) {
    if (!(error instanceof OutOfEffort)) throw error;
    return solved(searchOf(situation, layout, null));
  }
}

/** Greedy without a count of the work. */
function searchOf(situation: Situation, layout: Layout, step: (() => void) | null): Search {
  const { worth } = situation.settings;
  const partOf = partsOf(situation, layout);
  const tasks = tasksOf(situation, layout, partOf, step ?? (() => {}));
  const { taskOf, gatesOf } = tasks;
  const trial = trialOf(situation, layout);
  const bound = step === null ? { leastOf: () => 0 } : boundOf(tasks, worth, solve);
  const closure =
    step === null
      ? greedyOf(situation, layout, tasks, trial, solve)
      : closureOf(situation, layout, tasks, bound as Bound, trial, solve);

  function solve(task: Known): Value {
    const { part, gate } = task;
    if (task.value === undefined) {
      if (part.places <= 1) task.value = { cost: 0, least: 0, set: 0, move: null };
      else task.value = gate !== null || part.peopled ? closure(task) : opened(task);
    }
    return task.value;
  }

  /** By the best hatch through which people can come; in haste the first. */
  function opened({ part }: Known): Value {
    const ways = gatesOf(part).map((way) => {
      const inside = taskOf(part.mask, way);
      return { inside, open: way.open, low: way.open + bound.leastOf(inside) };
    });
    let best: Value = { cost: worth, least: worth, set: 1, move: null };
    let least: number = worth;
    for (const { inside, open, low } of ways.sort((a, b) => a.low - b.low)) {
      if (low < best.cost) {
        const value = solve(inside);
        least = Math.min(least, open + value.least);
        if (value.move !== null && open + value.cost < best.cost) best = { ...value, cost: open + value.cost };
        if (step === null && best.move !== null) break;
      }
    }
    return { ...best, least: Math.min(least, best.cost) };
  }

  return {
    shutOff: (mask) => taskOf(mask, null),
    solve: (task) => solve(task as Known),
    next: (move, part) => taskOf(part.mask, move.gate),
    partOf,
    highest: (mask) => Math.max(...[...cellsOf(mask)].map((cell) => partOf(1 << cell).pressure)),
    sideOf: (part) => taskOf(part.mask, null).side,
  };
}
