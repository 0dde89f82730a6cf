/** What an entry of the log says, in the language of who reads it. */
import { type Reader, sentenceOfAlarm } from "../said/index.ts";
import { type Entry, hatchName, moduleName, personName, type Says, type WholeStation } from "../station/index.ts";
import { type Key, knows } from "../words/index.ts";

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

/** Who reads, of which station; `titles` are those of procedures, by id. */
export interface LogReader extends Reader {
  readonly whole: WholeStation;
  readonly titles?: Readonly<Record<string, string>>;
}

type Body = Readonly<Record<string, unknown>>;
/** Null where the entry says nothing that is known here: then what was written stands. */
type Writer = (body: Body, reader: LogReader) => string | null;

const said = (value: unknown): string => (typeof value === "string" ? value : "");
const join = (...parts: readonly string[]) => parts.filter((part) => part !== "").join(": ");

/** `leak-1` is of the kind `leak`. */
const kindOfAlarm = (id: string) => id.replace(/-\d+(\..*)?$/, "");

/** The name of an alarm, by its kind or its id. */
function alarmName(id: unknown, { say }: Reader): string {
  const key = `alarm.${kindOfAlarm(said(id))}`;
  return knows(key) ? say(key) : said(id);
}

const alarm: Writer = (body, reader) => {
  const sentence = sentenceOfAlarm((body.says as Says | undefined) ?? null, reader.whole, reader);
  return sentence === null ? null : join(alarmName(body.type ?? body.alarm, reader), sentence);
};
const alarmBy =
  (field: string): Writer =>
  (body, reader) =>
    join(alarmName(body.alarm, reader), said(body[field]));

/** What was done, by the parameter that told the engine of it. */
const action: Writer = ({ parameter, value }, { say, whole, format }) => {
  const [what = "", of = ""] = said(parameter).split(/:(.*)/s);
  const [module] = of.split("#");
  const where = moduleName(whole, module);
  const work = `work.${said(value)}`;
  if (what === "patch" && knows(work)) return `${where}: ${say(work)}`;
  const check = `check.${said(value)}`;
  if (what === "check" && knows(check)) return `${say("check.what")}, ${where}: ${say(check)}`;
  const search = `search.${said(value)}`;
  if (what === "search" && knows(search)) return `${say("search.title")}, ${where}: ${say(search)}`;
  const number = Number.parseFloat(said(value));
  if (what === "gauge" && number > 0) {
    const { number: read, unit } = format.pressure(number, "mmHg");
    return `${say("page.gauge")}, ${where}: ${read} ${unit}`;
  }
  if (what === "supply" && number >= 0)
    return number === 0
      ? say("refill.saidShut", { supply: of })
      : say("refill.saidOpen", { supply: of, rate: format.significant(number, 3) });
  return null;
};

/** What each cause is believed by now, the likeliest first. */
function sharesOf(answer: unknown, { say, format }: Reader): string {
  const { posterior = {} } = (answer ?? {}) as { posterior?: Readonly<Record<string, { readonly value: number }>> };
  return Object.entries(posterior)
    .filter(([cause]) => knows(`cause.${cause}`))
    .toSorted(([, a], [, b]) => b.value - a.value)
    .map(([cause, { value }]) => `${say(`cause.${cause}` as Key)} ${format.percent(value)}`)
    .join(", ");
}

/** What the console says of a kind by itself; of all others it shows what somebody wrote. */
const writers: Partial<Record<EntryKind, Writer>> = {
  "hatch-moved": ({ hatch, state }, { whole, say }) =>
    `${hatchName(whole, said(hatch))}: ${say(state === "closed" ? "map.closed" : "map.open")}`,
  "crew-moved": ({ who, module }, { whole, say }) =>
    say("next.person", { who: personName(said(who)), where: moduleName(whole, said(module)) }),
  "poll-voted": ({ vote, comment }) => join(said(vote), said(comment)),
  "poll-closed": ({ text }) => said(text),
  "handover-accepted": ({ comment }) => said(comment),
  action,
  "alarm-raised": alarm,
  "alarm-updated": alarm,
  "alarm-cleared": alarm,
  "alarm-acknowledged": alarmBy("comment"),
  "alarm-shelved": alarmBy("reason"),
  "alarm-unshelved": alarmBy("reason"),
  "alarm-latched": alarmBy("reason"),
  "alarm-reset": alarmBy("comment"),
  "procedure-published": ({ procedure, title }, { titles }) => titles?.[said(procedure)] ?? said(title),
  "procedure-started": ({ procedure, title }, { titles }) => titles?.[said(procedure)] ?? said(title),
  "step-done": ({ step, branch, comment }) =>
    join([said(step), said(branch)].filter(Boolean).join(" → "), said(comment)),
  note: ({ says }, reader) => sentenceOfAlarm((says as Says | undefined) ?? null, reader.whole, reader),
  "conjunction-message": ({ name, fault, says }, reader) =>
    fault === undefined
      ? sentenceOfAlarm((says as Says | undefined) ?? null, reader.whole, reader)
      : join(reader.say("approach.refused"), said(name)),
  "cause-weighed": ({ title, answer }, reader) => join(said(title), sharesOf(answer, reader)),
  "procedure-ended": ({ outcome, text }, { say }) =>
    join(say(outcome === "stopped" ? "procedure.stopped" : "procedure.completed"), said(text)),
};

/** Where people have written their words, by what is looked at first. */
const worded = ["text", "question", "title", "summary", "reason", "comment", "caption", "name", "telemetry", "step"];

type Written = Pick<Entry, "kind" | "body"> & {
  readonly author?: { readonly role: string };
  readonly incident?: string | null;
};

export function sentenceOf({ kind, body, author, incident = null }: Written, reader: LogReader): Sentence {
  const known = kinds.find((one) => one === kind);
  const title = known === undefined ? reader.say("log.entry") : reader.say(`kind.${known}` as Key);
  // The server opens incidents by themselves: their id begins with that of the alarm.
  if (kind === "incident-opened" && author?.role === "server")
    return { title, text: alarmName(incident, reader), isTheirs: false };
  const own = known === undefined ? null : (writers[known]?.(body, reader) ?? null);
  if (own !== null) return { title, text: own, isTheirs: false };
  const words = worded.map((name) => said(body[name])).find((text) => text !== "");
  return { title, text: words ?? "", isTheirs: true };
}

/** An incident by its alarm and its time where the server has opened it, else as it was named. */
export function incidentTitle(
  { id, title, opened }: { id: string; title: string; opened: readonly { time: string; by: { role: string } }[] },
  reader: Reader,
): string {
  const [first] = opened;
  if (first === undefined || first.by.role !== "server") return title;
  return `${alarmName(id, reader)}, ${reader.time.moment(Date.parse(first.time), false)} ${reader.time.zone}`;
}

/** What the list may be narrowed to. */
export const filters = ["all", "alarms", "people", "hatches"] as const;
export type Filter = (typeof filters)[number];

export function passes(filter: Filter, { kind, author }: Pick<Entry, "kind" | "author">): boolean {
  if (filter === "alarms") return kind.startsWith("alarm-") || kind.startsWith("incident-");
  if (filter === "people") return author.role !== "server";
  return filter === "all" || kind === "hatch-moved" || kind === "crew-moved" || kind === "action";
}
