/** What to do next in the search: planned anew whenever what it rests on has changed, told when it is something else. */
import { type Finding, findingOf, isReadFor, type Locator } from "../locate/index.ts";
import { planRuleBook, type Situation } from "../plan/index.ts";
import type { Pascal, Second } from "../quantity/index.ts";
import type { Station } from "../station/index.ts";
import type { Cabin } from "./cabin.ts";
import { courseOf, isOnCourse } from "./course.ts";
import type { AdviceEvent } from "./event.ts";
import { mendingOf, orMend } from "./mend-step.ts";
import { stepOf } from "./next-step.ts";
import { openingThatTells, type ToOpen } from "./opening.ts";
import { situationOf } from "./situation.ts";
import type { Basis, EngineState } from "./state.ts";

/**
 * Times the watch that was advised after which a closure should have told, and that watch at least and at most (s); twice as long and it is
 * long overdue. What takes more than a quarter of a day to be told by pressures people find sooner. An assumption.
 */
const patience = { times: 2, least: 600, most: 21_600 };

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
  const last = diary.advice;
  const before = last?.on.hatches === hatches ? last : null;
  const watched = time - locator.epoch.since;
  const stage = before === null ? "due" : stageOf(watched, before.until - locator.epoch.since);
  const now = situationOf(station, live, locator, finding, stage);
  const tells = openingThatTells(station, live, locator, finding, stage, time);
  const on = { ...basisOf(station, live, now, finding), hatches, stage, tells: tellsOf(locator, now, tells) };
  if (last !== null && !hasChanged(last.on, on)) return [];
  const underWay = last !== null && last.course !== null && isOnCourse(station, live, last.course);
  if (underWay && last.on.told === on.told && !isAnother(last.on, on)) return [];
  const { outcomes, ...next } = orMend(stepOf(station, live, locator, finding, stage, tells), station, live, finding);
  const { action } = next;
  const where = action === "close" || action === "wait" || action === "open" ? [] : next.modules;
  // The same with another figure in it is nothing new.
  const waitsFor =
    action === "wait" && next.observe.length === 0 ? next.why.replaceAll(/\d[\d.]* (?=mmHg|min|d\b)/g, "") : "";
  const told = JSON.stringify([action, next.hatches, next.crew, next.observe, where, waitsFor]);
  const isNew = last?.told !== told;
  const wait = Math.min(patience.most, patience.times * Math.max(next.watch, patience.least));
  const until = action === "wait" ? locator.epoch.since + wait : Number.NaN;
  const due = before === null || Number.isNaN(before.until) ? until : before.until;
  diary.advice = { told, on, course: courseOf(next, live), until: due };
  const learnt = outcomes.map(({ modules, probability }) => ({ modules, probability }));
  return isNew ? [{ type: "advice", time, ...next, outcomes: learnt, ruleBook: ruleBookOf(action, now) }] : [];
}

/** Beside a step of a search, while there is more than one module to choose from. */
function ruleBookOf(action: AdviceEvent["action"], now: Situation): AdviceEvent["ruleBook"] {
  const isSearch = action === "close" || action === "open" || action === "wait";
  return isSearch && now.probability.size > 1 ? planRuleBook(now) : null;
}

const tellsOf = (locator: Locator, { probability }: Situation, tells: ToOpen | null) =>
  isReadFor(locator, probability.keys()) ? "read" : (tells?.hatches.join() ?? "");

/** How overdue a closure is after `watched` (s) that should have taken no more than `due` (s). */
function stageOf(watched: number, due: number): Basis["stage"] {
  if (!(watched >= due)) return "due";
  return watched >= 2 * due ? "long overdue" : "overdue";
}

function basisOf(
  station: Station,
  cabin: Cabin,
  now: Situation,
  { verdict, modules, hatches }: Finding,
): Omit<Basis, "hatches" | "stage" | "tells"> {
  const likeliest = [...now.probability].reduce((a, b) => (b[1] > a[1] ? b : a));
  const pressure = now.pressure as (module: string) => Pascal;
  const volumes = cabin.volumes.map((v) => v.modules.some((m) => now.probability.has(m)));
  return {
    gist: JSON.stringify([cabin.crew, verdict, modules, hatches, volumes, mendingOf(cabin)]),
    // A set that grows smaller while hatches are being shut does not stop that.
    told: JSON.stringify([verdict === "module" ? modules : [], hatches, mendingOf(cabin)]),
    probability: station.modules.map((m) => now.probability.get(m.id) ?? 0),
    leak: now.leak,
    pressure: pressure(likeliest[0]),
  };
}

const apart = (a: number, b: number, least = 0) => Math.abs(a - b) / Math.max(b, least);

/** Another leak than that for which it was planned, or so much lost that times are others. */
const isAnother = (before: Basis, after: Basis): boolean =>
  apart(after.leak, before.leak) > worthPlanning.leak ||
  apart(after.pressure, before.pressure, worthPlanning.least) > worthPlanning.pressure;

const hasChanged = (before: Basis, after: Basis): boolean =>
  before.hatches !== after.hatches ||
  before.stage !== after.stage ||
  before.tells !== after.tells ||
  before.gist !== after.gist ||
  isAnother(before, after) ||
  after.probability.some((p, m) => Math.abs(p - before.probability[m]) >= worthPlanning.probability);
