/**
 * The best search by dynamic programming. Of a part C of the station that holds the leak, shut off from the rest:
 *
 *   value(C) = min over sets S of hatches inside C of  sum t_close(S) + sum p_i T_i / p_C + sum p_i value(C_i) / p_C
 *
 * C_i being the parts of C once S is shut (a set that parts nothing is none: a loop needs two of its hatches), value of a
 * single cell 0, and S forbidden where `trial` says so. A part without people in it is opened at one hatch first
 * (+ t_open), and searched joined to what lies beyond that hatch; the healthy modules there have been joined again by
 * then. Where every S is forbidden the set is left as it is, at the price of `settings.worth`.
 *
 * Sets of hatches grow one hatch at a time and are given up once what they cost for sure is no better than the best found.
 */
import { type Edge, flood, type Layout } from "./layout.ts";
import { type Part, type PartOf, partsOf } from "./part.ts";
import type { Situation } from "./situation.ts";
import type { Gate, Task } from "./task.ts";
import { type Trial, trialOf } from "./trial.ts";

export interface Move {
  readonly gate: Gate | null;
  /** What is shut. */
  readonly cut: readonly Edge[];
  readonly trial: Trial;
}

export interface Value {
  /** (s) Of the best plan found, sets at the price of `worth`; Infinity where none is cheaper than was asked for. */
  readonly cost: number;
  /** (s) Which no plan can beat. */
  readonly least: number;
  /** Null where nothing is to be done: one module, or a set that nothing may part. */
  readonly move: Move | null;
}

interface Known extends Task {
  value?: Value;
  /** (s) Which no plan can beat, before its value is known. */
  low?: number;
  halves: (readonly [Known, Known])[];
  inTest: number[];
}

export interface Search {
  /** A part that is shut off from the rest, or all that is joined. */
  shutOff(mask: number): Task;
  solve(task: Task): Value;
  /** (s) Which no plan for it can beat. */
  leastOf(task: Task): number;
  /** What remains to be searched once the leak is known to be in one part of `move`. */
  next(move: Move, part: Part): Task;
  readonly partOf: PartOf;
  readonly steps: () => number;
}

/** Edges of a task that is searched to bound what holds it. */
const small = 8;

export class Exhausted extends Error {}

const nothing: Value = { cost: 0, least: 0, move: null };

/**
 * `atOnce`: hatches shut at once, at most; 0 takes one hatch at a time and looks no further than one test ahead. Throws
 * `Exhausted` past `effort` steps.
 */
export function searchOf(situation: Situation, layout: Layout, atOnce: number, effort: number): Search {
  const { worth } = situation.settings;
  const { neighbours, cells } = layout;
  const all = 2 ** cells.length - 1;
  const partOf = partsOf(situation, layout);
  const trial = trialOf(situation, layout, partOf);
  const shut = new Map<number, Known>();
  const joined = new Map<number, Known>();
  const ways = [...layout.edges, ...layout.shut];
  let steps = 0;

  function taskOf(mask: number, gate: Gate | null): Known {
    const inside = gate !== null && (mask >> gate.inner) & 1;
    const [map, key] = inside ? [joined, mask * 256 + gate.edge] : [shut, mask];
    let task = map.get(key);
    if (task === undefined) {
      task = {
        part: partOf(mask),
        gate: inside ? { ...gate, home: flood(neighbours, 1 << gate.outer, all & ~mask) } : null,
        halves: [],
        inTest: [],
      };
      map.set(key, task);
    }
    return task;
  }

  function solve(task: Known): Value {
    if (task.value !== undefined) return task.value;
    const { part, gate } = task;
    if (part.places <= 1) task.value = nothing;
    else if (gate !== null || part.peopled) task.value = best(task);
    else {
      let value: Value = { cost: worth, least: worth, move: null };
      for (const way of gatesOf(part)) {
        const { cost, least, move } = solve(taskOf(part.mask, way));
        const lower = Math.min(value.least, way.open + least);
        value =
          move !== null && way.open + cost < value.cost
            ? { cost: way.open + cost, least: lower, move }
            : { ...value, least: lower };
      }
      task.value = value;
    }
    return task.value;
  }

  const gatesOf = ({ mask }: Part) =>
    ways.flatMap(({ a, b, open }, edge): Gate[] => {
      if (((mask >> a) & 1) === ((mask >> b) & 1)) return [];
      const [inner, outer] = (mask >> a) & 1 ? [a, b] : [b, a];
      const home = flood(neighbours, 1 << outer, all & ~mask);
      return partOf(home).peopled ? [{ edge, inner, outer, open, home }] : [];
    });

  /** What a task without loops is parted into by one edge: the side of `edge.a` first. */
  function halvesOf(task: Known, edge: Edge): readonly [Known, Known] {
    const known = task.halves[edge.index];
    if (known !== undefined) return known;
    const { mask } = task.part;
    const one = flood(neighbours, 1 << edge.a, mask & ~(1 << edge.b));
    const halves = [taskOf(one, task.gate), taskOf(mask & ~one, task.gate)] as const;
    task.halves[edge.index] = halves;
    return halves;
  }

  /**
   * (s) No plan for a task is quicker: the dynamic programme with tests that take no time. Small tasks are searched for it,
   * large ones when it comes to them.
   */
  function leastOf(task: Known): number {
    const { part, gate } = task;
    if (task.value !== undefined) return task.value.least;
    if (atOnce === 0) return Math.min(worth, part.bits * part.quickest);
    if (part.inside.length <= small) return solve(task).least;
    if (task.low !== undefined) return task.low;
    if (gate === null && !part.peopled) {
      const ways = gatesOf(part).map((way) => way.open + leastOf(taskOf(part.mask, way)));
      task.low = Math.min(worth, ...ways);
      return task.low;
    }
    let least = part.bits * part.quickest;
    if (part.tree) {
      least = Number.POSITIVE_INFINITY;
      const level = levelOf(part.p);
      for (const edge of part.inside) {
        const [one, other] = halvesOf(task, edge);
        least = Math.min(least, edge.close + (inTest(one, level) + inTest(other, level)) / part.p);
      }
    }
    task.low = Math.min(worth, least);
    return task.low;
  }

  /** (s, times p) No less comes of a part of a test of something of that level of chance, be it parted further or not. */
  function inTest(task: Known, level: number): number {
    const { part } = task;
    if (part.places <= 1) return 0;
    const known = task.inTest[level];
    if (known !== undefined) return known;
    let least = part.p * leastOf(task);
    if (atOnce === 0) return least;
    if (part.tree) {
      const p = chanceOf(level);
      for (const edge of part.inside) {
        const [one, other] = halvesOf(task, edge);
        least = Math.min(least, p * edge.close + inTest(one, level) + inTest(other, level));
      }
    } else least = Math.min(least, part.p * part.bits * part.quickest);
    task.inTest[level] = least;
    return least;
  }

  function best(task: Known): Value {
    const { part, gate } = task;
    const { p, inside } = part;
    const level = levelOf(p);
    let [cost, least]: [number, number] = [worth, worth];
    let move: Move | null = null;
    const cut: Edge[] = [];
    const links = Int32Array.from(neighbours, (mask) => mask & part.mask);

    const share = ({ part }: Known) => part.p / p;

    function weigh(tasks: readonly Known[], closing: number) {
      const open = tasks.filter((each) => each.part.places > 1);
      const before = open.reduce((sum, each) => sum + share(each) * leastOf(each), closing);
      if (before >= cost) return;
      const tried = trial(tasks, gate, closing);
      if (tried === null) return;
      const told = tasks.reduce((sum, each, i) => sum + share(each) * watched(each, tried, i), before);
      const value = atOnce === 0 ? { cost: told, least: told } : after(tasks, tried, told);
      if (value === null) return;
      if (value.least < cost) least = Math.min(least, value.least);
      if (value.cost >= cost) return;
      cost = value.cost;
      move = { gate, cut: [...cut], trial: tried };
    }

    /** (s) Until a part is told to be the one; what cannot be opened again is left as a set. */
    const watched = (each: Known, tried: Trial, i: number) =>
      each.part.p === 0 ? 0 : tried.watched[i] + (tried.stuck[i] ? worth - leastOf(each) : 0);

    /** (s) `told` with the parts' true values for their least ones; null once it is no better than the best found. */
    function after(tasks: readonly Known[], tried: Trial, told: number): Omit<Value, "move"> | null {
      let [sum, sure] = [told, told];
      for (const [i, each] of tasks.entries()) {
        if (each.part.places <= 1 || tried.stuck[i]) continue;
        if (sure >= cost) return null;
        const before = leastOf(each);
        const value = solve(each);
        sum += share(each) * (value.cost - before);
        sure += share(each) * (value.least - before);
      }
      return { cost: sum, least: sure };
    }

    /** Of the task itself, of which a loop holds more than one hatch can part, nothing is known yet. */
    const atLeast = (each: Known) => (each === task ? 0 : inTest(each, level));

    const isCut = (tasks: readonly Known[]) =>
      cut.every(({ a, b }) => tasks.every(({ part: { mask } }) => ((mask >> a) & (mask >> b) & 1) === 0));

    function parted(whole: Known, edge: Edge): readonly Known[] {
      if (whole.part.tree) return halvesOf(whole, edge);
      const one = flood(links, 1 << edge.a, whole.part.mask);
      const other = whole.part.mask & ~one;
      return other === 0 ? [whole] : [taskOf(one, gate), taskOf(other, gate)];
    }

    const toggle = ({ a, b }: Edge) => {
      links[a] ^= 1 << b;
      links[b] ^= 1 << a;
    };

    /** Shuts hatches from the one numbered `from` on. `sum` (s, times p): what the parts come to at least. */
    function grow(from: number, deep: number, tasks: readonly Known[], closing: number, sum: number) {
      for (let e = from; e < inside.length; e++) {
        if (++steps > effort) throw new Exhausted();
        toggle(inside[e]);
        extend(e, deep, tasks, closing + inside[e].close, sum);
        toggle(inside[e]);
      }
    }

    function extend(e: number, deep: number, tasks: readonly Known[], closing: number, sum: number) {
      const whole = tasks.find((each) => (each.part.mask >> inside[e].a) & 1)!;
      const pieces = parted(whole, inside[e]);
      const after = pieces.reduce((total, each) => total + atLeast(each), sum - atLeast(whole));
      if (closing + after / p >= cost) return;
      const now = [...tasks.filter((each) => each !== whole), ...pieces];
      cut.push(inside[e]);
      if ((deep === 0 || cut.length === deep) && now.length > 1 && (part.tree || isCut(now))) weigh(now, closing);
      if (cut.length !== deep && cut.length < atOnce) grow(e + 1, deep, now, closing, after);
      cut.pop();
    }

    grow(0, 1, [task], 0, 0);
    if (atOnce === 0) return ahead(move, p);
    grow(0, 0, [task], 0, 0);
    return { cost, least: Math.min(least, cost), move };
  }

  /** What a move costs with all that comes after it. */
  function ahead(move: Move | null, p: number): Value {
    if (move === null) return { cost: worth, least: worth, move };
    let cost = move.cut.reduce((sum, { close }) => sum + close, 0);
    move.trial.parts.forEach((part, i) => {
      const after = move.trial.stuck[i] ? worth : solve(taskOf(part.mask, move.gate)).cost;
      if (part.p > 0) cost += (part.p / p) * (move.trial.watched[i] + after);
    });
    return { cost, least: 0, move };
  }

  return {
    shutOff: (mask) => taskOf(mask, null),
    solve: (task) => solve(task as Known),
    leastOf: (task) => leastOf(task as Known),
    next: (move, part) => taskOf(part.mask, move.gate),
    partOf,
    steps: () => steps,
  };
}

/** Chances in steps down from 1, each of which holds for those between it and the one above. */
const levelOf = (p: number) => Math.max(0, Math.ceil(-toHalve * Math.log2(p)));
const chanceOf = (level: number) => 2 ** (-level / toHalve);
const toHalve = 4;
