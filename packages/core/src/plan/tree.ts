/** The decision tree of a search: who goes where, which hatch first, what to read, and what each answer leads to. */
import { fromSI, second } from "../quantity/index.ts";
import type { Hatch } from "../station/index.ts";
import { bestSensor, cellsOf, type Layout } from "./layout.ts";
import type { Part } from "./part.ts";
import type { Action, Outcome, PlanNode } from "./plan.ts";
import type { Search } from "./search.ts";
import type { Situation } from "./situation.ts";
import type { Gate, Task } from "./task.ts";
import type { Move } from "./tasks.ts";
import { farFirst, wayTo } from "./walk.ts";

/** What has happened on the way to a node. */
export interface Past {
  readonly closed: ReadonlySet<string>;
  /** By person: the module. */
  readonly at: ReadonlyMap<string, string>;
  /** (Pa) In the volume that holds the leak. */
  readonly pressure: number;
  /** (Pa) In it when it was last parted, and no more than in what was parted from it before; none where nothing was. */
  readonly parted?: number;
}

export interface Grown {
  readonly node: PlanNode;
  /** (s), hatches shut, and chance of ending in a set, all expected. */
  readonly time: number;
  readonly closures: number;
  readonly set: number;
}

export function treeOf(situation: Situation, layout: Layout, search: Search) {
  const { station, leak, settings } = situation;
  const { cells } = layout;
  const { reservePressure, abandonBelowReserve } = station.limits;
  const filed = [...layout.edges, ...layout.shut];
  const modulesOf = (mask: number) => [...cellsOf(mask)].flatMap((i) => cells[i].modules);
  const suspects = ({ mask }: Part) => [...cellsOf(mask)].flatMap((i) => cells[i].candidates);
  const nameOf = (id: string) => station.modules.find((module) => module.id === id)!.name;
  const names = (ids: readonly string[]) => listed(ids.map(nameOf));
  const minutes = (s: number) => `${Math.round(fromSI("time", second(s), "min"))} min`;

  function leaf(task: Task, past: Past): Grown {
    const { part, gate } = task;
    const modules = suspects(part);
    const inside = new Set(modulesOf(part.mask));
    const ends = ({ between }: { between: readonly [string, string] }) => between.filter((id) => inside.has(id)).length;
    const around = station.hatches.filter((hatch) => ends(hatch) === 1).map(({ id }) => id);
    const volume = gate === null ? part.volume : search.partOf(part.mask | gate.home).volume;
    const reserve = ((past.pressure - reservePressure) * volume) / leak;
    const what = modules.length === 1 ? names(modules) : `one of ${names(modules)}, which no safe closure tells apart,`;
    const aboard = station.crew.filter(({ vehicle }) =>
      inside.has(station.vehicles.find(({ id }) => id === vehicle)!.seat),
    );
    let action: Action = "search-module";
    let why = `${what} leaks: look for the hole there; the air lasts ${minutes(reserve)}`;
    if (aboard.length === 0 && around.length > 0 && (!layout.anyone || around.every((id) => past.closed.has(id)))) {
      action = "isolate";
      why = `${what} leaks: everybody and every ship with somebody's seat is on the sound side`;
    } else if (reserve < abandonBelowReserve) {
      action = "evacuate";
      why = `${what} leaks and holds ${listed(aboard.map(({ id }) => id))}'s seat; the air there lasts ${minutes(reserve)}`;
    }
    const crew =
      action === "evacuate"
        ? toSeats(past, new Set(aboard.map(({ id }) => id)))
        : action === "isolate"
          ? outOf(inside, past)
          : {};
    const node = { action, hatches: action === "isolate" ? around : [], crew, modules, watch: second(0), observe: [] };
    return {
      node: { ...node, expected: second(0), why, outcomes: [] },
      time: 0,
      closures: 0,
      set: modules.length > 1 ? 1 : 0,
    };
  }

  /** Who stands in a part that is to be given up leaves it, towards their seat. */
  function outOf(inside: ReadonlySet<string>, past: Past): Record<string, string> {
    const sound = new Set(station.modules.map(({ id }) => id).filter((id) => !inside.has(id)));
    const crew: Record<string, string> = {};
    for (const [person, module] of past.at) {
      if (!inside.has(module)) continue;
      const { vehicle } = station.crew.find(({ id }) => id === person)!;
      const { seat } = station.vehicles.find(({ id }) => id === vehicle)!;
      const beyond = [...sound].filter((id) => wayTo(station, past.closed, id, new Set([seat])) !== null);
      // A module that still has its way to the seat once the part is shut off.
      const around = new Set([...past.closed, ...edgesOf(inside)]);
      crew[person] = wayTo(
        station,
        past.closed,
        module,
        new Set(beyond.filter((id) => wayTo(station, around, id, new Set([seat])))),
      )!;
    }
    return crew;
  }

  const edgesOf = (inside: ReadonlySet<string>) =>
    station.hatches.filter(({ between: [a, b] }) => inside.has(a) !== inside.has(b)).map(({ id }) => id);

  function toSeats(past: Past, who: ReadonlySet<string>): Record<string, string> {
    const crew: Record<string, string> = {};
    for (const { id, vehicle } of station.crew) {
      const { seat } = station.vehicles.find((v) => v.id === vehicle)!;
      if (who.has(id) && past.at.get(id) !== seat) crew[id] = seat;
    }
    return crew;
  }

  /** Everybody whose air comes to an end with this volume goes home. */
  function evacuation(task: Task, past: Past, reserve: number): Grown {
    const inside = new Set(modulesOf(task.part.mask | (task.gate?.home ?? 0)));
    const who = new Set(station.crew.filter(({ id }) => inside.has(past.at.get(id)!)).map(({ id }) => id));
    const modules = suspects(task.part);
    const why = `The air lasts ${minutes(reserve)}, less than the ${minutes(abandonBelowReserve)} below which a crew leaves`;
    return {
      node: {
        action: "evacuate",
        hatches: [],
        crew: toSeats(past, who),
        modules,
        watch: second(0),
        observe: [],
        expected: second(0),
        why,
        outcomes: [],
      },
      time: 0,
      closures: 0,
      set: modules.length > 1 ? 1 : 0,
    };
  }

  function grow(task: Task, past: Past): Grown {
    const { part, gate } = task;
    const peopled = !layout.anyone && (gate !== null || part.peopled);
    const volume = gate === null ? part.volume : search.partOf(part.mask | gate.home).volume;
    const reserve = ((past.pressure - reservePressure) * volume) / leak;
    if ((peopled || layout.anyone) && reserve < abandonBelowReserve) return evacuation(task, past, reserve);
    const { move } = search.solve(task);
    if (part.places <= 1 || move === null) return leaf(task, past);
    if (move.gate !== null && (gate === null || soundAgain(move.gate, past).length > 0))
      return opening(task, move, past);
    return closure(task, move, past) ?? leaf(task, past);
  }

  /** Hatches that were shut on the way between modules that turned out sound, this side of a gate. */
  function soundAgain(gate: Gate, past: Past): readonly Hatch[] {
    const home = new Set(modulesOf(gate.home));
    return station.hatches.filter(
      ({ id, between, operable }) =>
        operable && past.closed.has(id) && situation.hatches(id) === "open" && between.every((m) => home.has(m)),
    );
  }

  /** The gate is opened, where it is not open yet, and sound modules are joined again by others meanwhile. */
  function opening(task: Task, move: Move, past: Past): Grown {
    const { part } = task;
    const gate = move.gate!;
    const first = filed[gate.edge].hatches.reduce((a, b) => (b.closeTime < a.closeTime ? b : a));
    const again = soundAgain(gate, past);
    const [hatches, closed] = fromPeople(task.gate === null ? [...again, first] : again, past);
    const beyond = search.partOf(gate.home);
    const sound = Math.min(beyond.pressure, past.parted ?? Number.POSITIVE_INFINITY);
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

  /** These hatches in an order in which somebody comes to each, and what is shut once they are open. */
  function fromPeople(wanted: readonly Hatch[], { closed, at }: Past): readonly [string[], ReadonlySet<string>] {
    const shut = new Set(closed);
    const order: string[] = [];
    const left = new Set(wanted);
    const start = at.size > 0 ? [...at.values()] : [...wanted[0].between];
    while (left.size > 0) {
      const next = [...left].find(({ between }) =>
        start.some((from) => wayTo(station, shut, from, new Set(between)) !== null),
      );
      const hatch = next ?? [...left][0];
      left.delete(hatch);
      shut.delete(hatch.id);
      order.push(hatch.id);
    }
    return [order, shut];
  }

  /** Null where what was lost on the way leaves too little air for it. */
  function closure(task: Task, move: Move, past: Past): Grown | null {
    const { gate, cut, trial } = move;
    const closing = cut.reduce((sum, { close }) => sum + close, 0);
    const open = Math.max(...cut.map(({ slowOpen }) => slowOpen));
    const watch = Math.max(...trial.watched);
    const sides = trial.parts.map((part) =>
      gate !== null && (part.mask >> gate.inner) & 1 ? part.mask | gate.home : part.mask,
    );
    const shared = sides.map((mask) => search.partOf(mask));
    const rates = shared.map(({ volume }) => leak / volume);
    const isPeopled = shared.map(({ peopled }) => peopled && !layout.anyone);
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
export const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
