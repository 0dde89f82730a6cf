/** What is believed of the station at one minute: hatches, people, supplies, and a watch over every joined volume. */
import { toSI } from "../quantity/index.ts";
import { followTrend, startTrend, type Trend } from "../size/index.ts";
import {
  type HatchState,
  joinedVolumes,
  type Sensor,
  type Station,
  type SupplyGas,
  volumeOf,
} from "../station/index.ts";
import {
  type Bin,
  binLength,
  carryOn,
  emptyBin,
  leakOf,
  levelOf,
  type Reading,
  startTracker,
  type Tracker,
  track,
} from "../watch/index.ts";
import type { ActionInput } from "./input.ts";
import { type Minute, readingOf } from "./minute.ts";

export interface Volume {
  readonly modules: readonly string[];
  /** (m3) */
  readonly size: number;
  readonly tracker: Tracker;
  readonly trend: Trend;
}

export interface Cabin {
  readonly hatches: { [hatch: string]: HatchState };
  /** Where each listed person is. */
  readonly crew: { [person: string]: string };
  /** (kg/s) Being let in, by supply. */
  readonly supplies: { [supply: string]: number };
  /** (s) UNIX time until which an announced operation (airlock, vent, repress) may move the pressure. */
  unrestUntil: number;
  volumes: Volume[];
}

/** The station as its file says, not yet watched. */
export const startCabin = (station: Station): Cabin => ({
  hatches: Object.fromEntries(station.hatches.map((h) => [h.id, h.state])),
  crew: Object.fromEntries(station.crew.map((c) => [c.id, c.at])),
  supplies: {},
  unrestUntil: Number.NEGATIVE_INFINITY,
  volumes: [],
});

/** (J/(kg K)) Of what a supply holds: NIST molar masses 31.998, 28.014, 28.965 g/mol. */
const gasConstant: Record<SupplyGas, number> = { o2: 259.84, n2: 296.8, air: 287.05 };
const nitrogenOf: Record<SupplyGas, number> = { o2: 0, n2: 1, air: 0.78 };

/** How sure a volume must be of a leak: `known` log odds while a leak is open elsewhere, `fresh` otherwise. */
export interface Thresholds {
  readonly fresh: number;
  readonly known: number;
}

/** Takes in one minute; `sensors` by id. */
export function turn(
  station: Station,
  sensors: ReadonlyMap<string, Sensor>,
  cabin: Cabin,
  minute: Minute,
  thresholds: Thresholds,
): void {
  if (cabin.volumes.length === 0) regroup(station, cabin, minute.index * binLength);
  const before = { ...cabin.hatches };
  for (const action of minute.actions) apply(cabin, action);
  const moved = station.hatches.filter((h) => before[h.id] !== cabin.hatches[h.id]);
  // A minute in which a hatch moved mixes two stations: nothing is read from the modules that it joins or parts.
  const blurred = new Set(
    cabin.volumes
      .filter((v) => moved.some((h) => h.between.some((m) => v.modules.includes(m))))
      .flatMap((v) => v.modules),
  );
  const readings = new Map<string, { sensor: Sensor; reading: Reading }[]>();
  for (const [id, samples] of Object.entries(minute.samples)) {
    const sensor = sensors.get(id);
    if (sensor === undefined || blurred.has(sensor.module)) continue;
    const list = readings.get(sensor.module) ?? [];
    list.push({ sensor, reading: readingOf(sensor, samples) });
    readings.set(sensor.module, list);
  }
  const leaking = cabin.volumes.some((v) => v.tracker.leak !== null);
  for (const v of cabin.volumes) {
    v.tracker.metabolic = metabolicFall(station, cabin, v);
    track(
      v.tracker,
      binOf(station, cabin, v, readings),
      leaking && v.tracker.leak === null ? thresholds.known : thresholds.fresh,
    );
    if (Number.isFinite(v.tracker.first.pressure)) followTrend(v.trend, levelOf(v.tracker));
  }
  if (moved.length > 0) regroup(station, cabin, (minute.index + 1) * binLength);
}

/** Words by which a note announces that gas will be moved; for how long (s), and by how much all in all (Pa, one sd). */
const operation = /airlock|depress|repress|vent|EVA|purge/i;
const operationTime = 1800;
const operationSd = toSI("pressure", 0.2, "mmHg");

function apply(cabin: Cabin, action: ActionInput): void {
  if (action.type === "hatch") cabin.hatches[action.hatch] = action.state;
  else if (action.type === "supply") cabin.supplies[action.supply] = action.rate;
  else if (action.type === "note" && operation.test(action.text)) cabin.unrestUntil = action.time + operationTime;
  else if (action.type === "crew" && action.who in cabin.crew) cabin.crew[action.who] = action.module;
}

function binOf(
  station: Station,
  cabin: Cabin,
  v: Volume,
  readings: ReadonlyMap<string, { sensor: Sensor; reading: Reading }[]>,
): Bin {
  const bin = {
    ...emptyBin,
    pressure: [] as Reading[],
    temperature: [] as Reading[],
    ppO2: [] as Reading[],
    ppN2: [] as Reading[],
    ppCO2: [] as Reading[],
  };
  if (v.tracker.time < cabin.unrestUntil) bin.unrest = operationSd * Math.sqrt(binLength / operationTime);
  for (const module of v.modules) {
    for (const { sensor, reading } of readings.get(module) ?? []) {
      if (sensor.quantity !== "ppH2O") bin[sensor.quantity].push(reading);
    }
  }
  for (const supply of station.supplies) {
    const rate = cabin.supplies[supply.id] ?? 0;
    if (rate === 0 || !v.modules.includes(supply.module)) continue;
    const rise = (rate * binLength * gasConstant[supply.gas] * v.tracker.last.temperature) / v.size;
    bin.supplied += rise;
    bin.suppliedNitrogen += rise * nitrogenOf[supply.gas];
  }
  return bin;
}

/** (-) People in a volume: those listed there, or a share by volume of those only counted. */
export function peopleIn(station: Station, cabin: Cabin, modules: readonly string[]): number {
  if (station.crew.length > 0) return station.crew.filter((c) => modules.includes(cabin.crew[c.id])).length;
  const all = station.modules.map((m) => m.id);
  return (station.crewCount * volumeOf(station, modules)) / volumeOf(station, all);
}

/** (Pa/s) Fall that the oxygen of the people in a volume makes if none of it is replaced. */
export function metabolicFall(station: Station, cabin: Cabin, v: Volume): number {
  const people = peopleIn(station, cabin, v.modules);
  return (people * station.metabolicO2 * gasConstant.o2 * v.tracker.last.temperature) / v.size;
}

/** After hatches moved: of every new volume's makers the largest carries on, and its pieces that are smaller start anew. */
function regroup(station: Station, cabin: Cabin, time: number): void {
  const old = cabin.volumes;
  const taken = new Set<Volume>();
  cabin.volumes = joinedVolumes(station, (h) => cabin.hatches[h]).map((modules) => {
    const size = volumeOf(station, modules);
    const makers = old.filter((v) => v.modules.some((m) => modules.includes(m)));
    const main = makers
      .filter((v) => !taken.has(v))
      .sort((a, b) => shared(station, b, modules) - shared(station, a, modules))[0];
    const heir = main !== undefined && shared(station, main, modules) > 0.5 * main.size;
    if (!heir) return { modules, size, tracker: startTracker(time, 0), trend: startTrend() };
    taken.add(main);
    if (main.modules.length === modules.length && main.size === size) return main;
    const joined = makers
      .filter((v) => v !== main)
      .reduce((s, v) => s + flowOf(v) * (shared(station, v, modules) / v.size), 0);
    carryOn(main.tracker, main.size, size, joined);
    return { ...main, modules, size };
  });
}

const shared = (station: Station, v: Volume, modules: readonly string[]) =>
  volumeOf(
    station,
    v.modules.filter((m) => modules.includes(m)),
  );

/** (Pa m3/s) What a volume's known leak takes. */
const flowOf = (v: Volume) => (v.tracker.leak === null ? 0 : leakOf(v.tracker.belief).fall * v.size);

/** The volume in which most people are; of equals the larger. */
export function homeOf(station: Station, cabin: Cabin): Volume | undefined {
  const rank = (v: Volume) => peopleIn(station, cabin, v.modules) * 1e6 + v.size;
  return [...cabin.volumes].sort((a, b) => rank(b) - rank(a))[0];
}
