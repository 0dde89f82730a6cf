/** What a station's engine and gauges say now, as procedures ask for it. */
import type { HullwatchEvent } from "@hullwatch/core/engine";
import { type Interval, second, toSI } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import { type Facts, factsOf, type State } from "@hullwatch/log";
import type { WireEvent } from "../records/index.ts";
import type { View } from "../stations/index.ts";

interface Quantity {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
}

/** Quantities of an estimate, and their dimensions. */
const dimensions = {
  rate: "massFlow",
  dpdt: "pressureRate",
  area: "area",
  onset: "time",
  reserve: "time",
  t1mm: "time",
} as const;

/** A quantity of an event in SI; null where it has no value. A bound that is not finite is infinitely far. */
function intervalOf(dimension: (typeof dimensions)[keyof typeof dimensions], said: unknown): Interval | null {
  const { value, low, high, unit } = (said ?? {}) as Partial<Quantity>;
  if (typeof value !== "number" || unit === undefined) return null;
  const si = (x: number | null | undefined, otherwise: number) =>
    typeof x === "number" ? toSI(dimension, x, unit) : otherwise;
  return { value: si(value, 0), low: si(low, Number.NEGATIVE_INFINITY), high: si(high, Number.POSITIVE_INFINITY) };
}

/** An event in SI again, as far as procedures ask for it. */
function fromWire(event: WireEvent): HullwatchEvent {
  const time = second(Date.parse(event.time) / 1000);
  if (event.type !== "estimate") return { ...event, time } as unknown as HullwatchEvent;
  const quantities = Object.fromEntries(
    Object.entries(dimensions).map(([name, dimension]) => [name, intervalOf(dimension, event[name])]),
  );
  const { t1mm, ...rest } = quantities;
  return { ...event, ...rest, time, outlook: { t1mm } } as unknown as HullwatchEvent;
}

/** Readings (s) older than this are of the past. */
const oldest = 900;

function readingsOf({ sensors }: Station, { latest, newest }: View): Facts {
  const facts = new Map<string, Interval>();
  for (const { id, quantity, unit, sigma } of sensors) {
    const [time, text] = latest[id] ?? [Number.NaN, ""];
    const value = Number.parseFloat(text);
    if (newest === null || !(newest - time <= oldest) || Number.isNaN(value)) continue;
    const si = quantity === "temperature" ? toSI("temperature", value, unit) : toSI("pressure", value, unit);
    const name = quantity === "temperature" ? "temperature" : quantity === "pressure" ? "pressure" : null;
    // 90 % of a normal error lie within 1.645 sigma.
    if (name !== null) facts.set(`${name}(${id})`, { value: si, low: si - 1.645 * sigma, high: si + 1.645 * sigma });
  }
  return facts;
}

/** Everything that procedures may ask of a station now. */
export function factsNow(station: Station, view: View, state: Pick<State, "hatches" | "crew">): Facts {
  const alarms = Object.values(view.alarms)
    .filter(({ told }) => told)
    .map(({ event }) => event);
  const events = [...alarms, ...Object.values(view.events)].toSorted((a, b) =>
    a.time < b.time ? -1 : a.time > b.time ? 1 : 0,
  );
  return factsOf(events.map(fromWire), state, station.id, readingsOf(station, view));
}
