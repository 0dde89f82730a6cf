/** Sensors that fail: silent or frozen ones are `stale`; absurd ones and those that part from the others are `sensor`. */
import { formatQuantity, fromSI, kilogramPerSecond, type Second, significant } from "../quantity/index.ts";
import type { Sensor, Station } from "../station/index.ts";
import {
  excessVariance,
  frozenAfter,
  type Health,
  isFeedFrozen,
  type Pulse,
  possible,
  pulseOf,
  silentAfter,
  type Vital,
} from "../watch/index.ts";
import { type AlarmBook, clear, raise, stands } from "./alarms.ts";
import { type Cabin, homesIn, type Volume } from "./cabin.ts";
import type { AlarmCode, AlarmEvent, Says } from "./event.ts";
import type { SupplyInput } from "./input.ts";
import { lifeOf, type Sensors } from "./known.ts";
import { canGive } from "./sound.ts";
import { lasting } from "./words.ts";

/** Alarms on the sensors that have ever spoken, as of `time`, of a feed that came back at `resumed` (s). */
export function sensorAlarms(
  sensors: Sensors,
  cabin: Cabin,
  vitals: { readonly [sensor: string]: Vital },
  book: AlarmBook,
  time: Second,
  resumed: number,
): AlarmEvent[] {
  const events: AlarmEvent[] = [];
  const felt = feltOf(sensors, vitals);
  const allFrozen = isFeedFrozen(felt, time);
  const homes = homesIn(cabin);
  for (const { sensor, vital } of felt) {
    const alone = pulseOf(vital, sensor, time, resumed);
    const pulse = allFrozen && alone === "live" ? "frozen" : alone;
    const health = healthOf(homes.get(sensor.module), sensor);
    const isNoisy = vital.scatter.loud;
    const sound = pulse === "live" && health === "good" && !isNoisy;
    if (sound && !stands(book, "stale", sensor.id) && !stands(book, "sensor", sensor.id)) continue;
    events.push(...staleAlarm(sensor, pulse, vital, book, time));
    events.push(...faultAlarm(sensor, { pulse, health, isNoisy }, book, time));
  }
  return events;
}

/** The sensors that have ever spoken. */
function feltOf(sensors: Sensors, vitals: { readonly [sensor: string]: Vital }) {
  const felt: { sensor: Sensor; vital: Vital }[] = [];
  for (const known of sensors.values()) {
    const vital = lifeOf(known, vitals);
    if (vital !== null) felt.push({ sensor: known.sensor, vital });
  }
  return felt;
}

/** Mostly there is none: told by the same value, so that nothing need be looked up anew. */
const noneFrozen: readonly string[] = Object.freeze([]);
const noneNoisy: Readonly<Record<string, number>> = Object.freeze({});

/** The sensors that are frozen at `time`: they speak, and say nothing. */
export function frozenSensors(
  sensors: Sensors,
  vitals: { readonly [sensor: string]: Vital },
  time: Second,
): readonly string[] {
  const felt = feltOf(sensors, vitals);
  const allFrozen = isFeedFrozen(felt, time);
  const isFrozen = (pulse: Pulse) => pulse === "frozen" || (allFrozen && pulse === "live");
  const frozen = felt.filter(({ sensor, vital }) => isFrozen(pulseOf(vital, sensor, time)));
  return frozen.length === 0 ? noneFrozen : frozen.map(({ sensor }) => sensor.id);
}

/** The sensors that scatter beyond what is said of them, each with (-) what their variance is to be multiplied by. */
export function noisySensors(
  sensors: Sensors,
  vitals: { readonly [sensor: string]: Vital },
): Readonly<Record<string, number>> {
  const noisy = feltOf(sensors, vitals).filter(({ vital }) => vital.scatter.loud);
  if (noisy.length === 0) return noneNoisy;
  return Object.fromEntries(noisy.map(({ sensor, vital }) => [sensor.id, excessVariance(vital.scatter, sensor)]));
}

/** The sensor stands in the alarm itself. */
const plain = (code: AlarmCode): Says => ({ code, values: {} });

function staleAlarm(sensor: Sensor, pulse: Pulse, vital: Vital, book: AlarmBook, time: Second): AlarmEvent[] {
  const about = sensor.id;
  if (pulse === "silent") {
    const text = `${sensor.id} silent for ${lasting(time - vital.heard)}, limit ${lasting(silentAfter(sensor))}; it should speak every ${lasting(sensor.period)}`;
    const values = { span_s: time - vital.heard, limit_s: silentAfter(sensor), period_s: sensor.period };
    return raise(book, "stale", about, time, () => ({ text, says: { code: "silent", values }, sensor: sensor.id }));
  }
  if (pulse === "frozen") {
    const text = `${sensor.id} frozen: ${vital.same} readings without a change in ${lasting(vital.heard - vital.sameSince)}, limit ${lasting(frozenAfter(sensor))}`;
    const spans = { span_s: vital.heard - vital.sameSince, limit_s: frozenAfter(sensor) };
    const values = { readings: vital.same, ...spans };
    return raise(book, "stale", about, time, () => ({ text, says: { code: "frozen", values }, sensor: sensor.id }));
  }
  return clear(book, "stale", about, time, () => ({ text: `${sensor.id} speaks again`, says: plain("speaks") }));
}

/** What a sensor can read, in its own unit. */
function bounds({ quantity, unit }: Sensor): string {
  const dimension = quantity === "temperature" ? "temperature" : "pressure";
  const { low, high } = possible[dimension];
  const inUnit = (x: number) => significant(fromSI(dimension, x as never, unit));
  return `${inUnit(low)} to ${inUnit(high)} ${unit}`;
}

/** All that may be wrong with a sensor that speaks. */
interface Condition {
  readonly pulse: Pulse;
  readonly health: Health;
  readonly isNoisy: boolean;
}

function faultAlarm(
  sensor: Sensor,
  { pulse, health, isNoisy }: Condition,
  book: AlarmBook,
  time: Second,
): AlarmEvent[] {
  const about = sensor.id;
  const said = (code: AlarmCode, text: string) =>
    raise(book, "sensor", about, time, () => ({ text, says: plain(code), sensor: sensor.id }));
  if (pulse === "absurd")
    return said(
      "absurd",
      `${sensor.id} reads what no cabin can have, five times and more in a row: not ${bounds(sensor)}, or nothing at once where there was air`,
    );
  if (isNoisy)
    return said("noisy", `${sensor.id} scatters from reading to reading far beyond its sigma; it counts for less`);
  if (health === "odd") return said("odd", `${sensor.id} parts from the other sensors of its volume; it is left out`);
  if (health === "torn") {
    return said(
      "torn",
      `${sensor.id} and another sensor of its volume disagree, and nothing tells which is right; the lower one is left out`,
    );
  }
  return clear(book, "sensor", about, time, () => ({
    text: `${sensor.id} is believed again`,
    says: plain("believed"),
  }));
}

/** A rate that a supply cannot give is not used: who reads the log must know, since gas may be coming in untold. */
export function supplyAlarm(station: Station, input: SupplyInput, book: AlarmBook, time: Second): AlarmEvent[] {
  const supply = station.supplies.find((s) => s.id === input.supply);
  if (supply === undefined || Number.isNaN(input.rate)) return [];
  const sensor = `supply:${supply.id}`;
  const inHours = (x: number) => formatQuantity("massFlow", kilogramPerSecond(x), "kg/h", 3);
  if (canGive(supply, input.rate)) {
    return clear(book, "sensor", sensor, time, () => ({
      text: `${sensor} reports ${inHours(input.rate)}: it is used again`,
      says: { code: "supply-used", values: { rate_kg_per_h: 3600 * input.rate } },
    }));
  }
  const text = `${sensor} reports ${inHours(input.rate)}, its most is ${inHours(supply.maxRate)}: not used`;
  const values = { rate_kg_per_h: 3600 * input.rate, limit_kg_per_h: 3600 * supply.maxRate };
  return raise(book, "sensor", sensor, time, () => ({ text, says: { code: "supply-beyond", values }, sensor }));
}

function healthOf(volume: Volume | undefined, sensor: Sensor): Health {
  const { quantity } = sensor;
  const sense = quantity === "ppN2" ? "nitrogen" : quantity;
  if (sense === "ppH2O") return "good";
  return volume?.tracker.senses[sense].members[sensor.id]?.health ?? "good";
}
