/** What to do next in the search: planned anew whenever what it rests on has changed, told when it is something else. */
import { type Finding, findingOf, type Locator, likelyFlow } from "../locate/index.ts";
import { defaultSettings, type PlanNode, planSearch, type Situation } from "../plan/index.ts";
import { type Pascal, pascal, type Second } from "../quantity/index.ts";
import type { Station } from "../station/index.ts";
import type { Cabin } from "./cabin.ts";
import type { AdviceEvent } from "./event.ts";
import { pressureOf } from "./losing.ts";
import type { Basis, EngineState } from "./state.ts";

/** Times the watch that was advised, and (s) at least, after which a closure should have told; twice as long and it is long overdue. */
const patience = { times: 2, least: 600 };
/** (-) A chance that is let be: where nothing is read, and where a closure is overdue. */
const letBe = 0.03;
/** (-) A chance that is acted on where a closure is long overdue. */
const actedOn = 0.9;

/** A quarter of what a plan on its own is given: on the ISS it finds the same first steps in a third of the time. */
const effort = defaultSettings.effort / 4;

/** What makes it worth planning anew: (-) change of a probability, of the leak, of the pressure; (Pa) under which that counts less. */
const worthPlanning = { probability: 0.05, leak: 0.25, pressure: 0.02, least: 10e3 };

/** The advice of this moment where it is not what was last told; `locator` is null where no leak stands. */
export function advise(
  station: Station,
  { live, diary }: EngineState,
  locator: Locator | null,
  time: Second,
): AdviceEvent[] {
  if (locator === null) {
    diary.advice = null;
    return [];
  }
  const finding = findingOf(locator);
  const hatches = station.hatches.map((h) => live.hatches[h.id]).join();
  const before = diary.advice?.on.hatches === hatches ? diary.advice : null;
  const watched = time - locator.epoch.since;
  const stage = before === null ? "due" : stageOf(watched, before.until - locator.epoch.since);
  const now = situationOf(station, live, locator, finding, stage);
  const on = { ...basisOf(station, live, now, finding), hatches, stage };
  if (diary.advice !== null && !hasChanged(diary.advice.on, on)) return [];
  const { outcomes: _, ...next } = stepOf(station, live, locator, finding, stage);
  const { action } = next;
  const where = action === "close" || action === "wait" || action === "open" ? [] : next.modules;
  const told = JSON.stringify([action, next.hatches, next.crew, next.observe, where]);
  const isNew = diary.advice?.told !== told;
  const wait = patience.times * Math.max(next.watch, patience.least);
  const until = action === "wait" ? locator.epoch.since + wait : Number.NaN;
  diary.advice = { told, on, until: before === null || Number.isNaN(before.until) ? until : before.until };
  return isNew ? [{ type: "advice", time, ...next }] : [];
}

/** How overdue a closure is after `watched` (s) that should have taken no more than `due` (s). */
function stageOf(watched: number, due: number): Basis["stage"] {
  if (!(watched >= due)) return "due";
  return watched >= 2 * due ? "long overdue" : "overdue";
}

/** The next step. Where the likeliest volume is looked at on its own the search ends there only if the leak is hardly elsewhere. */
function stepOf(station: Station, cabin: Cabin, locator: Locator, finding: Finding, stage: Basis["stage"]): PlanNode {
  const step = nextStep(situationOf(station, cabin, locator, finding, stage));
  const chance = step.modules.reduce((sum, m) => sum + finding.probability[m], 0);
  if (stage !== "long overdue" || step.outcomes.length > 0 || chance >= actedOn) return step;
  return nextStep(situationOf(station, cabin, locator, finding, "overdue"));
}

/**
 * The first step of the search. Where the pressure that people may lose in a test would end it among several modules, it goes on
 * as long as their reserve allows: to leave all of them costs more.
 */
function nextStep(now: Situation): PlanNode {
  const { tree } = planSearch(now);
  if (tree.outcomes.length > 0 || tree.modules.length < 2) return tree;
  const further = planSearch({ ...now, settings: { ...now.settings, mayLose: pascal(Number.POSITIVE_INFINITY) } }).tree;
  return further.outcomes.length > 0 ? further : tree;
}

function situationOf(
  filed: Station,
  cabin: Cabin,
  locator: Locator,
  finding: Finding,
  stage: Basis["stage"],
): Situation {
  const { hatches } = finding;
  const states = { ...cabin.hatches };
  let station = filed;
  if (hatches.length === 1) {
    // Taken for what the pressures say, and for one that nobody can count on. Of several each may be as told: people go by that.
    const [hatch] = hatches;
    states[hatch] = states[hatch] === "open" ? "closed" : "open";
    station = { ...filed, hatches: filed.hatches.map((h) => (h.id === hatch ? { ...h, operable: false } : h)) };
  }
  const { modules, probability } = finding;
  const suspects = modules.length > 0 ? modules : suspected(station, cabin, locator, finding, stage);
  const pressures = pressuresIn(cabin);
  return {
    station,
    hatches: (id) => states[id],
    positions: (who) => cabin.crew[who],
    probability: new Map(suspects.map((m) => [m, probability[m]])),
    leak: Math.max(likelyFlow(locator, probability), Number.MIN_VALUE),
    pressure: (m) => pressures.get(m)!,
    settings: { ...defaultSettings, effort },
  };
}

/** By module; a volume in which no gauge has spoken since it was shut off is taken to stand as the highest of the others. */
function pressuresIn(cabin: Cabin): ReadonlyMap<string, Pascal> {
  const read = cabin.volumes.map(pressureOf);
  const highest = pascal(Math.max(...read.filter(Number.isFinite)));
  return new Map(
    cabin.volumes.flatMap((v, i) => v.modules.map((m) => [m, Number.isFinite(read[i]) ? read[i] : highest] as const)),
  );
}

/**
 * The modules that are searched, while closures have left out none. A small chance is let be where nothing is read; and, where the
 * closure has been watched for longer than it should take, where no verdict is to be had. After twice as long the likeliest volume
 * is searched on its own, in parts that are smaller and fall faster: what is not there shows elsewhere.
 */
function suspected(
  station: Station,
  cabin: Cabin,
  { modules }: Locator,
  { probability }: Finding,
  stage: Basis["stage"],
): readonly string[] {
  const isRead = (volume: readonly string[]) =>
    station.sensors.some((s) => s.quantity === "pressure" && volume.includes(s.module)) ||
    station.crew.some(({ id }) => volume.includes(cabin.crew[id]));
  const chances = cabin.volumes.map((v) => v.modules.reduce((sum, m) => sum + (probability[m] ?? 0), 0));
  const most = Math.max(...chances);
  const apart = cabin.volumes.filter((v, i) => {
    if (stage === "long overdue") return chances[i] < most;
    return chances[i] < letBe && (stage === "overdue" || !isRead(v.modules));
  });
  const left = modules.filter((m) => !apart.some((v) => v.modules.includes(m)));
  return left.length > 0 ? left : modules;
}

function basisOf(
  station: Station,
  cabin: Cabin,
  now: Situation,
  { verdict, modules, hatches }: Finding,
): Omit<Basis, "hatches" | "stage"> {
  const likeliest = [...now.probability].reduce((a, b) => (b[1] > a[1] ? b : a));
  const pressure = now.pressure as (module: string) => Pascal;
  return {
    gist: JSON.stringify([cabin.crew, verdict, modules, hatches]),
    probability: station.modules.map((m) => now.probability.get(m.id) ?? 0),
    leak: now.leak,
    pressure: pressure(likeliest[0]),
  };
}

function hasChanged(before: Basis, after: Basis): boolean {
  const apart = (a: number, b: number, least = 0) => Math.abs(a - b) / Math.max(b, least);
  return (
    before.hatches !== after.hatches ||
    before.stage !== after.stage ||
    before.gist !== after.gist ||
    apart(after.leak, before.leak) > worthPlanning.leak ||
    apart(after.pressure, before.pressure, worthPlanning.least) > worthPlanning.pressure ||
    after.probability.some((p, m) => Math.abs(p - before.probability[m]) >= worthPlanning.probability)
  );
}
