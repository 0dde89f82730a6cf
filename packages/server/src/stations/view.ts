/** What is known of a station now: the newest row of every parameter and what the engine said last. */
import type { Row } from "@hullwatch/archive";
import type { WireEvent } from "../records/index.ts";

/** An alarm that stands. */
export interface StandingAlarm {
  readonly event: WireEvent;
  /** What caused it: a journal position, and the place in what was said then. */
  readonly position: number;
  readonly place: number;
  /** Whether it has been raised before people: not while all that speaks for it is a past that came too late to be news. */
  told: boolean;
}

/** A stretch of live data: rows that were accepted soon after they were read. */
export interface Live {
  /** (s) UNIX time of its first row. */
  readonly since: number;
  /** (Pa) What each pressure gauge read first in it. */
  readonly first: { [sensor: string]: number };
}

/** A plain value, kept with the engine's state. */
export interface View {
  /** Of every parameter: (s) UNIX time and value as it came. */
  readonly latest: { [parameter: string]: readonly [time: number, value: string] };
  /** (s) UNIX time of the newest row; null before the first. */
  newest: number | null;
  /** The stretch of live data that the newest row belongs to; null while the newest came late. */
  live: Live | null;
  readonly alarms: { [id: string]: StandingAlarm };
  /** The last event of each type, and of what: `estimate`, `watch destiny,…`. */
  readonly events: { [subject: string]: WireEvent };
}

export const startView = (): View => ({ latest: {}, newest: null, live: null, alarms: {}, events: {} });

/** (s) A row that is further ahead of the clock has a wrong time: it stands until the next one comes. */
const farAhead = 86_400;

/** Takes in a row that came at `received` (s, UNIX). */
export function takeRow(view: View, { time, parameter, value }: Row, received: number): void {
  const { latest, newest } = view;
  const isOlder = (than: number) => time < than && than <= received + farAhead;
  const known = latest[parameter];
  if (known === undefined || !isOlder(known[0])) latest[parameter] = [time, value];
  if (newest === null || !isOlder(newest)) view.newest = time;
}

/** Events that hold only while a leak is known. */
const ofLeak = ["estimate", "location", "advice"];

/** Takes in an event that is no alarm. */
export function takeEvent(view: View, event: WireEvent): void {
  view.events[subjectOf(event)] = event;
}

/** No leak is known any more. */
export function forgetLeak(view: View): void {
  for (const type of ofLeak) delete view.events[type];
}

function subjectOf({ type, modules, hole }: WireEvent): string {
  if (type === "repair") return `repair ${hole}`;
  return Array.isArray(modules) && !ofLeak.includes(type) ? `${type} ${modules.join()}` : type;
}
