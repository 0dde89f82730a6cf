/** The next step of a search from the station as it is now, and as far as readings can be trusted to end it. */
import { type Finding, type Locator, likelyFlow, opening } from "../locate/index.ts";
import { defaultSettings, mayOpen, type PlanNode, planReading, planSearch, type Situation } from "../plan/index.ts";
import { type Pascal, pascal, second } from "../quantity/index.ts";
import { hatchOf, type Station } from "../station/index.ts";
import type { Cabin } from "./cabin.ts";
import { pressureOf } from "./losing.ts";
import type { ToOpen } from "./opening.ts";
import { isBarometerIn, isRead } from "./read.ts";
import type { Basis } from "./state.ts";

/** (-) What may be let be, all together; and of its first chance what readings have left of a module that they speak against. */
const letBe = 0.03;
const lowered = 0.25;
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

/**
 * Less than what a plan on its own is given, since it is made anew as the search goes on: on the ISS a third of the time at
 * 0.08 mmHg/h, 0.3 to 0.45 s. It leaves out the minutes in which neighbours taken as one are parted.
 */
const settings = { ...defaultSettings, effort: defaultSettings.effort / 2, parts: 20 };

type Stage = Basis["stage"];
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
  if (locator.openings.length > 0) return readOpened(station, cabin, locator, finding);
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
  if (!isLate || chance < worthLooking) return null;
  return end.action === "search-module" ? step : lookIn(station, cabin, end.modules);
}

/** Nothing is left out, while it is not known whether any air is lost: to look everywhere is no answer. */
function isAnywhere({ epoch, suspects }: Locator, modules: readonly string[]): boolean {
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
  const time = hatches.reduce((sum, id) => sum + hatchOf(station, id).closeTime, 0);
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

const chanceOf = (probability: Finding["probability"], modules: readonly string[]) =>
  modules.reduce((sum, m) => sum + (probability[m] ?? 0), 0);

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
  const time = loose.reduce((sum, { closeTime }) => sum + closeTime, 0);
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

/** The station as people go by it: a hatch that is not as told, or has turned out not to be tight, is none to count on. */
export function situationOf(filed: Station, cabin: Cabin, locator: Locator, finding: Finding, stage: Stage): Situation {
  const { hatches } = finding;
  const isShut = (id: string) => cabin.hatches[id] === "open" && hatches.length === 1 && hatches[0] === id;
  const isLost = (id: string) => hatches.includes(id) || (cabin.hatches[id] === "open" && locator.loose.includes(id));
  const station = filed.hatches.some(({ id }) => isLost(id))
    ? { ...filed, hatches: filed.hatches.map((h) => (isLost(h.id) ? { ...h, operable: false } : h)) }
    : filed;
  const { modules, probability } = finding;
  const suspects = modules.length > 0 ? modules : suspected(station, cabin, locator, finding, stage);
  const pressures = pressuresIn(cabin);
  return {
    station,
    untight: new Set(filed.hatches.filter(({ id, operable }) => operable && isLost(id)).map(({ id }) => id)),
    hatches: (id) => (isShut(id) ? "closed" : cabin.hatches[id]),
    positions: (who) => cabin.crew[who],
    probability: new Map(suspects.map((m) => [m, probability[m]])),
    leak: Math.max(likelyFlow(locator, probability), Number.MIN_VALUE),
    pressure: (m) => pressures.get(m)!,
    settings,
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
 * The modules that are searched, while closures have left out none. The least likely are let be, `letBe` in all: those that readings
 * have spoken against, volumes in which nothing is read, and, where the closure has been watched for longer than it should take,
 * others too. After twice as long the likeliest volume is searched on its own, in parts that are smaller and fall faster: what is
 * not there shows elsewhere.
 */
function suspected(
  station: Station,
  cabin: Cabin,
  { modules, prior }: Locator,
  { probability }: Finding,
  stage: Stage,
): readonly string[] {
  const volumes = cabin.volumes.map((v) => {
    const inside = modules.filter((m) => v.modules.includes(m));
    return { inside, chance: chanceOf(probability, inside), read: isRead(station, cabin, v) };
  });
  const most = volumes.reduce((a, b) => (b.chance > a.chance ? b : a));
  if (stage === "long overdue") return most.inside;
  const isLowered = (m: string) => probability[m] < lowered * Math.exp(prior[modules.indexOf(m)]);
  const groups = volumes.flatMap(({ inside, chance, read }) =>
    stage === "overdue" || !read
      ? [{ inside, chance }]
      : inside.filter(isLowered).map((m) => ({ inside: [m], chance: probability[m] })),
  );
  let left = letBe;
  const apart = groups
    .sort((a, b) => a.chance - b.chance)
    .flatMap(({ inside, chance }) => {
      left -= chance;
      return left >= 0 ? inside : [];
    });
  return modules.filter((m) => !apart.includes(m));
}
