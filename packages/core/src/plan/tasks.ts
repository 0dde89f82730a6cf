/** What a search can come to: parts of the station, each with what no plan for it can beat as far as it is known. */
import { type Edge, flood, type Layout } from "./layout.ts";
import type { Part, PartOf } from "./part.ts";
import { mayOpen } from "./reopen.ts";
import type { Situation } from "./situation.ts";
import type { Gate, Least, Task } from "./task.ts";
import type { Trial } from "./trial.ts";
import { type Side, sidesOf } from "./trial.ts";

export interface Move {
  readonly gate: Gate | null;
  /** What is shut. */
  readonly cut: readonly Edge[];
  readonly trial: Trial;
}

export interface Value {
  /** (s) Of the best plan found, sets at the price of `worth`. */
  readonly cost: number;
  /** (s) Which no plan can beat. */
  readonly least: number;
  /** (-) Chance that the plan ends in a set. */
  readonly set: number;
  /** Null where nothing is to be done: one module, or a set that nothing may part. */
  readonly move: Move | null;
}

/**
 * Ways to part a task in two connected halves: way i in `pieces[2 i]` and `pieces[2 i + 1]`, and (s) to shut the hatches
 * between them, one or as many as loops run over. Flat, since a station has hundreds of thousands of them.
 */
export interface Halves {
  readonly pieces: readonly Known[];
  readonly closing: readonly number[];
}

export interface Known extends Task {
  readonly side: Side;
  /** Its side is the same in a test of anything that holds it: with loops what lies beyond its gate may itself be searched. */
  readonly firm: boolean;
  value?: Value;
  /** (s) Which no plan can beat, before its value is known. */
  low?: number;
  halves?: Halves;
  /** By level of chance, see `bound.ts`, as far as they are known. */
  readonly bounds: Least[];
}

export type Tasks = ReturnType<typeof tasksOf>;

/** `step` is called for every turn of work, and throws where there were too many. */
export function tasksOf(situation: Situation, layout: Layout, partOf: PartOf, step: () => void) {
  const { neighbours, cells } = layout;
  const all = 2 ** cells.length - 1;
  const { sideOf, soonestOf } = sidesOf(situation, layout, partOf);
  const shut = new Map<number, Known>();
  const joined = [...layout.edges, ...layout.shut].map(() => new Map<number, Known>());
  const gates = new Map<number, readonly Gate[]>();
  const noLoop = layout.loops === 0;
  const ways = [...layout.edges, ...layout.shut];

  /** `gate` counts where it leads into these cells. */
  function taskOf(mask: number, gate: Gate | null): Known {
    const inside = gate !== null && ((mask >> gate.inner) & 1) === 1;
    const known = inside ? joined[gate.edge] : shut;
    let task = known.get(mask);
    if (task === undefined) {
      const own = inside ? { ...gate, home: flood(neighbours, 1 << gate.outer, all & ~mask) } : null;
      const part = partOf(mask);
      task = {
        part,
        gate: own,
        side: sideOf({ part, gate: own }),
        firm: own === null || noLoop,
        bounds: [],
      };
      known.set(mask, task);
    }
    return task;
  }

  /** The hatches through which people can come to a part. */
  function gatesOf({ mask }: Part): readonly Gate[] {
    let found = gates.get(mask);
    if (found === undefined) {
      found = ways.flatMap(({ a, b, open }, edge): Gate[] => {
        if (((mask >> a) & 1) === ((mask >> b) & 1)) return [];
        const [inner, outer] = (mask >> a) & 1 ? [a, b] : [b, a];
        const [within, beyond] = [inner, outer].map((cell) => partOf(1 << cell).pressure);
        if (edge >= layout.edges.length && !mayOpen(situation, within, beyond)) return [];
        const home = flood(neighbours, 1 << outer, all & ~mask);
        return partOf(home).peopled ? [{ edge, inner, outer, open, home }] : [];
      });
      gates.set(mask, found);
    }
    return found;
  }

  /** Every way to part a task in two connected halves; without loops by each edge inside, the side of `edge.a` first. */
  function halvesOf(task: Known): Halves {
    task.halves ??= task.part.tree ? edgesOf(task) : bondsOf(task);
    return task.halves;
  }

  function edgesOf({ part: { mask, inside, closing }, gate }: Known): Halves {
    const pieces = new Array<Known>(2 * inside.length);
    inside.forEach(({ a, b }, i) => {
      const one = flood(neighbours, 1 << a, mask & ~(1 << b));
      pieces[2 * i] = taskOf(one, gate);
      pieces[2 * i + 1] = taskOf(mask & ~one, gate);
    });
    return { pieces, closing };
  }

  /** With loops: the halves that the shutting of up to one hatch more than there are loops leaves. */
  function bondsOf({ part: { mask, inside, loops }, gate }: Known): Halves {
    const found = new Map<number, number>();
    const links = Int32Array.from(neighbours, (beyond) => beyond & mask);
    const shutFrom = (from: number, left: number) => {
      for (let e = from; e < inside.length; e++) {
        step();
        const { a, b } = inside[e];
        links[a] &= ~(1 << b);
        links[b] &= ~(1 << a);
        const one = flood(links, 1 << a, mask);
        if (one === mask) {
          if (left > 1) shutFrom(e + 1, left - 1);
        } else addHalves(one);
        links[a] |= 1 << b;
        links[b] |= 1 << a;
      }
    };
    const addHalves = (one: number) => {
      const other = mask & ~one;
      if (flood(neighbours, other & -other, other) !== other || found.has(one) || found.has(other)) return;
      const across = inside.filter(({ a, b }) => ((one >> a) & 1) !== ((one >> b) & 1));
      found.set(
        one,
        across.reduce((sum, edge) => sum + edge.close, 0),
      );
    };
    shutFrom(0, loops + 1);
    const pieces = [...found.keys()].flatMap((one) => [taskOf(one, gate), taskOf(mask & ~one, gate)]);
    return { pieces, closing: [...found.values()] };
  }

  /** As a part of the test of something with `gate`: what lies beyond that is all that is sound yet. */
  const sideIn = (task: Known, gate: Gate | null): Side =>
    task.firm || task.gate?.home === gate?.home ? task.side : sideOf({ part: task.part, gate });

  return { taskOf, gatesOf, halvesOf, sideIn, soonestOf, step };
}
