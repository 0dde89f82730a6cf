/** The next step of a search from the station as it is now, and as far as readings can be trusted to end it. */
import { type Finding, type Locator, likelyFlow } from "../locate/index.ts";
import { defaultSettings, type PlanNode, planReading, planSearch, type Situation } from "../plan/index.ts";
import { type Pascal, pascal, second } from "../quantity/index.ts";
import { isOpenAt, type Station } from "../station/index.ts";
import type { Cabin, Volume } from "./cabin.ts";
import { pressureOf } from "./losing.ts";
import type { Basis } from "./state.ts";

/** (-) What may be let be, all volumes together: where nothing is read, and where a closure is overdue. */
const letBe = 0.02;
/** (-) No search ends in modules that are less likely to hold the leak: a wrong end is worse than none. */
const sure = 0.95;

/** A quarter of what a plan on its own is given: on the ISS it finds the same first steps in a third of the time. */
const effort = defaultSettings.effort / 4;

type Stage = Basis["stage"];

/** The next step, at that stage of the closure that is being watched. */
export function stepOf(station: Station, cabin: Cabin, locator: Locator, finding: Finding, stage: Stage): PlanNode {
  const untight = openLoose(station, cabin, locator, finding);
  if (untight !== null) return untight;
  if (stage === "long overdue" && finding.modules.length === 0) {
    const dark = likeliest(cabin, finding);
    if (!isRead(station, cabin, dark)) {
      const now = situationOf(station, cabin, locator, finding, "due");
      const step = planReading(now, dark.modules);
      if (step !== null) return step.tree;
    }
  }
  const stages = (["long overdue", "overdue", "due"] as const).slice(["long overdue", "overdue", "due"].indexOf(stage));
  const steps = stages.map((s) => () => nextStep(situationOf(station, cabin, locator, finding, s)));
  for (const make of steps) {
    const step = make();
    const end = endOf(step);
    if (end === null || end.modules.reduce((sum, m) => sum + finding.probability[m], 0) >= sure) return step;
  }
  return {
    action: "wait",
    hatches: [],
    crew: {},
    modules: locator.modules.filter((m) => finding.probability[m] > letBe),
    watch: second(0),
    observe: cabin.volumes.flatMap(({ modules }) => station.sensors.filter((s) => isBarometerIn(s, modules)).slice(0, 1)).map(({ id }) => id),
    expected: second(0),
    why: "No module is sure enough: what is shut stays shut and is watched, until readings tell or somebody finds the hole",
    outcomes: [],
  };
}

const isBarometerIn = (sensor: Station["sensors"][number], modules: readonly string[]) =>
  sensor.quantity === "pressure" && modules.includes(sensor.module);

/** Where a step leads without anything more being learnt, if that is to hold a module for the one that leaks. */
function endOf({ action, outcomes, ...step }: PlanNode): Pick<PlanNode, "modules"> | null {
  if (outcomes.length > 1) return null;
  if (outcomes.length === 1) return endOf(outcomes[0].next);
  return action === "isolate" || action === "search-module" ? step : null;
}

/** A hatch that is told closed and is not tight parts nothing: it is opened, where people can come to it. */
function openLoose(filed: Station, cabin: Cabin, locator: Locator, finding: Finding): PlanNode | null {
  const people = new Set(Object.values(cabin.crew).flatMap((m) => cabin.volumes.find((v) => v.modules.includes(m))?.modules ?? []));
  const pressures = pressuresIn(cabin);
  const loose = filed.hatches.filter(
    ({ id, operable, between }) =>
      finding.hatches.includes(id) &&
      cabin.hatches[id] === "closed" &&
      operable &&
      between.some((m) => people.has(m)) &&
      Math.abs(pressures.get(between[0])! - pressures.get(between[1])!) <= defaultSettings.openInto,
  );
  if (loose.length === 0) return null;
  const ids = loose.map(({ id }) => id);
  const after = { ...cabin, hatches: { ...cabin.hatches, ...Object.fromEntries(ids.map((id) => [id, "open" as const])) } };
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
