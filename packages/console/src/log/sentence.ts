/** What an entry of the log says, in the language of who reads it. */
import { type Entry, hatchName, moduleName, personName, type WholeStation } from "../station/index.ts";
import type { Say } from "../units/index.ts";

/** Kinds of entries that have a heading of their own; any other is "Entry". */
export const kinds = [
  "incident-opened",
  "incident-closed",
  "hatch-moved",
  "crew-moved",
  "action",
  "decision",
  "poll-opened",
  "poll-voted",
  "poll-closed",
  "handover",
  "handover-accepted",
  "note",
  "file",
  "correction",
  "release",
  "alarm-raised",
  "alarm-updated",
  "alarm-cleared",
  "alarm-acknowledged",
  "alarm-shelved",
  "alarm-unshelved",
  "alarm-latched",
  "alarm-reset",
  "procedure-published",
  "procedure-started",
  "step-done",
  "deviation",
  "procedure-ended",
  "conjunction-message",
  "cause-weighed",
] as const;
export type EntryKind = (typeof kinds)[number];

export interface Sentence {
  readonly title: string;
  readonly text: string;
  /** The text was written by somebody, in whatever language. */
  readonly isTheirs: boolean;
}

type Body = Readonly<Record<string, unknown>>;
type Writer = (body: Body, whole: WholeStation, say: Say) => string;

const said = (value: unknown): string => (typeof value === "string" ? value : "");
const hatchState = (state: unknown, say: Say) => say(state === "closed" ? "map.closed" : "map.open");

/** What the console says of a kind by itself; of all others it shows what somebody wrote. */
const writers: Partial<Record<EntryKind, Writer>> = {
  "hatch-moved": ({ hatch, state }, whole, say) => `${hatchName(whole, said(hatch))}: ${hatchState(state, say)}`,
  "crew-moved": ({ who, module }, whole, say) =>
    say("next.person", { who: personName(said(who)), where: moduleName(whole, said(module)) }),
  "poll-voted": ({ vote }) => said(vote),
};

/** Where people have written their words, by what is looked at first. */
const worded = ["text", "question", "title", "summary", "reason", "comment", "caption", "name", "telemetry", "step"];

export function sentenceOf({ kind, body }: Pick<Entry, "kind" | "body">, whole: WholeStation, say: Say): Sentence {
  const known = kinds.find((one) => one === kind);
  const title = known === undefined ? say("log.entry") : say(`kind.${known}`);
  const writer = known === undefined ? undefined : writers[known];
  if (writer !== undefined) return { title, text: writer(body, whole, say), isTheirs: false };
  const words = worded.map((name) => said(body[name])).find((text) => text !== "");
  return { title, text: words ?? "", isTheirs: true };
}

/** What the list may be narrowed to. */
export const filters = ["all", "alarms", "people", "hatches"] as const;
export type Filter = (typeof filters)[number];

export function passes(filter: Filter, { kind, author }: Pick<Entry, "kind" | "author">): boolean {
  if (filter === "alarms") return kind.startsWith("alarm-") || kind.startsWith("incident-");
  if (filter === "people") return author.role !== "server";
  return filter === "all" || kind === "hatch-moved" || kind === "crew-moved" || kind === "action";
}
