/** Alarms of approaches as they have to stand, held against those that do: what is to be told of it, as events and in the log. */
import type { Alarm, Author, Draft } from "@hullwatch/log";
import { eventId, type WireEvent } from "../records/index.ts";
import type { Approaching, Wanted } from "./approach.ts";
import { over, type Said } from "./says.ts";

/** Something to be told: as an entry of the log, and as an event unless the event about the message says it. */
export interface Telling {
  readonly position: number;
  readonly place: number;
  readonly event: WireEvent | null;
  readonly draft: Draft;
}

/** Places of events about approaches, beyond those of engines and of the server; the position is the message's arrival. */
const base = 3_000_000;
const places = { message: 0, yellow: 1, red: 2, late: 3, over: 10, past: 20, update: 30, sheltering: 40 } as const;
/** Of the event about a message; of a second one, once the crew is to shelter. */
export const messagePlace = (isSheltering: boolean) => base + (isSheltering ? places.sheltering : places.message);

const nameOf = (alarm: string) => alarm.split(":")[1] as "yellow" | "red" | "late";
/** The approach that an alarm is about. */
const approachOf = (alarm: string) => alarm.split(":").slice(2).join(":");

export const isAboutApproach = ({ type }: Pick<Alarm, "type">): boolean => type.startsWith("conjunction");

interface Around {
  readonly station: string;
  readonly centre: string;
  readonly author: Author;
  /** (ms) */
  readonly now: number;
  /** Whether the author has written something with this key. */
  readonly isWritten: (key: string) => boolean;
}

/** What has to be told so that the alarms that stand, as `centre` says, are those that are wanted. */
export function tellings(
  wanted: readonly Wanted[],
  alarms: readonly Alarm[],
  approaches: readonly Approaching[],
  around: Around,
): readonly Telling[] {
  const standing = alarms.filter(
    ({ type, station, raisings }) =>
      isAboutApproach({ type }) &&
      station === around.station &&
      raisings.some(({ centre, cleared }) => centre === around.centre && cleared === null),
  );
  const ended = standing.filter(({ id }) => !wanted.some(({ alarm }) => alarm === id));
  const risen = wanted.filter(({ alarm }) => !standing.some(({ id }) => id === alarm));
  return [
    ...ended.map((alarm) => clearing(alarm, approaches, wanted, around)),
    ...risen.map((alarm) => raising(alarm, around)),
    ...wanted.filter((one) => !risen.includes(one)).flatMap((one) => updating(one, standing, around)),
  ];
}

/** An alarm that stands, with what a newer message says, or that the crew is to shelter by now. */
function updating(wanted: Wanted, standing: readonly Alarm[], around: Around): readonly Telling[] {
  const { station, author, centre, now, isWritten } = around;
  const { alarm, text, says, pc, position, isSheltering } = wanted;
  const raised = standing.find(({ id }) => id === alarm)?.raisings.find((one) => one.centre === centre);
  const place = base + places[nameOf(alarm)] + (isSheltering ? places.sheltering : places.update);
  const key = keyOf(station, position, place);
  if (raised?.text === text || isWritten(key)) return [];
  const body = { alarm, text, says, value: { value: pc, unit: "probability" } };
  const time = new Date(now).toISOString();
  return [{ position, place, event: null, draft: { key, station, time, author, kind: "alarm-updated", body } }];
}

function raising(wanted: Wanted, { station, author, now }: Around): Telling {
  const { alarm, kind, level, severity, text, says, pc, threshold, tca, position } = wanted;
  const place = base + places[nameOf(alarm)];
  const time = new Date(now).toISOString();
  const unit = "probability";
  return {
    position,
    place,
    event: {
      ...{ type: "alarm", time, kind, state: "raised", id: alarm, text, says, severity, level },
      ...{ approach: approachOf(alarm), pc, threshold, tca: new Date(tca * 1000).toISOString() },
    },
    draft: {
      ...{ key: keyOf(station, position, place), station, time, author, kind: "alarm-raised" },
      body: {
        ...{ alarm, type: kind, severity, text, says },
        ...{ value: { value: pc, unit }, threshold: { value: threshold, unit }, latching: false },
      },
    },
  };
}

function clearing(
  { id, type, raisings }: Alarm,
  approaches: readonly Approaching[],
  wanted: readonly Wanted[],
  { station, author, now }: Around,
): Telling {
  const approach =
    approaches.find((one) => one.id === approachOf(id)) ??
    approaches.find(({ formerIds }) => formerIds.includes(approachOf(id)));
  const isPast = approach === undefined || approach.trend.newest.cdm.tca * 1000 <= now;
  // Its messages are forgotten: then the moment of its raising tells it apart.
  const position = approach?.position ?? Date.parse(raisings[0].time);
  const place = base + places[nameOf(id)] + (isPast ? places.past : places.over);
  const time = new Date(now).toISOString();
  const next = wanted.find((one) => one.kind === type && approachOf(one.alarm) === approach?.id);
  const isRenamed = next !== undefined && approach?.id !== approachOf(id);
  const said = isPast ? over.past : isRenamed ? over.renamed(next.alarm) : whyOver(type, next, approach);
  return {
    position,
    place,
    event: { type: "alarm", time, kind: type, state: "cleared", id, ...said, approach: approachOf(id) },
    draft: {
      ...{ key: keyOf(station, position, place), station, time, author, kind: "alarm-cleared" },
      body: { alarm: id, ...said },
    },
  };
}

function whyOver(type: string, next: Wanted | undefined, approach: Approaching | undefined): Said {
  if (type === "conjunction-late") return over.arrived;
  if (next !== undefined) return over.level(next.level, next.pc);
  const pc = approach?.trend.newest.probability?.circle;
  return pc === undefined ? over.undefined : over.below(pc);
}

const keyOf = (station: string, position: number, place: number) => `alarm ${eventId({ station, position, place })}`;
