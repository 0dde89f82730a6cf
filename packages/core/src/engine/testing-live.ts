/**
 * For tests: a search as it is really lived, on any station. People follow the advice of the moment, or do something else: walk off,
 * move a hatch that nobody spoke of, find one jammed. What they are told at each turn is handed to the referee of plans, with
 * the station as it is and not as the engine holds it.
 */
import {
  type Finding,
  findingOf,
  followMinute,
  type Locator,
  likelyFlow,
  moveHatches,
  type PartMinute,
  type Situation as Setting,
  startLocator,
} from "../locate/index.ts";
import type { PlanNode, Situation } from "../plan/index.ts";
import { checkPlan } from "../plan/testing-referee.ts";
import { pascal, second } from "../quantity/index.ts";
import { cutOff, joinedVolumes, volumeOf } from "../station/index.ts";
import { binLength } from "../watch/index.ts";
import { type Cabin, startCabin } from "./cabin.ts";
import { awake } from "./cabin-minute.ts";
import { stepOf } from "./next-step.ts";
import { openingThatTells } from "./opening.ts";

/** Numbers in 0..1, one after the other. */
type Draw = () => number;

export interface Lived {
  readonly turns: number;
  readonly ended: boolean;
  /** Times that what nobody can read was to be opened for what it would tell. */
  readonly opened: number;
  /** What was wrong with what was advised. */
  readonly wrong: readonly string[];
}

const longest = 14;
/** (s) */
const turn = 600;
const oddly = 0.2;

/** Lives through a search of `situation`, of which `draw` decides what is not the planner's. */
export function liveThrough(situation: Situation, draw: Draw): Lived {
  const { station, leak } = situation;
  const modules = station.modules.map((m) => m.id);
  const suspects = modules.filter((m) => (situation.probability.get(m) ?? 0) > 0);
  const truth = suspects[Math.floor(draw() * suspects.length)];
  const air = new Map<string, number>(modules.map((m) => [m, situation.pressure as number]));
  const cabin = startCabin(station);
  for (const { id } of station.hatches) cabin.hatches[id] = situation.hatches(id);
  for (const { id } of station.crew) cabin.crew[id] = situation.positions(id);
  regroup();
  const prior = new Map(modules.map((m) => [m, Math.max(1e-6, situation.probability.get(m) ?? 0)]));
  const flow = { mean: leak, sd: leak / 10 };
  const locator = startLocator(station, prior, modules, { ...now(0), flow });
  const wrong: string[] = [];

  function now(time: number): Setting {
    const isOpen = (hatch: string) => cabin.hatches[hatch] === "open";
    return { isOpen, since: time, until: time, flow: null, unrest: () => 1e-6 };
  }

  /** The volumes of the cabin, each at the pressure of its air. */
  function regroup(): void {
    cabin.volumes = [];
    awake(station, cabin, 0);
    for (const v of cabin.volumes) {
      const level = v.modules.reduce((sum, m) => sum + air.get(m)! * volumeOf(station, [m]), 0) / v.size;
      for (const m of v.modules) air.set(m, level);
      v.tracker.last.pressure = level;
    }
  }

  function lose(time: number): void {
    const v = cabin.volumes.find((each) => each.modules.includes(truth))!;
    // Down to nothing, and no further.
    v.tracker.last.pressure = Math.max(1, v.tracker.last.pressure - (leak * time) / v.size);
    for (const m of v.modules) air.set(m, v.tracker.last.pressure);
  }

  function check(step: PlanNode, finding: Finding): void {
    const states = { ...cabin.hatches };
    const places = { ...cabin.crew };
    const levels = new Map([...air].map(([m, level]) => [m, pascal(level)]));
    const real: Situation = {
      ...situation,
      // What comes of it hours later goes by the leak as it is known: it is looked at anew long before.
      leak: likelyFlow(locator, finding.probability),
      hatches: (id) => states[id],
      positions: (id) => places[id],
      pressure: (m) => levels.get(m)!,
    };
    const safe = cutOff(station, real.hatches, real.positions).length === 0;
    wrong.push(...checkPlan(real, { tree: step, expected: step.expected, closures: 0, set: 0, gap: 0, safe }));
  }

  /**
   * Gauges are read for a minute of the turn, what nobody can read goes by itself for all of it, and what was opened has been read.
   * What closures show is shown by `show`: so much lost within a minute is no leak of that size.
   */
  function read(): void {
    const gauges = station.sensors.filter(({ quantity }) => quantity === "pressure");
    const minutes = locator.epoch.parts.map((p) => ({
      ...still,
      pressure: gauges
        .filter((s) => p.modules.includes(s.module))
        .map((s) => ({ sensor: s.id, module: s.module, mean: air.get(s.module)!, variance: s.sigma ** 2, bias: 0 })),
    }));
    const shown = locator.epoch.shapes.map(({ L, Q }) => ({ L, Q }));
    followMinute(locator, minutes);
    locator.epoch.shapes.forEach((shape, i) => {
      Object.assign(shape, shown[i]);
    });
    for (const { blind, volume, modules: inside } of locator.epoch.parts)
      for (const m of inside) if (blind !== null) blind.falls[modules.indexOf(m)] += (turn - binLength) / volume;
    locator.openings = [];
  }

  read();
  let ended = false;
  let turns = 0;
  let opened = 0;
  for (; turns < longest && !ended && wrong.length === 0; turns++) {
    const finding = findingOf(locator);
    const stage = (["due", "overdue", "long overdue"] as const)[Math.floor(3 * draw() ** 2)];
    const tells = openingThatTells(station, cabin, locator, finding, stage, second(turns * turn));
    const step = stepOf(station, cabin, locator, finding, stage, tells);
    check(step, finding);
    if (tells !== null && step.hatches.join() === tells.hatches.join()) opened++;
    ended = step.action === "isolate" || step.action === "search-module" || step.action === "evacuate";
    const before = { ...cabin.hatches };
    if (draw() < oddly) stray(station, cabin, draw);
    else follow(step, cabin, draw);
    const moved = station.hatches.map(({ id }) => id).filter((id) => before[id] !== cabin.hatches[id]);
    lose(turn);
    if (moved.length > 0) {
      regroup();
      moveHatches(station, locator, moved, now((turns + 1) * turn));
    }
    show(locator, truth, leak, draw);
    read();
  }
  return { turns, ended, opened, wrong };
}

/** A minute in which nothing is read. */
const still: PartMinute = {
  pressure: [],
  temperature: [],
  nitrogen: [],
  supplied: 0,
  suppliedNitrogen: 0,
  people: [],
  breathed: 0,
  stirred: false,
};

/** People do what they are told, as far as hatches move: one in ten is jammed and ends it. */
function follow({ action, crew, hatches }: PlanNode, cabin: Cabin, draw: Draw): void {
  Object.assign(cabin.crew, crew);
  if (action === "wait" || action === "search-module") return;
  for (const hatch of hatches) {
    if (draw() < 0.1) return;
    cabin.hatches[hatch] = action === "open" ? "open" : "closed";
  }
}

/** Somebody goes elsewhere, or moves a hatch. */
function stray(station: Parameters<typeof startCabin>[0], cabin: Cabin, draw: Draw): void {
  const { crew, hatches } = station;
  const movable = hatches.filter(({ operable }) => operable);
  const pick = <T>(list: readonly T[]) => list[Math.floor(draw() * list.length)];
  if (crew.length > 0 && draw() < 0.5) {
    const { id } = pick(crew);
    const near = joinedVolumes(station, (h) => cabin.hatches[h]).find((v) => v.includes(cabin.crew[id]))!;
    cabin.crew[id] = pick(near);
  } else if (movable.length > 0) {
    const { id } = pick(movable);
    cabin.hatches[id] = cabin.hatches[id] === "open" ? "closed" : "open";
  }
}

/** What gauges show of the part that leaks and of the others, now and then of a wrong one. */
function show({ epoch, modules }: Locator, truth: string, leak: number, draw: Draw): void {
  const misread = draw() < 0.1 ? modules[Math.floor(draw() * modules.length)] : truth;
  epoch.parts.forEach((part, i) => {
    const told = (6 * draw()) ** 2;
    epoch.shapes[i].Q += told / leak ** 2;
    epoch.shapes[i].L += (part.modules.includes(misread) ? told : 0) / leak;
  });
}
