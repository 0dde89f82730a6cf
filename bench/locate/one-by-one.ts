/**
 * The same leak searched for one module at a time, by the same crew, in the same air, with the same engine behind the readings: all
 * hatches of a module are shut, it is watched against the rest until that is told, they are opened again, and the next one
 * follows, in the order of the station file. The last one is inferred. Everybody sits by their own seat; no rule
 * but that holds it up. A module is told by what ends a search of Hullwatch, and cleared by what that lets be.
 */
import { act, type Crew, startCrew } from "../../packages/cli/src/drill/crew.ts";
import { Fold } from "../../packages/core/src/engine/engine.ts";
import type { AdviceEvent } from "../../packages/core/src/engine/index.ts";
import { startState } from "../../packages/core/src/engine/state.ts";
import { type Finding, findingOf, type Locator } from "../../packages/core/src/locate/index.ts";
import { type Second, second } from "../../packages/core/src/quantity/index.ts";
import { joinedVolumes, type Station } from "../../packages/core/src/station/index.ts";
import { type Row, rowWriter, startDrill } from "../../packages/core/src/world/index.ts";
import { createReader } from "../../packages/feeds/src/csv/index.ts";
import { leakOf, type SearchJob } from "./leak.ts";
import { safetyOf } from "./safety.ts";

export interface OneByOneResult {
  readonly told: boolean;
  /** The right module was named, with those that no hatch parts from it. */
  readonly right: boolean;
  /** From the alarm until one was. */
  readonly minutes: number;
  readonly closures: number;
  readonly violations: number;
}

type Chances = Finding["probability"];

/** (h) After the leak opens. */
const after = (rate: number) => (rate < 0.5 ? 240 : 48);
/** (s) Between two looks of the crew at what it is told. */
const step = 10;
/** (-) As the search has them: what ends it, what may be let be, and what is left of the odds of what readings speak against. */
const [sure, letBe, lowered] = [0.95, 0.03, 0.25];
/** (s) A test that has told nothing by then is given up, as one that is long overdue. */
const patience = 12 * 3600;

export function searchOneByOne(job: SearchJob): OneByOneResult {
  const { station, joined, module, scenario } = leakOf(job, after(job.rate));
  const drill = startDrill(scenario, station, job.seed);
  const watch = watchOf(station, scenario.id);
  const safety = safetyOf(station);
  const crew = startCrew(station);
  const groups = groupsIn(station, joined);
  const next = turns(station, groups);
  let named: readonly string[] | undefined;
  while (!drill.over && named === undefined) {
    const locator = watch.take(drill.playTo(second(drill.time + step)));
    if (drill.over || locator === null) continue;
    // The engine brings it up to date once a minute.
    if (drill.time % 60 === step) {
      const { probability } = findingOf(locator);
      named = groups.find((group) => chanceOf(probability, group) >= sure);
      crew.advice = next(crew, locator, probability, drill.time);
    }
    for (const order of act(crew, drill.time)) {
      drill.order(order);
      safety.take(order);
    }
  }
  return {
    told: watch.raised !== null,
    right: named?.includes(module) ?? false,
    minutes: watch.raised === null || named === undefined ? Number.NaN : (drill.time - watch.raised) / 60,
    closures: crew.closures,
    violations: safety.violations,
  };
}

/** The engine over what is read: when a leak was told of, and what it believes of the place since. */
function watchOf(station: Station, file: string) {
  const fold = new Fold(station, startState(station, {}));
  const reader = createReader(station, { file });
  const write = rowWriter();
  let raised: number | null = null;
  reader.push("time,parameter,value\n");
  return {
    get raised() {
      return raised;
    },
    take(rows: readonly Row[]): Locator | null {
      const text = rows.map((row) => `${write(row)}\n`).join("");
      const events = reader.push(text).flatMap((input) => [...fold.push(input)]);
      raised ??= events.find((event) => event.type === "alarm" && event.kind === "leak")?.time ?? null;
      return raised === null ? null : (fold.state.live.location?.locator ?? null);
    },
  };
}

/** Modules between which no hatch can be shut count as one. */
function groupsIn(station: Station, joined: readonly string[]): readonly (readonly string[])[] {
  const stuck = new Set(station.hatches.filter((h) => !h.operable && h.state === "open").map(({ id }) => id));
  const groups = joinedVolumes(station, (id) => (stuck.has(id) ? "open" : "closed"));
  return groups
    .filter((group) => joined.includes(group[0]))
    .sort((a, b) => joined.indexOf(a[0]) - joined.indexOf(b[0]));
}

const chanceOf = (probability: Chances, group: readonly string[]) => group.reduce((sum, m) => sum + probability[m], 0);

/** What the crew does next, group by group. */
function turns(station: Station, groups: readonly (readonly string[])[]) {
  const seats = new Map(station.vehicles.map(({ id, seat }) => [id, seat]));
  const home = Object.fromEntries(station.crew.map(({ id, vehicle }) => [id, seats.get(vehicle) as string]));
  const isRead = (m: string) => station.sensors.some((s) => s.module === m && s.quantity === "pressure");
  const dials = [...new Set(Object.values(home))].filter((m) => !isRead(m)).map((m) => `gauge:${m}`);
  const around = (group: readonly string[]) =>
    station.hatches
      .filter(({ between: [a, b], state }) => state === "open" && group.includes(a) !== group.includes(b))
      .map(({ id }) => id);
  let turn = 0;
  let testing = true;
  let advice: AdviceEvent | null = null;

  const say = (action: "close" | "open" | "wait", hatches: readonly string[], time: Second): AdviceEvent => {
    const isSame = advice?.action === action && advice.hatches.join() === hatches.join();
    const said = { action, hatches, crew: home, modules: groups.flat(), observe: action === "wait" ? dials : [] };
    const rest = { watch: second(0), expected: second(0), why: "", outcomes: [], ruleBook: null };
    advice = isSame ? advice : { type: "advice", time, ...said, ...rest };
    return advice as AdviceEvent;
  };

  return ({ hatches, done }: Crew, { modules, prior }: Locator, probability: Chances, time: Second): AdviceEvent => {
    const raisedBy = (m: string) => probability[m] * Math.exp(-prior[modules.indexOf(m)]);
    const most = Math.max(...groups.flat().map(raisedBy));
    const isCleared = (group: readonly string[]) =>
      chanceOf(probability, group) <= letBe && group.every((m) => raisedBy(m) < lowered * most);
    for (;;) {
      const now = groups[turn % groups.length];
      const own = around(now);
      const left = own.filter((id) => hatches.get(id) !== (testing ? "closed" : "open"));
      if (left.length > 0) return say(testing ? "close" : "open", own, time);
      if (testing && !isCleared(now) && time < done + patience) return say("wait", [], time);
      if (!testing) turn++;
      testing = !testing;
    }
  };
}
