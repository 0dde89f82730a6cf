/** What a minute brings the modules and the volumes of a cabin: readings, and gas let in. */
import { dryAir, molarMass, R } from "../gas/index.ts";
import type { SensorQuantity, Station, SupplyGas } from "../station/index.ts";
import { type Bin, binLength, emptyBin, type Reading, roundingOf } from "../watch/index.ts";
import type { Cabin, Volume } from "./cabin.ts";
import type { NoteInput } from "./input.ts";
import { gaugesOf, type Minute, readingOf } from "./minute.ts";

/** A note that speaks of what moves gas or opens a volume. */
const operation =
  /airlock|lock ops|(de|re)-?press|\bEVA\b|spacewalk|\b(un)?dock|\b(un)?berth|шлюз|наддув|стыков|(?<![а-я])ВКД(?![а-я])/i;
export const isOperation = (note: NoteInput) => operation.test(note.text);

export interface ModuleReading {
  readonly quantity: SensorQuantity;
  readonly reading: Reading;
}
/** What was read in one minute, by module. */
export type Readings = Map<string, ModuleReading[]>;

/** What was read in a minute, but for the `blurred` modules. */
export function readingsOf(station: Station, minute: Minute, blurred: ReadonlySet<string>): Readings {
  const readings: Readings = new Map();
  const read = (module: string, quantity: SensorQuantity, reading: Reading) => {
    if (blurred.has(module)) return;
    const list = readings.get(module) ?? [];
    list.push({ quantity, reading });
    readings.set(module, list);
  };
  const roundings = roundingsIn(station);
  // In the order of the station file, whatever the order in which rows came.
  station.sensors.forEach((sensor, place) => {
    const samples = minute.samples[place];
    if (samples !== null && !minute.frozen.includes(sensor.id))
      read(sensor.module, sensor.quantity, readingOf(sensor, samples, minute.noisy[sensor.id], roundings[place]));
  });
  for (const gauge of gaugesOf(minute)) read(gauge.module, "pressure", gauge.reading);
  return readings;
}

const known = new WeakMap<Station, readonly number[]>();
/** (unit2) The rounding that averaging leaves of each sensor. It is asked for every minute, and worked out once. */
function roundingsIn(station: Station): readonly number[] {
  const roundings = known.get(station) ?? station.sensors.map(({ sigma, step }) => roundingOf(sigma, step));
  known.set(station, roundings);
  return roundings;
}

/** (Pa) Watching begins with air in the volume: under this a gauge is not yet awake, or there is nothing to lose. */
const leastAir = 10e3;

export function binOf(station: Station, cabin: Cabin, v: Volume, readings: Readings): Bin {
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

/** (J/(kg K)) Of what a supply holds. */
const gasConstant: Record<SupplyGas, number> = {
  o2: R / molarMass.o2,
  n2: R / molarMass.n2,
  air: dryAir.specificGasConstant,
};
/** (-) The nitrogen in it. */
export const nitrogenOf: Record<SupplyGas, number> = { o2: 0, n2: 1, air: 0.78 };

/** (Pa/s) How fast `rate` (kg/s) of a gas lets the pressure of a volume rise. */
export const riseOf = (gas: SupplyGas, rate: number, v: Volume) =>
  (rate * gasConstant[gas] * v.tracker.last.temperature) / v.size;
