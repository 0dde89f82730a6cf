/** What to do next, in words. */
import {
  type Advice,
  type Check,
  hatchName,
  moduleName,
  type OtherEvent,
  personName,
  type Repair,
  type WholeStation,
} from "../station/index.ts";
import type { TimeFormat } from "../time/index.ts";
import type { Say } from "../units/index.ts";

export interface Next {
  /** What is to be done, in a few words. */
  readonly title: string;
  /** One line for each thing to be done, in order. */
  readonly steps: readonly string[];
  /** What the rule book would begin with, and how long it would take; empty where it says nothing. */
  readonly book: string;
}

/** The engine's advice as an instruction; nothing of it is left to the language of the engine. */
export function nextOf(
  advice: Advice,
  whole: WholeStation,
  say: Say,
  time: TimeFormat,
  others: readonly OtherEvent[] = [],
): Next {
  const module = (id: string) => moduleName(whole, id);
  const modules = advice.modules.map(module).join(", ");
  const people = Object.entries(advice.crew).map(([who, where]) =>
    say("next.person", { who: personName(who), where: module(where) }),
  );
  const hatches = advice.hatches.map((id) => hatchName(whole, id));
  const moved = advice.action === "open" ? "next.openHatch" : "next.closeHatch";
  const watch = advice.watch_min > 0 ? [say("next.watch", { span: time.span(advice.watch_min * 60) })] : [];
  const observe =
    advice.observe.length > 0 ? [say("next.observe", { what: readable(advice.observe, module, say) })] : [];
  const { rule_book: order = null } = advice;
  const first = order === null || order.hatches.length === 0 ? null : order.groups[0];
  const span = order === null ? "" : time.span(order.expected_min * 60);
  return {
    book: first === null ? "" : say("next.book", { span, modules: first.map(module).join(", ") }),
    title: say(waitsFor(advice, others) ?? `next.${advice.action}`, { n: hatches.length, modules }),
    steps: [...people, ...hatches.map((hatch) => say(moved, { hatch })), ...watch, ...observe],
  };
}

/** What there is to wait for at a hole that has been found: the check that runs there, or the work on it; null where for neither. */
function waitsFor({ action, modules }: Advice, others: readonly OtherEvent[]) {
  if (action !== "wait" || modules.length === 0) return null;
  const isCheck = (event: OtherEvent): event is Check => event.type === "check";
  const isHole = (event: OtherEvent): event is Repair => event.type === "repair";
  const runs = others
    .filter(isCheck)
    .some((check) => check.runs && check.verdict === "undecided" && modules.every((id) => check.modules.includes(id)));
  if (runs) return "next.checking";
  const holes = others.filter(isHole).filter(({ module }) => modules.includes(module));
  if (holes.length === 0 || holes.some(({ state }) => state === "open" || state === "leaking")) return null;
  return holes.every(({ state }) => state === "tight") ? "next.tight" : "next.mending";
}

/** Sensors by their id; `gauge:<module>` is a reading that somebody takes by hand. */
const readable = (ids: readonly string[], module: (id: string) => string, say: Say) =>
  ids.map((id) => (id.startsWith("gauge:") ? say("next.gauge", { where: module(id.slice(6)) }) : id)).join(", ");
