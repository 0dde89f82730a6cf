/** What of an engine's events stands now, and what of it people have to be told as an alarm. */
import { isoTime } from "@hullwatch/core/engine";
import type { Station } from "@hullwatch/core/station";
import { eventId, type StoredEvent, type WireEvent } from "../records/index.ts";
import { forgetLeak, takeEvent, type View } from "./view.ts";

/** What a sensor read last, with its unit, and when (ISO 8601). */
export interface LastReading {
  readonly value: string;
  readonly time: string;
}

/** An alarm before people: it stands from now on, or is over. */
export interface AlarmNews {
  readonly station: string;
  /** That of the event which raised or cleared it. */
  readonly id: string;
  readonly event: WireEvent;
  /** What stood in the record before it was news. */
  readonly stored: boolean;
  /** What the sensor that it is about read last, with the unit and the time; null where it is about none. */
  readonly reading: LastReading | null;
}

/** Places of events that the server itself tells, beyond all that an engine says of one batch. */
export const [toldPlace, clearedPlace] = [1_000_000, 2_000_000];

/** Takes an event into the view, and gives what of it people have to be told as an alarm. */
export function takeSaid(station: Station, view: View, said: StoredEvent): AlarmNews[] {
  const { event, late, position } = said;
  const { alarms } = view;
  // What was found in stored data first keeps the place that it had then.
  const stored = said.place >= toldPlace && said.place < clearedPlace;
  const place = stored ? said.place - toldPlace : said.place;
  if (event.type !== "alarm") {
    takeEvent(view, event);
    return [];
  }
  const name = String(event.id);
  const news = {
    station: said.station,
    id: eventId({ ...said, place }),
    event,
    stored,
    reading: readingOf(station, view, event),
  };
  if (event.state === "raised") {
    alarms[name] = { event, position, place, told: !late };
    return late ? [] : [news];
  }
  const known = alarms[name];
  delete alarms[name];
  if (event.kind === "leak") forgetLeak(view);
  return known?.told === false ? [] : [news];
}

/** What the sensor that an alarm is about read last, with the unit and the time; null where it is about none. */
export function readingOf(station: Station, { latest }: View, { sensor }: WireEvent): LastReading | null {
  const unit = station.sensors.find(({ id }) => id === sensor)?.unit;
  const last = latest[String(sensor)];
  return unit === undefined || last === undefined ? null : { value: `${last[1]} ${unit}`, time: isoTime(last[0]) };
}
