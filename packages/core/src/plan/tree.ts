/** The decision tree of a search: who goes where, which hatch first, what to read, and what each answer leads to. */
import { second } from "../quantity/index.ts";
import type { Hatch } from "../station/index.ts";
import { endingOf, listed } from "./ending.ts";
import { bestSensor, cellsOf, type Layout } from "./layout.ts";
import type { Part } from "./part.ts";
import type { Grown, Past } from "./past.ts";
import type { Outcome, PlanNode } from "./plan.ts";
import { mayOpen } from "./reopen.ts";
import { sealing } from "./sealing.ts";
import type { Search } from "./search.ts";
import type { Situation } from "./situation.ts";
import type { Gate, Task } from "./task.ts";
import type { Move } from "./tasks.ts";
import { farFirst, fromPeople, wayTo } from "./walk.ts";

export function treeOf(situation: Situation, layout: Layout, search: Search) {
  const { station, leak, settings } = situation;
  const { cells } = layout;
  const { reservePressure, abandonBelowReserve } = station.limits;
  const filed = [...layout.edges, ...layout.shut];
  const modulesOf = (mask: number) => [...cellsOf(mask)].flatMap((i) => cells[i].modules);
  const suspects = ({ mask }: Part) => [...cellsOf(mask)].flatMap((i) => cells[i].candidates);
  const nameOf = (id: string) => station.modules.find((module) => module.id === id)!.name;
  const names = (ids: readonly string[]) => listed(ids.map(nameOf));
  const leaf = endingOf(situation, layout, search);

  function grow(task: Task, past: Past): Grown {
    const { part, gate } = task;
    const peopled = layout.anyone || gate !== null || part.peopled;
    const volume = gate === null ? part.volume : search.partOf(part.mask | gate.home).volume;
    const reserve = ((past.pressure - reservePressure) * volume) / leak;
    const { move } = search.solve(task);
    if (part.places <= 1 || move === null || (peopled && reserve < abandonBelowReserve)) return end(task, past);
    const opens = move.gate !== null && (gate === null || soundAgain(move.gate, past).length > 0);
    return (opens ? opening(task, move, past) : closure(task, move, past)) ?? end(task, past);
  }

  /** Where no test is safe the likeliest part without a seat is shut off for good, whatever is then left. */
  function end(task: Task, past: Past): Grown {
    const sealed = sealing(situation, layout, search, task, past);
    const grown = sealed === null ? null : closure(task, sealed, past);
    if (grown === null) return leaf(task, past);
    const { modules } = grown.node.outcomes[0];
    const off = suspects(sealed!.trial.parts[0]);
    const why = `No safe test of ${names(grown.node.modules)}: ${names(off)} can be shut off for good with nobody's seat there`;
    const node = {
      ...grown.node,
      why,
      expected: second(0),
      ...(modules.length === grown.node.modules.length && { observe: [] }),
    };
    return { node, time: 0, closures: 0, set: grown.node.modules.length > 1 ? 1 : 0 };
  }

  /** Hatches that were shut on the way between modules that turned out sound, this side of a gate. */
  function soundAgain(gate: Gate, past: Past): readonly Hatch[] {
    const home = new Set(modulesOf(gate.home));
    return station.hatches.filter(
      ({ id, between, operable }) =>
        operable && past.closed.has(id) && situation.hatches(id) === "open" && between.every((m) => home.has(m)),
    );
  }

  /**
   * The gate is opened, where it is not open yet, and sound modules are joined again by others meanwhile. Null where the
   * pressures of what would be joined may be too far apart.
   */
  function opening(task: Task, move: Move, past: Past): Grown | null {
    const { part } = task;
    const gate = move.gate!;
    const first = filed[gate.edge].hatches.reduce((a, b) => (b.openTime < a.openTime ? b : a));
    const again = soundAgain(gate, past);
    const [hatches, closed] = fromPeople(station, task.gate === null ? [...again, first] : again, past);
    const beyond = search.partOf(gate.home);
    const sound = Math.min(beyond.pressure, past.parted ?? Number.POSITIVE_INFINITY);
    const most = search.highest(gate.home);
    if (!mayOpen(situation, past.pressure, Math.max(sound, most), settings.openInto)) return null;
    const pressure = (past.pressure * part.volume + sound * beyond.volume) / (part.volume + beyond.volume);
    const inside = grow(search.next(move, part), {
      ...past,
      closed,
      pressure: task.gate === null ? pressure : past.pressure,
    });
    const time = (task.gate === null ? gate.open : 0) + inside.time;
    const node: PlanNode = {
      action: "open",
      hatches,
      crew: {},
      modules: suspects(part),
      watch: second(0),
      observe: [],
      expected: second(time),
      why:
        task.gate === null
          ? `No seat of anybody is behind ${first.id}: what is there is searched from this side`
          : "Sound modules are joined again",
      outcomes: [{ modules: suspects(part), probability: 1, next: inside.node }],
    };
    return { ...inside, node, time };
  }

  /** Null where what was lost on the way leaves too little air for it. */
  function closure(task: Task, move: Move, past: Past): Grown | null {
    const { gate, cut, trial } = move;
    const closing = cut.reduce((sum, { close }) => sum + close, 0);
    const watch = Math.max(...trial.watched);
    const sides = trial.parts.map((part) =>
      gate !== null && (part.mask >> gate.inner) & 1 ? part.mask | gate.home : part.mask,
    );
    const shared = sides.map((mask) => search.partOf(mask));
    const rates = shared.map(({ volume }) => leak / volume);
    const isPeopled = shared.map(({ peopled }) => peopled && !layout.anyone);
    // What holds no people need not be opened again for them.
    const together = isPeopled.filter((yes) => yes).length > 1;
    const open = together ? Math.max(...cut.map(({ slowOpen }) => slowOpen)) : 0;
    const tight = (i: number) => past.pressure - rates[i] * (closing + watch + open) <= reservePressure;
    if (trial.parts.some(({ p }, i) => p > 0 && isPeopled[i] && tight(i))) return null;
    const sideOfCell = (cell: number) => sides.findIndex((mask) => (mask >> cell) & 1);
    const own = isPeopled.findIndex((yes) => yes);
    const cuts = cut.flatMap(({ a, b, hatches }) =>
      hatches.map(({ id }) => ({ hatch: id, sides: [sideOfCell(a), sideOfCell(b)] as const })),
    );
    const hatches = farFirst(cuts, own < 0 ? 0 : own);
    const crew: Record<string, string> = {};
    const at = new Map(past.at);
    for (const { id, seat } of layout.people) {
      const side = sides.find((mask) => (mask >> seat) & 1);
      if (side === undefined) continue;
      const goal = wayTo(station, past.closed, past.at.get(id)!, new Set(modulesOf(side)))!;
      if (goal === past.at.get(id)) continue;
      crew[id] = goal;
      at.set(id, goal);
    }
    const closed = new Set([...past.closed, ...hatches]);
    const parted = past.pressure - (leak / shared.reduce((sum, { volume }) => sum + volume, 0)) * closing;
    const grown = trial.parts.map((part, i) => {
      if (part.p === 0) return null;
      const pressure = past.pressure - rates[i] * (closing + watch);
      const now = { closed, at, pressure, parted };
      const next = trial.stuck[i] ? { part, gate: null } : search.next(move, part);
      return trial.stuck[i] ? leaf(next, now) : grow(next, now);
    });
    const mean = (of: (each: Grown, i: number) => number) =>
      grown.reduce((sum, each, i) => (each === null ? sum : sum + (trial.parts[i].p / task.part.p) * of(each, i)), 0);
    const time = closing + mean((each, i) => trial.watched[i] + each.time);
    const outcomes = grown.flatMap((each, i): Outcome[] =>
      each === null
        ? []
        : [{ modules: suspects(trial.parts[i]), probability: trial.parts[i].p / task.part.p, next: each.node }],
    );
    const ordered = outcomes.sort((a, b) => b.probability - a.probability);
    const node: PlanNode = {
      action: "close",
      hatches,
      crew,
      modules: suspects(task.part),
      watch: second(watch),
      observe: trial.parts.flatMap((part, i) => (part.p > 0 ? readingOf(sides[i], at) : [])),
      expected: second(time),
      why: `Parts ${names(ordered[0].modules)} (${percent(ordered[0].probability)}) from ${ordered
        .slice(1)
        .map(({ modules, probability }) => `${names(modules)} (${percent(probability)})`)
        .join(" from ")}`,
      outcomes: ordered,
    };
    return { node, time, closures: hatches.length + mean(({ closures }) => closures), set: mean(({ set }) => set) };
  }

  /** The best sensor of a part, or the hand gauge of somebody in it. */
  function readingOf(side: number, at: ReadonlyMap<string, string>): readonly string[] {
    const inside = modulesOf(side);
    const sensor = bestSensor(station, inside);
    if (sensor !== undefined) return [sensor.id];
    const person = [...at.values()].find((module) => inside.includes(module));
    return person === undefined || settings.handGauge === null ? [] : [`gauge:${person}`];
  }

  return { grow };
}

const percent = (p: number) => `${(100 * p).toFixed(p < 0.1 ? 1 : 0)} %`;
