/** What is said of leak checks and of repairs. */
import {
  betterBy,
  cureLeft,
  type Hole,
  type HoleEntry,
  massOfFlow,
  repairText,
  timeConstantOf,
} from "../mend/index.ts";
import {
  formatInterval,
  formatQuantity,
  interval,
  kilogramPerSecond,
  ninety,
  type Second,
  second,
} from "../quantity/index.ts";
import type { CheckEvent, RepairEvent } from "./event.ts";
import type { CheckReport } from "./mending.ts";
import type { EngineState } from "./state.ts";
import { lasting } from "./words.ts";

/** Keys of what was told that are kept: more than can be told within any lateness. */
const kept = 300;

/** What has come of checks and repairs and was not told yet. */
export function tellMending({ live, diary }: EngineState, time: Second): (CheckEvent | RepairEvent)[] {
  const { holes, reports } = live.mending;
  if (holes.length === 0 && reports.length === 0) return [];
  const told = new Set(diary.mended);
  const fresh: string[] = [];
  const isNews = (key: string) => {
    if (told.has(key)) return false;
    fresh.push(key);
    return true;
  };
  const events = [
    ...reports.filter((r) => isNews(r.key)).map((r) => checkEvent(r, time)),
    ...holes.flatMap((hole) =>
      hole.log
        .filter((e) => isNews(`repair ${hole.id} ${e.time} ${e.act} ${e.state}`))
        .map((e) => repairEvent(hole, e, time)),
    ),
  ];
  if (fresh.length > 0) diary.mended = [...diary.mended, ...fresh].slice(-kept);
  return events;
}

function checkEvent(r: CheckReport, time: Second): CheckEvent {
  const { flow, temperature, opening, before, verdict } = r;
  const mass = (q: number) => kilogramPerSecond(massOfFlow(Math.max(0, q), temperature));
  const rate =
    flow && interval(mass(flow.mean), mass(flow.mean - ninety * flow.sd), mass(flow.mean + ninety * flow.sd));
  const better = before === null || opening === null ? null : betterBy(before, opening);
  const event = {
    type: "check",
    time,
    modules: r.modules,
    verdict,
    rate,
    upper95: flow && mass(flow.upper),
    needed: r.needed === null ? null : second(r.needed),
    tightBelow: mass(r.residual),
    started: second(r.since),
    timeConstant: verdict === "leaking" && opening !== null ? timeConstantOf(opening, r.volume) : null,
    better,
    interrupted: r.interrupted,
  } as const;
  return { ...event, text: checkText(event, r.reopened) };
}

function checkText(e: Omit<CheckEvent, "text">, reopened: boolean): string {
  const limit = formatQuantity("massFlow", e.tightBelow, "kg/day", 2);
  const after = `after ${lasting(second(e.time - e.started))}`;
  const broken = e.interrupted === null ? "" : `; interrupted: ${e.interrupted}`;
  const most =
    e.upper95 === null ? "nothing read" : `at most ${formatQuantity("massFlow", e.upper95, "kg/day", 2)} (95 %)`;
  if (e.verdict === "tight") return `Tight ${after}: ${most}, limit ${limit}${broken}`;
  if (e.verdict === "leaking" && e.rate !== null) {
    const rate = formatInterval("massFlow", e.rate, "kg/day");
    const held = e.timeConstant === null ? "" : `, time constant ${formatInterval("time", e.timeConstant, "h")}`;
    const repair = e.better === null ? "" : `; ${repairText(e.better, true)}`;
    return `${reopened ? "Open again" : "Leaking"} ${after}: ${rate}${held}${repair}${broken}`;
  }
  if (e.interrupted !== null) return `Undecided ${after}: ${most}${broken}`;
  const more =
    e.needed === null
      ? `no length of this check is enough to prove less than ${limit}: part the volume by a hatch`
      : `about ${lasting(e.needed)} more to decide`;
  return `Undecided ${after}: ${most}, ${more}`;
}

const words: Readonly<Record<HoleEntry["state"], string>> = {
  open: "open",
  hand: "stopped by hand",
  taped: "taped",
  patched: "patched",
  sealant: "sealant on it",
  curing: "curing",
  cured: "cured",
  tight: "checked: tight",
  leaking: "leaking again",
};

function repairEvent(
  hole: Hole,
  { act, state, refused, time: at, layers, cureNeeds }: HoleEntry,
  time: Second,
): RepairEvent {
  const left = cureLeft({ cure: { since: at, needs: cureNeeds } }, time);
  const needs = Number.isFinite(left) ? `, ${lasting(second(left))} to go` : "";
  const stands = `${words[state]}${layers > 0 ? `, layers of sealant: ${layers}` : ""}${state === "curing" ? needs : ""}`;
  return {
    type: "repair",
    time,
    hole: hole.id,
    module: hole.module,
    act,
    state,
    fits: !refused,
    layers,
    cureLeft: Number.isFinite(left) ? second(left) : null,
    text: refused ? `${act} does not fit a hole that is ${words[state]}: left as it was` : stands,
  };
}
