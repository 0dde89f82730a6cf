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
import type { Station } from "../station/index.ts";
import { standingChecks } from "./checks.ts";
import type { CheckEvent, RepairEvent } from "./event.ts";
import { mostNamed } from "./holes.ts";
import type { CheckReport } from "./mending.ts";
import type { EngineState } from "./state.ts";
import { holeWords, lasting } from "./words.ts";

/** Keys of what was told that are kept, beside those of all logs: more than can be told within any lateness. */
const kept = 300;

/** What has come of checks and repairs and was not told yet. */
export function tellMending({ live, diary }: EngineState, time: Second): (CheckEvent | RepairEvent)[] {
  const { holes, refused, reports } = live.mending;
  if (holes.length === 0 && refused.length === 0 && reports.length === 0) return [];
  const told = new Set(diary.mended);
  const known = new Set<string>();
  const fresh: string[] = [];
  const isNews = (key: string) => {
    known.add(key);
    if (told.has(key)) return false;
    fresh.push(key);
    return true;
  };
  const events = [
    ...reports.filter((r) => isNews(r.key)).map((r) => checkEvent(r, time)),
    ...holes.flatMap((hole) => hole.log.filter((e) => isNews(keyOf(hole, e))).map((e) => repairEvent(hole, e, time))),
    ...refused.flatMap((hole) =>
      hole.log.filter((e) => isNews(`refused ${keyOf(hole, e)}`)).map((e) => refusal(hole, e, time)),
    ),
  ];
  if (fresh.length > 0) {
    const recent = diary.mended.length - kept;
    diary.mended = [...diary.mended.filter((key, i) => i >= recent || known.has(key)), ...fresh];
  }
  return events;
}

/** Two layers may be put on within a minute that is told of once. */
const keyOf = ({ id }: Hole, { time, act, state, layers, attachment }: HoleEntry) =>
  `repair ${id} ${time} ${act} ${state} ${layers} ${attachment?.sha256 ?? ""}`;

/** The checks that still run, at the end of the record. */
export const tellStanding = (station: Station, { live }: EngineState, time: Second): CheckEvent[] =>
  standingChecks(station, live).map((r) => checkEvent(r, time));

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
    gross: r.gross,
    runs: r.runs,
    rate,
    upper95: flow && Number.isFinite(flow.upper) ? mass(flow.upper) : null,
    needed: r.needed === null ? null : second(r.needed),
    tightBelow: mass(r.residual),
    started: second(r.since),
    timeConstant: verdict === "leaking" && opening !== null ? timeConstantOf(opening, r.volume) : null,
    better,
    vestibule: r.vestibule && { ...r.vestibule, proves: kilogramPerSecond(r.vestibule.proves) },
    trustedShut: r.trusted,
    interrupted: r.interrupted?.text ?? null,
    interruptedBy: r.interrupted && { code: r.interrupted.code, values: r.interrupted.values },
  } as const;
  return { ...event, text: checkText(event, r) };
}

function checkText(e: Omit<CheckEvent, "text">, { reopened, still, stands }: CheckReport): string {
  const limit = formatQuantity("massFlow", e.tightBelow, "kg/day", 2);
  const after = `after ${lasting(second(e.time - e.started))}`;
  const broken = e.interrupted === null ? "" : `; interrupted: ${e.interrupted}`;
  const most = mostOf(e);
  if (e.verdict === "tight") {
    const alarm = stands === null ? "" : `; the leak alarm stays: ${stands}`;
    const shut = e.trustedShut.length === 0 ? "" : `, if ${e.trustedShut.join(", ")} let nothing in unreported`;
    return `Tight ${after}: ${most}, limit ${limit}${shut}${broken}${alarm}`;
  }
  if (e.verdict === "leaking" && e.rate !== null) {
    const rate = formatInterval("massFlow", e.rate, "kg/day");
    const held = e.timeConstant === null ? "" : `, time constant ${formatInterval("time", e.timeConstant, "h")}`;
    const repair = e.better === null ? "" : `; ${repairText(e.better, true)}`;
    const gross = e.gross === "leaking" ? ", a gross leak" : "";
    return `${reopened ? "Open again" : "Leaking"} ${after}: ${rate}${gross}${held}${repair}${broken}`;
  }
  if (e.interrupted !== null) return `Undecided ${after}: ${most}${broken}`;
  const gross = e.gross === "tight" ? `no gross leak, ` : "";
  const more =
    e.needed === null
      ? `no length of this check is enough to prove less than ${limit}: part the volume by a hatch`
      : `about ${lasting(e.needed)} more to decide`;
  return `Undecided ${after}: ${gross}${most}, ${still ? "a gauge does not move as it should: nothing is proven tight by it" : more}`;
}

function mostOf({ upper95, rate }: Pick<CheckEvent, "upper95" | "rate">): string {
  if (upper95 === null) return rate === null ? "nothing read" : "nothing proven";
  return `at most ${formatQuantity("massFlow", upper95, "kg/day", 2)} (95 %)`;
}

function repairEvent(hole: Hole, entry: HoleEntry, time: Second): RepairEvent {
  const { act, state, refused, layers, attachment } = entry;
  const left = cureLeft(entry, time);
  return {
    type: "repair",
    time,
    hole: hole.id,
    module: hole.module,
    act,
    state,
    fits: !refused,
    layers,
    cureLeft: Number.isFinite(left) && !Number.isNaN(entry.cure.since) ? second(left) : null,
    attachment,
    text: repairSays(entry, left),
  };
}

/** A row that speaks of one hole too many. */
const refusal = (hole: Hole, entry: HoleEntry, time: Second): RepairEvent => ({
  ...repairEvent(hole, entry, time),
  fits: false,
  text: `not followed: ${mostNamed} holes with a name are, and no more; all rows stay in the record`,
});

function repairSays({ act, state, refused, layers, attachment }: HoleEntry, left: number): string {
  if (refused) return `${act} does not fit a hole that is ${holeWords[state]}: left as it was`;
  if (attachment !== null) {
    const { kind, name, note } = attachment;
    return `${kind} attached: ${name}${note === "" ? "" : `, ${note}`}`;
  }
  const stands = `${holeWords[state]}${layers > 0 ? `, layers of sealant: ${layers}` : ""}`;
  if (act === "due") return `${stands}, its time is over: check whether it is tight`;
  if (act === "suspect") return `${stands}, but air is being lost from the volume that it is in: check it`;
  return state === "curing" && Number.isFinite(left) ? `${stands}, ${lasting(second(left))} to go` : stands;
}
