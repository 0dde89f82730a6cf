/** What the server itself writes into the shared log: what engines raise and clear, and what feeds report. */
import type { Row } from "@hullwatch/archive";
import type { Author, Body, Draft, Severity } from "@hullwatch/log";
import type { AlarmNews } from "../stations/index.ts";

/** Who writes what nobody has said. */
export const serverAuthor = (centre: string): Author => ({
  id: "hullwatch",
  name: "Hullwatch",
  role: "server",
  centre,
});
export const isServer = ({ id, role }: Author): boolean => id === "hullwatch" && role === "server";

/** How bad each kind of alarm is, in the words of Yamcs and XTCE. */
export const severityOf: Readonly<Record<string, Severity>> = {
  leak: "CRITICAL",
  "rapid-depress": "SEVERE",
  "reserve-short": "SEVERE",
  "pressure-low": "CRITICAL",
  "pressure-high": "WARNING",
  "ppO2-low": "CRITICAL",
  "ppO2-high": "WARNING",
  "o2-fraction-high": "DISTRESS",
  sensor: "WATCH",
  stale: "WATCH",
};

/** Alarms that are the beginning of an incident. */
const beginners = new Set(["leak", "rapid-depress"]);
export const beginsIncident = ({ event }: AlarmNews): boolean =>
  event.state === "raised" && beginners.has(String(event.kind));

interface Quantity {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
}

/** A quantity of an event without the bounds that are not finite; undefined without a value. */
function quantityOf(said: unknown) {
  const { value, low, high, unit } = (said ?? {}) as Partial<Quantity>;
  if (typeof value !== "number" || unit === undefined) return undefined;
  return { value, ...(typeof low === "number" && { low }), ...(typeof high === "number" && { high }), unit };
}

/** The text of an alarm with what a sensor read, and its time basis: the onboard time of the newest row that it rests on. */
function textOf({ event: { text, time }, reading }: AlarmNews): string {
  return `${text}${reading === null ? "" : `; last reading ${reading.value} at ${reading.time}`} [as of ${time}, onboard time]`;
}

/** The same for those who say it in another language; undefined of an event from before there was such a thing. */
function saysOf({ event: { says, sensor }, reading, stored }: AlarmNews): Body<"alarm-raised">["says"] {
  const { code, values } = (says ?? {}) as {
    readonly code?: string;
    readonly values?: Record<string, string | number>;
  };
  if (code === undefined) return undefined;
  const about = typeof sensor === "string" ? { sensor } : {};
  const read = reading === null ? {} : { reading: reading.value, read: reading.time };
  return { code, values: { ...values, ...about, ...read, ...(stored && { stored: 1 }) } };
}

/** The entry of an alarm that was raised or cleared. */
export function alarmDraft(news: AlarmNews, author: Author, incident: string | null): Draft {
  const { station, id, event, stored } = news;
  const envelope = { key: `alarm ${id}`, station, time: String(event.time), author, ...(incident && { incident }) };
  const alarm = String(event.id);
  const says = saysOf(news);
  const said = { alarm, text: textOf(news), ...(says && { says }) };
  if (event.state === "cleared") return { ...envelope, kind: "alarm-cleared", body: said };
  const value = quantityOf(event.rate);
  const threshold = typeof event.threshold === "number" ? { value: event.threshold, unit: "log evidence" } : undefined;
  const type = String(event.kind);
  return {
    ...envelope,
    kind: "alarm-raised",
    body: {
      ...said,
      type,
      severity: severityOf[type] ?? "WARNING",
      text: stored ? `${textOf(news)} Found in stored data; live data bear it out.` : textOf(news),
      ...(value && { value }),
      ...(threshold && { threshold }),
      // What may come back within minutes stays until somebody has seen it.
      latching: type === "rapid-depress",
    },
  };
}

/** The entry that opens an incident. */
export function incidentDraft(news: AlarmNews, author: Author): Draft {
  const { station, id, event } = news;
  const time = String(event.time);
  const title = `${event.kind === "leak" ? "Air is being lost" : "Rapid depressurisation"}, ${time.slice(0, 16)}Z`;
  const incident = `${event.id}.${time.slice(0, 10)}`;
  const body = { title, text: textOf(news) };
  return { key: `incident ${id}`, station, incident, time, author, kind: "incident-opened", body };
}

/** By what a report is known, whoever made it: what both a feed and a person say is one report. */
export const reportName = (station: string, ms: number, parameter: string, value: string): string =>
  JSON.stringify([station, ms, parameter, value]);

/** The entry of a row that reports what somebody did. */
export function reportDraft(station: string, key: string, row: Row, author: Author, incident: string | null): Draft {
  const { time, parameter, value } = row;
  const moment = new Date(Math.round(time * 1000)).toISOString();
  const envelope = { key: `row ${key}`, station, time: moment, author, ...(incident && { incident }) };
  const at = parameter.indexOf(":");
  const [what, of] = [parameter.slice(0, at), parameter.slice(at + 1)];
  if (what === "hatch") {
    const state = value.toLowerCase() === "open" ? "open" : "closed";
    return { ...envelope, kind: "hatch-moved", body: { hatch: of, state } };
  }
  if (what === "crew") return { ...envelope, kind: "crew-moved", body: { who: of, module: value } };
  if (what === "note") return { ...envelope, kind: "note", body: { text: `${of}: ${value}`.slice(0, 20_000) } };
  return { ...envelope, kind: "action", body: { text: `${what} ${of}: ${value}`, parameter, value } };
}
