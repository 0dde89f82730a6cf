import type { HullwatchEvent } from "@hullwatch/core/engine";
import type { Interval } from "@hullwatch/core/quantity";
import type { State } from "../state/index.ts";
import type { Facts } from "./evaluate.ts";

type EventOf<T extends HullwatchEvent["type"]> = Extract<HullwatchEvent, { type: T }>;
type Advice = Pick<EventOf<"advice">, "action" | "hatches">;

/** All kinds of alarm that an engine raises: one that was never raised is not raised. */
const kindsOfAlarm: Readonly<Record<EventOf<"alarm">["kind"], true>> = {
  leak: true,
  "rapid-depress": true,
  "pressure-low": true,
  "pressure-high": true,
  "ppO2-low": true,
  "ppO2-high": true,
  "o2-fraction-high": true,
  "reserve-short": true,
  sensor: true,
  stale: true,
};

function alarmFacts(events: readonly HullwatchEvent[], facts: Map<string, Interval | string>): void {
  const open = new Map<string, string>();
  for (const event of events) {
    if (event.type !== "alarm") continue;
    if (event.state === "raised") open.set(event.id, event.kind);
    else open.delete(event.id);
  }
  // An engine that has said nothing yet may not have been heard.
  if (events.length === 0) return;
  for (const kind of Object.keys(kindsOfAlarm)) facts.set(`alarm(${kind})`, "cleared");
  for (const kind of open.values()) facts.set(`alarm(${kind})`, "raised");
}

/**
 * What an engine's events, in their order, and the reports in the log say now. `station`: its id. `readings`: facts about
 * sensors, `pressure(LAB-P)`, from whoever reads them.
 */
export function factsOf(
  events: readonly HullwatchEvent[],
  state: Pick<State, "hatches" | "crew">,
  station: string,
  readings: Facts = new Map(),
): Facts {
  const facts = new Map<string, Interval | string>(readings);
  const last = <T extends HullwatchEvent["type"]>(type: T) =>
    events.findLast((event): event is EventOf<T> => event.type === type);
  alarmFacts(events, facts);
  for (const event of events) if (event.type === "repair") facts.set(`hole(${event.module})`, event.state);
  for (const { station: of, hatch, state: is } of state.hatches) if (of === station) facts.set(`hatch(${hatch})`, is);
  for (const { station: of, who, module } of state.crew) if (of === station) facts.set(`crew(${who})`, module);
  const check = last("check");
  if (check !== undefined) facts.set("check", check.verdict);
  // Of a leak that is over nothing is known any more.
  if (facts.get("alarm(leak)") === "raised") {
    estimateFacts(last("estimate"), facts);
    const location = last("location");
    if (location !== undefined) facts.set("verdict", location.verdict);
    adviceFacts(last("advice"), facts);
  }
  return facts;
}

function estimateFacts(estimate: EventOf<"estimate"> | undefined, facts: Map<string, Interval | string>): void {
  if (estimate === undefined) return;
  const { probability, rate, dpdt, area, onset, reserve, outlook } = estimate;
  facts.set("probability", { value: probability, low: probability, high: probability });
  for (const [name, fact] of Object.entries({ rate, dpdt, area, onset, reserve, t1mm: outlook?.t1mm })) {
    if (fact !== null && fact !== undefined) facts.set(name, fact);
  }
}

function adviceFacts(advice: Advice | undefined, facts: Map<string, Interval | string>): void {
  if (advice === undefined) return;
  facts.set("advice", advice.action);
  const wanted = advice.action === "open" ? "open" : "closed";
  const isDone = advice.hatches.every((hatch) => facts.get(`hatch(${hatch})`) === wanted);
  facts.set("advised", isDone ? "done" : "waiting");
}
