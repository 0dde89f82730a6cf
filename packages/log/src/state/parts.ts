/** By what the entries of the log are gathered, and what each gathering makes of them. */
import type { Kind } from "../entry/index.ts";
import { alarmOf } from "./alarm.ts";
import { pollOf } from "./poll.ts";
import { crewOf, hatchOf } from "./reports.ts";
import { runOf } from "./run.ts";
import { markOf, type Said } from "./said.ts";
import type { Decision, Handover, Incident, Published, Release, State } from "./types.ts";

/** What is gathered by subject from entries that could be read. */
export type Part = Exclude<keyof State, "corrections" | "unread">;

const ofStation = (said: Said, ...names: string[]) => JSON.stringify([said.original.station, ...names]);
/** Of what is about nothing else; two entries that bear one number are two. */
const itself = ({ entry, original }: Said) => `${entry} ${original.hash}`;

/** What an entry is about: the part of the state, and which one of it; null where nothing follows from it. */
export function subjectOf(said: Said): { readonly part: Part; readonly subject: string } | null {
  switch (said.kind) {
    case "incident-opened":
    case "incident-closed":
      return { part: "incidents", subject: ofStation(said, said.original.incident ?? "") };
    case "hatch-moved":
      return { part: "hatches", subject: ofStation(said, said.body.hatch) };
    case "crew-moved":
      return { part: "crew", subject: ofStation(said, said.body.who) };
    case "decision":
      return { part: "decisions", subject: itself(said) };
    case "poll-opened":
    case "poll-voted":
    case "poll-closed":
      return { part: "polls", subject: ofStation(said, said.body.poll) };
    case "handover":
      return { part: "handovers", subject: said.entry };
    case "handover-accepted":
      return { part: "handovers", subject: said.body.handover };
    case "release":
      return { part: "releases", subject: itself(said) };
    case "procedure-published":
      return { part: "procedures", subject: itself(said) };
    case "procedure-started":
    case "step-done":
    case "deviation":
    case "procedure-ended":
      return { part: "runs", subject: ofStation(said, said.body.run) };
    case "action":
    case "note":
    case "file":
    case "correction":
    case "conjunction-message":
    case "cause-weighed":
      return null;
    default:
      return { part: "alarms", subject: ofStation(said, said.body.alarm) };
  }
}

/** Where an incident is counted. */
export const incidentSubject = (station: string, incident: string) => JSON.stringify([station, incident]);

const first = <K extends Kind>(entries: readonly Said[], kind: K) =>
  entries.find((said): said is Extract<Said, { kind: K }> => said.kind === kind);

function incidentOf(entries: readonly Said[], count: number): Incident | null {
  const opening = first(entries, "incident-opened");
  const id = opening?.original.incident ?? null;
  if (opening === undefined || id === null) return null;
  return {
    id,
    station: opening.original.station,
    title: opening.body.title,
    open: entries.at(-1)?.kind === "incident-opened",
    opened: entries.filter(({ kind }) => kind === "incident-opened").map(markOf),
    closed: entries.flatMap((said) =>
      said.kind === "incident-closed" ? [{ ...markOf(said), summary: said.body.summary }] : [],
    ),
    entries: count,
  };
}

function decisionOf([said]: readonly Said[]): Decision | null {
  if (said.kind !== "decision") return null;
  const { station, incident } = said.original;
  const { text, poll = null, because = [] } = said.body;
  return { ...markOf(said), station, incident, text, poll, because };
}

function handoverOf(entries: readonly Said[]): Handover | null {
  const said = first(entries, "handover");
  if (said === undefined) return null;
  const accepted = first(entries, "handover-accepted");
  const { to, summary } = said.body;
  const { station } = said.original;
  return {
    ...markOf(said),
    station,
    role: said.by.role,
    to: { id: to.id, name: to.name },
    summary,
    accepted: accepted === undefined ? null : markOf(accepted),
  };
}

function publishedOf([said]: readonly Said[]): Published | null {
  if (said.kind !== "procedure-published") return null;
  const { procedure, hash, title } = said.body;
  return { ...markOf(said), procedure, hash, title };
}

function releaseOf([said]: readonly Said[]): Release | null {
  if (said.kind !== "release") return null;
  const { title, text, language = null } = said.body;
  return { ...markOf(said), station: said.original.station, title, text, language };
}

/** What follows from the entries about one subject, in the order of the log; null where nothing does as yet. */
export const views: {
  readonly [P in Part]: (entries: readonly Said[], count: number) => State[P][number] | null;
} = {
  incidents: incidentOf,
  alarms: alarmOf,
  hatches: hatchOf,
  crew: crewOf,
  polls: pollOf,
  decisions: decisionOf,
  handovers: handoverOf,
  procedures: publishedOf,
  runs: runOf,
  releases: releaseOf,
};
