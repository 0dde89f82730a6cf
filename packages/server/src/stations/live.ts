/** Whether live data bear out what was found in stored data: only then is it news. */
import { toSI } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import type { StandingAlarm, View } from "./view.ts";

/**
 * (s) Live data after which an alarm that still stands rests on them. The engine ends a gross drop after five minutes without one, and a
 * leak that has stopped within the hour (`late.test.ts`); a limit or a sensor it judges every minute, two minutes behind.
 */
const patience: Readonly<Record<string, number>> = { leak: 3600, "reserve-short": 3600, "rapid-depress": 420 };
const usualPatience = 300;
/** (Pa) A fall that live data show by themselves: half a minute of a gross drop, and five minutes of 6 mmHg/h. */
const shown = toSI("pressure", 0.5, "mmHg");

/** Alarms that a fall of the pressure bears out. */
const ofFalls = new Set(["leak", "reserve-short", "rapid-depress"]);

const pressureOf = ({ sensors }: Station, { latest }: View, id: string): number | null => {
  const sensor = sensors.find((one) => one.id === id && one.quantity === "pressure");
  const value = Number.parseFloat(latest[id]?.[1] ?? "");
  return sensor === undefined || Number.isNaN(value) ? null : toSI("pressure", value, sensor.unit);
};

/** Takes in that the rows up to `view.newest` came live, or late, and what the gauges among `parameters` then read. */
export function takeLive(station: Station, view: View, isLive: boolean, parameters: Iterable<string>): void {
  if (!isLive || view.newest === null) {
    view.live = null;
    return;
  }
  view.live ??= { since: view.newest, first: {} };
  for (const id of parameters) {
    if (id in view.live.first || (view.latest[id]?.[0] ?? 0) < view.live.since) continue;
    const pressure = pressureOf(station, view, id);
    if (pressure !== null) view.live.first[id] = pressure;
  }
}

/** Whether live data alone would have to be explained away, were the alarm not raised. */
export function bornOut(station: Station, view: View, { event }: StandingAlarm): boolean {
  const { live, newest } = view;
  if (live === null || newest === null) return false;
  const kind = String(event.kind);
  if (newest - live.since >= (patience[kind] ?? usualPatience)) return true;
  if (!ofFalls.has(kind)) return false;
  const falls = Object.entries(live.first)
    .map(([id, first]) => first - (pressureOf(station, view, id) ?? first))
    .toSorted((a, b) => a - b);
  return falls.length > 0 && falls[Math.floor((falls.length - 1) / 2)] >= shown;
}
