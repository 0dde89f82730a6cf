/** What is believed of the station at one minute: hatches, people, supplies, and a watch over every joined volume. */
import { dryAir, molarMass, R } from "../gas/index.ts";
import { type Locator, oxygenFall } from "../locate/index.ts";
import {
  type Balance,
  followBalance,
  followTrend,
  passOn,
  startBalance,
  startTrend,
  type Trend,
} from "../size/index.ts";
import {
  type Hatch,
  type HatchState,
  joinedVolumes,
  type SensorQuantity,
  type Station,
  type SupplyGas,
  volumeOf,
} from "../station/index.ts";
import {
  acquit,
  type Bin,
  binLength,
  carryOn,
  copyOf,
  dismiss,
  emptyBin,
  isRipe,
  type KnownLeak,
  leakOf,
  levelOf,
  logOdds,
  patched,
  type Reading,
  startTracker,
  type Tracker,
  track,
} from "../watch/index.ts";
import { closeMinute, type Pack, startPack } from "./brisk.ts";
import type { ActionInput, NoteInput } from "./input.ts";
import { type Mending, startMending } from "./mending.ts";
import { gaugePrefix, gaugesOf, type Minute, readingOf } from "./minute.ts";

export interface Volume {
  readonly modules: readonly string[];
  /** (m3) */
  readonly size: number;
  readonly tracker: Tracker;
  readonly trend: Trend;
  /** Its nitrogen over months. */
  readonly balance: Balance;
  readonly pack: Pack;
  /** A leak has begun in the minute that is open: it is neither one without nor one with it. */
  begun: boolean;
  /** The leak known here has been sure and sized enough to be told of. */
  ripe: boolean;
  /** (Pa) Lowest minute mean of the last two minutes among gauges that disagree and cannot be told apart: newest last; NaN where there is none. */
  readonly doubted: [number, number];
}

export interface Cabin {
  readonly hatches: { [hatch: string]: HatchState };
  /** Where each listed person is. */
  readonly crew: { [person: string]: string };
  /** (kg/s) Being let in, by supply. */
  readonly supplies: { [supply: string]: number };
  /** (N m) Torque that nothing explains, by axis; NaN where it was never told. */
  readonly torque: { x: number; y: number; z: number };
  volumes: Volume[];
  /** Where the leak is believed to be, and for how many minutes none has been known; null where none is looked for. */
  location: { readonly locator: Locator; quiet: number } | null;
  /** Holes that are worked on, and leak checks. */
  readonly mending: Mending;
}

/** The station as its file says, not yet watched. */
export const startCabin = (station: Station): Cabin => ({
  hatches: Object.fromEntries(station.hatches.map((h) => [h.id, h.state])),
  crew: Object.fromEntries(station.crew.map((c) => [c.id, c.at])),
  supplies: {},
  torque: { x: Number.NaN, y: Number.NaN, z: Number.NaN },
  volumes: [],
  location: null,
  mending: startMending(),
});

/** Whether no gauge has spoken in a volume yet. Until one does the volume stays as it is, and copies of a cabin share it. */
export const isAsleep = ({ tracker }: Volume) => Number.isNaN(tracker.first.pressure);

/** A copy that goes its own way; `spare` is a former one that nobody needs any more, to be written over. */
export function copyOfCabin(cabin: Cabin, spare?: Cabin): Cabin {
  const { volumes, ...rest } = cabin;
  const old = spare?.volumes.map((v) => (isAsleep(v) ? undefined : v)) ?? [];
  return { ...copyOf(rest), volumes: volumes.map((v, i) => (isAsleep(v) ? v : copyOf(v, old[i]))) };
}

/** (J/(kg K)) Of what a supply holds. */
const gasConstant: Record<SupplyGas, number> = {
  o2: R / molarMass.o2,
  n2: R / molarMass.n2,
  air: dryAir.specificGasConstant,
};
/** (-) The nitrogen in it. */
export const nitrogenOf: Record<SupplyGas, number> = { o2: 0, n2: 1, air: 0.78 };

/** How sure a volume must be of a leak: `known` log odds while a leak is open elsewhere, `fresh` otherwise. */
export interface Thresholds {
  readonly fresh: number;
  readonly known: number;
  /** Of the brisk tier. */
  readonly brisk: number;
}

/** A note that speaks of what moves gas or opens a volume. */
const operation =
  /airlock|lock ops|(de|re)-?press|\bEVA\b|spacewalk|\b(un)?dock|\b(un)?berth|шлюз|наддув|стыков|(?<![а-я])ВКД(?![а-я])/i;
export const isOperation = (note: NoteInput) => operation.test(note.text);

export interface ModuleReading {
  readonly quantity: SensorQuantity;
  readonly reading: Reading;
}
/** What was read in one minute, by module. */
type Readings = Map<string, ModuleReading[]>;

/** What was read in a minute, but for the `blurred` modules. */
export function readingsOf(station: Station, minute: Minute, blurred: ReadonlySet<string>): Readings {
  const readings: Readings = new Map();
  const read = (module: string, quantity: SensorQuantity, reading: Reading) => {
    if (blurred.has(module)) return;
    const list = readings.get(module) ?? [];
    list.push({ quantity, reading });
    readings.set(module, list);
  };
  // In the order of the station file, whatever the order in which rows came.
  for (const sensor of station.sensors) {
    const samples = minute.samples[sensor.id];
    if (samples !== undefined && !minute.frozen.includes(sensor.id))
      read(sensor.module, sensor.quantity, readingOf(sensor, samples));
  }
  for (const gauge of gaugesOf(minute)) read(gauge.module, "pressure", gauge.reading);
  return readings;
}

/** Watching begins, if it has not, at `time` (s). */
export function awake(station: Station, cabin: Cabin, time: number): void {
  if (cabin.volumes.length > 0) return;
  cabin.location = null;
  regroup(station, cabin, time);
}

/** Takes in one minute. */
export function turn(station: Station, cabin: Cabin, minute: Minute, thresholds: Thresholds): void {
  const moved = act(station, cabin, minute.actions);
  // A minute in which a hatch moved mixes two stations: nothing is read from the modules that it joins or parts.
  const blurred = new Set(
    cabin.volumes
      .filter((v) => moved.some((h) => h.between.some((m) => v.modules.includes(m))))
      .flatMap((v) => v.modules),
  );
  const readings = readingsOf(station, minute, blurred);
  const stirred = minute.actions.some((a) => a.type === "note" && isOperation(a));
  rouse(cabin, readings, minute.index * binLength);
  for (const v of cabin.volumes) {
    if (isAsleep(v) && !isHeard(v, readings)) continue;
    for (const sensor of minute.frozen) for (const f of Object.values(v.tracker.senses)) acquit(f, sensor);
    v.tracker.metabolic = metabolicFall(station, cabin, v);
    const bin = { ...(v.begun ? emptyBin : binOf(station, cabin, v, readings)), stirred };
    v.begun = false;
    const threshold = isOpen(cabin) ? thresholds.known : thresholds.fresh;
    track(v.tracker, bin, v.tracker.leak === null ? threshold : thresholds.fresh);
    closeMinute(v.pack, v.tracker);
    v.ripe = ripens(v, thresholds.fresh);
    v.doubted.push(lowestDoubted(v, bin));
    v.doubted.shift();
    if (!Number.isFinite(v.tracker.first.pressure)) continue;
    followTrend(v.trend, levelOf(v.tracker));
    followBalance(
      v.balance,
      { level: v.tracker.nitrogen, supplied: bin.suppliedNitrogen, stirred },
      daysAt(minute.index),
    );
  }
  if (moved.length > 0) regroup(station, cabin, (minute.index + 1) * binLength);
}

/** (days since 1970) When a minute begins. */
const daysAt = (minute: number) => minute / 1440;

const isHeard = ({ modules }: Volume, readings: Readings) =>
  modules.some((m) => readings.get(m)?.some(({ quantity }) => quantity === "pressure"));

/** A volume whose gauge speaks for the first time, at `time` (s), is no longer shared with other copies of the cabin. */
function rouse(cabin: Cabin, readings: Readings, time: number): void {
  const rises = (v: Volume) => isAsleep(v) && isHeard(v, readings);
  if (!cabin.volumes.some(rises)) return;
  cabin.volumes = cabin.volumes.map((v) => {
    if (!rises(v)) return v;
    const own = copyOf(v);
    own.tracker.time = time;
    return own;
  });
}

const isOpen = (cabin: Cabin) => cabin.volumes.some((v) => v.ripe);

/** Once ripe a leak stays so until it is given up. It needs all the evidence that was asked for, whenever it comes. */
function ripens({ ripe, tracker }: Volume, threshold: number): boolean {
  const { leak, belief, climate } = tracker;
  if (leak === null) return false;
  return ripe || (isRipe(leak, belief, climate.stretches > 0) && evidenceFor(leak, belief) >= threshold);
}

/** (-) Log of the odds at which a leak was learnt or, where more, that it has come to since. */
export const evidenceFor = (leak: KnownLeak, belief: Tracker["belief"]) => Math.max(leak.log, logOdds(leak, belief));

/** (Pa) The lowest reading of a gauge that is left out, or may be, only because another one says otherwise. */
function lowestDoubted({ tracker }: Volume, bin: Bin): number {
  const { members } = tracker.senses.pressure;
  const doubted = bin.pressure.filter((r) => members[r.sensor]?.health === "torn").map((r) => r.mean);
  return doubted.length === 0 ? Number.NaN : Math.min(...doubted);
}

/** Does what people did in one minute, and gives the hatches that are not as they were. */
function act(station: Station, cabin: Cabin, actions: readonly ActionInput[]): readonly Hatch[] {
  if (actions.length === 0) return [];
  const before = { ...cabin.hatches };
  for (const action of actions) apply(cabin, action);
  return station.hatches.filter((h) => before[h.id] !== cabin.hatches[h.id]);
}

function apply(cabin: Cabin, action: ActionInput): void {
  if (action.type === "hatch") cabin.hatches[action.hatch] = action.state;
  else if (action.type === "supply") cabin.supplies[action.supply] = action.rate;
  else if (action.type === "torque") cabin.torque[action.axis] = action.value;
  else if (action.type === "crew") cabin.crew[action.who] = action.module;
  else if (action.type === "patch" && action.state !== "cured") {
    for (const v of cabin.volumes) if (v.modules.includes(action.module)) patched(v.tracker);
  }
}

/** (Pa) Watching begins with air in the volume: under this a gauge is not yet awake, or there is nothing to lose. */
const leastAir = 10e3;

function binOf(station: Station, cabin: Cabin, v: Volume, readings: Readings): Bin {
  const bin = {
    ...emptyBin,
    pressure: [] as Reading[],
    temperature: [] as Reading[],
    ppO2: [] as Reading[],
    ppN2: [] as Reading[],
    ppCO2: [] as Reading[],
    ppH2O: [] as Reading[],
  };
  for (const module of v.modules) {
    for (const { quantity, reading } of readings.get(module) ?? []) {
      const asleep = quantity === "pressure" && Number.isNaN(v.tracker.first.pressure) && reading.mean < leastAir;
      if (!asleep) bin[quantity].push(reading);
    }
  }
  for (const supply of station.supplies) {
    const rate = cabin.supplies[supply.id] ?? 0;
    if (rate === 0 || !v.modules.includes(supply.module)) continue;
    const rise = binLength * riseOf(supply.gas, rate, v);
    bin.supplied += rise;
    bin.suppliedNitrogen += rise * nitrogenOf[supply.gas];
  }
  return bin;
}

/** (Pa/s) How fast `rate` (kg/s) of a gas lets the pressure of a volume rise. */
export const riseOf = (gas: SupplyGas, rate: number, v: Volume) =>
  (rate * gasConstant[gas] * v.tracker.last.temperature) / v.size;

/** (-) People in a volume: those listed there, or a share by volume of those only counted. */
export function peopleIn(station: Station, cabin: Cabin, modules: readonly string[]): number {
  if (station.crew.length > 0) return station.crew.filter((c) => modules.includes(cabin.crew[c.id])).length;
  const all = station.modules.map((m) => m.id);
  return (station.crewCount * volumeOf(station, modules)) / volumeOf(station, all);
}

/** Whether people are, or may be, in a volume: of a station that tells of nobody aboard, in any. */
export const isLivedIn = (station: Station, cabin: Cabin, modules: readonly string[]): boolean =>
  (station.crew.length === 0 && station.crewCount === 0) || peopleIn(station, cabin, modules) > 0;

/** (Pa/s) Fall that the oxygen of the people in `modules`, `size` (m3) of air, makes if none of it is replaced. */
export function metabolicFall(
  station: Station,
  cabin: Cabin,
  { modules, size }: Pick<Volume, "modules" | "size">,
): number {
  return oxygenFall(station, peopleIn(station, cabin, modules), size);
}

/**
 * After hatches moved: every volume carries on as the piece that holds most of it, or as part of a larger one; the other
 * pieces are watched anew.
 */
function regroup(station: Station, cabin: Cabin, time: number): void {
  const old = cabin.volumes;
  const groups = joinedVolumes(station, (h) => cabin.hatches[h]);
  const flows = new Map(old.map((v) => [v, flowOf(v)]));
  const heirs = new Map(old.map((v) => [v, most(groups, (modules) => shared(station, v, modules))]));
  cabin.volumes = groups.map((modules) => {
    const size = volumeOf(station, modules);
    const main = most(
      old.filter((v) => heirs.get(v) === modules),
      (v) => shared(station, v, modules),
    );
    if (main === undefined) {
      const metabolic = metabolicFall(station, cabin, { modules, size });
      return { modules, size, tracker: startTracker(time, metabolic), balance: startBalance(size), ...unseen() };
    }
    if (main.modules.join() === modules.join()) return main;
    const others = old.filter((v) => v !== main && shared(station, v, modules) > 0);
    const joined = others.reduce((s, v) => s + flows.get(v)! * (shared(station, v, modules) / v.size), 0);
    const brought = others.find((v) => v.tracker.leak !== null);
    const ripe = main.ripe || (main.tracker.leak === null && brought?.ripe === true);
    const tracker = isAsleep(main) ? copyOf(main.tracker) : main.tracker;
    tracker.leak ??= brought?.tracker.leak ?? null;
    for (const fusion of Object.values(tracker.senses)) dismiss(fusion, (id) => !leaves(station, id, modules));
    carryOn(tracker, main.size, size, joined);
    const balance = isAsleep(main) ? startBalance(size) : main.balance;
    const strange = 1 - shared(station, main, modules) / size;
    passOn(balance, main.modules.join(), modules.join(), size, strange, time / 86400);
    return { modules, size, tracker, balance, ...unseen(), ripe };
  });
}

const unseen = (): Omit<Volume, "modules" | "size" | "tracker" | "balance"> => ({
  pack: startPack(),
  begun: false,
  ripe: false,
  trend: startTrend(),
  doubted: [Number.NaN, Number.NaN],
});

/** The first of those of which there is most. */
function most<T>(list: readonly T[], amount: (x: T) => number): T | undefined {
  return [...list].sort((a, b) => amount(b) - amount(a))[0];
}

/** Whether a sensor, or what people read by hand, is of a module that is not among these. */
function leaves(station: Station, id: string, modules: readonly string[]): boolean {
  const module = station.sensors.find((s) => s.id === id)?.module;
  if (module !== undefined) return !modules.includes(module);
  return id.startsWith(gaugePrefix) && !modules.includes(id.slice(gaugePrefix.length));
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
  return most(cabin.volumes, (v) => peopleIn(station, cabin, v.modules) * 1e6 + v.size);
}
