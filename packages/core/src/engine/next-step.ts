/** The next step of a search from the station as it is now, and as far as readings can be trusted to end it. */
import { type Finding, isReadFor, type Locator, opening } from "../locate/index.ts";
import { mayOpen, type PlanNode, planReading, planSearch, type Situation } from "../plan/index.ts";
import { pascal, second } from "../quantity/index.ts";
import { hatchOf, type Station } from "../station/index.ts";
import type { Cabin } from "./cabin.ts";
import type { ToOpen } from "./opening.ts";
import { isBarometerIn, isRead } from "./read.ts";
import {
  chanceOf,
  letBe,
  pressuresIn,
  type Stage,
  settings,
  situationOf,
  suspected,
  suspectedNow,
} from "./situation.ts";

/**
 * (-) No search ends in modules that are less likely to hold the leak: a wrong end is worse than none. Where a closure is long overdue
 * people look for the hole sooner: nobody is shut off by it, and what is shut stays watched.
 */
const sure = 0.95;
const worthLooking = 0.8;
/** (-) A flow that is not so many standard deviations from none may be none. */
const told = 2;
/** (-) Where readings tell no more, people look for the hole in modules that hold it so surely all together. */
const together = 0.99;

/** From that which may leave out most to that which leaves out least. */
const stages: readonly Stage[] = ["long overdue", "overdue", "due"];

/** The next step, at that stage of the closure that is being watched; `tells` is what is worth opening, if there is anything. */
export function stepOf(
  station: Station,
  cabin: Cabin,
  locator: Locator,
  finding: Finding,
  stage: Stage,
  tells: ToOpen | null,
): PlanNode {
  const untight = openLoose(station, cabin, locator, finding);
  if (untight !== null) return untight;
  if (isReadFor(locator, suspectedNow(station, cabin, locator, finding, stage)))
    return readOpened(station, cabin, locator, finding);
  if (tells !== null) return openToTell(station, cabin, locator, finding, tells);
  const reading = stage === "long overdue" ? readingOf(station, cabin, locator, finding) : null;
  if (reading !== null) return reading;
  for (const at of stages.slice(stages.indexOf(stage))) {
    const step = trusted(
      station,
      cabin,
      locator,
      finding,
      stage,
      nextStep(situationOf(station, cabin, locator, finding, at)),
    );
    if (step !== null) return step;
  }
  const look = stage === "long overdue" ? lookFor(station, cabin, locator, finding) : null;
  return look ?? { ...watchOn(station, cabin), modules: locator.modules.filter((m) => finding.probability[m] > letBe) };
}

/** What a planned step is worth: itself, or what is better than it; null where it would end in modules that are not likely enough. */
function trusted(
  station: Station,
  cabin: Cabin,
  locator: Locator,
  finding: Finding,
  stage: Stage,
  step: PlanNode,
): PlanNode | null {
  const end = endOf(step);
  const isLate = stage === "long overdue";
  if (end === null)
    return (isLate && step.action === "wait" ? lookFor(station, cabin, locator, finding) : null) ?? step;
  if (end.action === "search-module" && isAnywhere(locator, end.modules)) return watchAll(station, cabin, locator);
  const chance = chanceOf(finding.probability, end.modules);
  if (chance >= sure) return step;
  if (!isLate) return null;
  const look = lookFor(station, cabin, locator, finding);
  if (look !== null || chance < worthLooking) return look;
  return end.action === "search-module" ? step : lookIn(station, cabin, end.modules);
}

/** Nothing is left out, while it is not known whether any air is lost: to look everywhere is no answer, but where there is one place only. */
function isAnywhere({ epoch, suspects }: Locator, modules: readonly string[]): boolean {
  if (suspects.length < 2) return false;
  const isVague = epoch.flows.every(({ mean, sd }) => mean < told * sd);
  return isVague && suspects.every((m) => modules.includes(m));
}

function watchAll(station: Station, cabin: Cabin, { suspects }: Locator): PlanNode {
  const why = "How much air is lost is not known well enough for any closure to tell: all is watched until it is";
  return { ...watchOn(station, cabin), modules: suspects, why };
}

/** Where nothing reads the likeliest volume it is joined, once, to one that is read; null where that is not so. */
function readingOf(station: Station, cabin: Cabin, locator: Locator, finding: Finding): PlanNode | null {
  const likeliest = cabin.volumes.reduce((a, b) =>
    chanceOf(finding.probability, b.modules) > chanceOf(finding.probability, a.modules) ? b : a,
  );
  if (finding.modules.length > 0 || isRead(station, cabin, likeliest)) return null;
  const step = planReading(situationOf(station, cabin, locator, finding, "due"), likeliest.modules);
  return step !== null && isUntold(station, locator, step.tree.hatches) ? step.tree : null;
}

/** What was just opened shows within minutes whether it has lost air. */
function readOpened(station: Station, cabin: Cabin, locator: Locator, finding: Finding): PlanNode {
  const { expected } = nextStep(situationOf(station, cabin, locator, finding, "due"));
  return {
    ...watchOn(station, cabin),
    modules: suspected(station, cabin, locator, finding, "due"),
    watch: second(opening.minutes * 60),
    expected: second(opening.minutes * 60 + expected),
    why: "A volume that nobody could read was just opened: the pressure of both shows whether air was lost there",
  };
}

/** A volume that nobody can read is opened, since what stands in it tells by now. */
function openToTell(
  station: Station,
  cabin: Cabin,
  locator: Locator,
  finding: Finding,
  { hatches, modules }: ToOpen,
): PlanNode {
  const opened = Object.fromEntries(hatches.map((id) => [id, "open" as const]));
  const after = { ...cabin, hatches: { ...cabin.hatches, ...opened } };
  const { expected } = nextStep(situationOf(station, after, locator, finding, "due"));
  const time = hatches.reduce((sum, id) => sum + hatchOf(station, id).openTime, 0);
  const names = modules.map((id) => station.modules.find((m) => m.id === id)!.name).join(" and ");
  return {
    ...watchOn(station, cabin),
    action: "open",
    hatches,
    modules: suspected(station, cabin, locator, finding, "due"),
    observe: [],
    expected: second(time + opening.minutes * 60 + expected),
    why: `Nothing reads ${names}: by now the pressure on opening tells whether air was lost there`,
  };
}

/** No module is sure enough. */
function watchOn(station: Station, cabin: Cabin): Omit<PlanNode, "modules"> {
  return {
    action: "wait",
    hatches: [],
    crew: {},
    watch: second(0),
    observe: cabin.volumes
      .flatMap(({ modules }) => station.sensors.filter((s) => isBarometerIn(s, modules)).slice(0, 1))
      .map(({ id }) => id),
    expected: second(0),
    why: "No module is sure enough: what is shut stays shut and is watched, until readings tell or somebody finds the hole",
    outcomes: [],
  };
}

/** What is shut is watched on, and people look for the hole; null where that would be in more than half of what could leak. */
function lookFor(station: Station, cabin: Cabin, { suspects }: Locator, { probability }: Finding): PlanNode | null {
  const modules = likeliestOf(probability);
  return modules.length <= suspects.length / 2 ? lookIn(station, cabin, modules) : null;
}

const lookIn = (station: Station, cabin: Cabin, modules: readonly string[]): PlanNode => ({
  ...watchOn(station, cabin),
  action: "search-module",
  modules,
  why: "Readings hardly tell these further apart: what is shut stays shut, and people look for the hole where they can",
});

/** The fewest modules that hold the leak as surely as `together`. */
function likeliestOf(probability: Finding["probability"]): readonly string[] {
  let sum = 0;
  return Object.keys(probability)
    .sort((a, b) => probability[b] - probability[a])
    .filter((m) => {
      const isWanted = sum < together;
      sum += probability[m];
      return isWanted;
    });
}

/** No closure has parted yet what these hatches join. */
const isUntold = (station: Station, { modules, classes }: Locator, hatches: readonly string[]) =>
  station.hatches
    .filter(({ id }) => hatches.includes(id))
    .every(({ between: [a, b] }) => classes[modules.indexOf(a)] === classes[modules.indexOf(b)]);

/** Where a step leads without anything more being learnt, if that is to hold a module for the one that leaks. */
function endOf({ action, outcomes, modules }: PlanNode): Pick<PlanNode, "action" | "modules"> | null {
  if (outcomes.length > 1) return null;
  if (outcomes.length === 1) return endOf(outcomes[0].next);
  return action === "isolate" || action === "search-module" ? { action, modules } : null;
}

/** A hatch that is told closed and is not tight parts nothing: it is opened, where people can come to it. */
function openLoose(filed: Station, cabin: Cabin, locator: Locator, finding: Finding): PlanNode | null {
  const people = new Set(
    Object.values(cabin.crew).flatMap((m) => cabin.volumes.find((v) => v.modules.includes(m))?.modules ?? []),
  );
  const pressures = pressuresIn(cabin);
  const loose = filed.hatches.filter(
    ({ id, operable, between }) =>
      finding.hatches.includes(id) &&
      cabin.hatches[id] === "closed" &&
      operable &&
      between.some((m) => people.has(m)) &&
      mayOpen({ station: filed, settings }, pressures.get(between[0])!, pressures.get(between[1])!),
  );
  if (loose.length === 0) return null;
  const ids = loose.map(({ id }) => id);
  const after = {
    ...cabin,
    hatches: { ...cabin.hatches, ...Object.fromEntries(ids.map((id) => [id, "open" as const])) },
  };
  const then = nextStep(situationOf(filed, after, locator, { ...finding, hatches: [] }, "due"));
  const time = loose.reduce((sum, { openTime }) => sum + openTime, 0);
  return {
    ...then,
    action: "open",
    hatches: ids,
    crew: {},
    watch: second(0),
    observe: [],
    expected: second(time + then.expected),
    why: `${ids.join(" or ")} is told closed and is not tight: nothing is learnt behind it`,
    outcomes: [],
  };
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
