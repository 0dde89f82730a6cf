/** For tests: the air of a small station with hatches and holes, read by its sensors. Seeded, and plain enough to be trusted. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type Pascal, pascal, second, toSI } from "../quantity/index.ts";
import { type HatchState, joinedVolumes, parseStation, type Sensor, type Station, volumeOf } from "../station/index.ts";
import {
  type AlarmEvent,
  type AlarmKind,
  type Engine,
  type EstimateEvent,
  type HullwatchEvent,
  type Input,
  toWire,
} from "./index.ts";

export const mmHg = toSI("pressure", 1, "mmHg");
export const hour = 3600;
/** 30 August 2018, 00:00 UTC. */
export const t0 = 1535587200;
/** (m/s) Volume flow of a hole of 1 m2 at 295 K. */
const choked = 199.26;

/** Numbers in 0..1 from a seed: mulberry32 (T. Ettinger, public domain). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const gaussian = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export interface Hole {
  readonly module: string;
  readonly area_mm2: number;
  readonly from: number;
  readonly to?: number;
}

export interface Air {
  readonly seed?: number;
  readonly from?: number;
  readonly hours: number;
  readonly holes?: readonly Hole[];
  /** Hatches that move, and when that is told: at once unless `told` says otherwise. */
  readonly moves?: readonly {
    readonly time: number;
    readonly hatch: string;
    readonly state: HatchState;
    told?: number;
  }[];
  /** Other inputs, by time. */
  readonly also?: readonly Input[];
  /** (Pa) 750 mmHg where not said. */
  readonly pressure?: { readonly [module: string]: number };
}

/** What the sensors of a station say while its air behaves so, in the order of time. */
export function cabinAir(station: Station, air: Air): Input[] {
  const { from = t0, hours, moves = [], also = [] } = air;
  const random = seeded(air.seed ?? 1);
  const pressure = new Map(station.modules.map((m) => [m.id, air.pressure?.[m.id] ?? 750 * mmHg]));
  const hatches = new Map(station.hatches.map((h) => [h.id, h.state]));
  const tick = Math.min(...station.sensors.map((s) => s.period), 10);
  const inputs: Input[] = [];
  let wander = 0;
  for (let time = from; time < from + hours * hour; time += tick) {
    for (const m of moves) if (m.time > time - tick && m.time <= time) hatches.set(m.hatch, m.state);
    breathe(station, hatches, pressure, air.holes ?? [], time, tick);
    const rho = Math.exp(-tick / 1200);
    wander = rho * wander + Math.sqrt(1 - rho * rho) * 0.02 * mmHg * gaussian(random);
    for (const s of station.sensors) {
      if ((time - from) % s.period < tick) inputs.push(reading(s, time, pressure.get(s.module)! + wander, random));
    }
  }
  const told = moves.map(({ time, hatch, state, told }) => ({
    at: told ?? time,
    input: { type: "hatch", time: second(time), hatch, state } as const,
  }));
  const others = [...told, ...also.map((input) => ({ at: input.time as number, input }))].sort((a, b) => a.at - b.at);
  return weave(inputs, others);
}

/** Pressures become equal over open hatches, and fall where there is a hole. */
function breathe(
  station: Station,
  hatches: ReadonlyMap<string, HatchState>,
  pressure: Map<string, number>,
  holes: readonly Hole[],
  time: number,
  tick: number,
): void {
  for (const modules of joinedVolumes(station, (h) => hatches.get(h)!)) {
    const size = volumeOf(station, modules);
    const amount = modules.reduce((s, m) => s + pressure.get(m)! * volumeOf(station, [m]), 0);
    const flow = holes
      .filter((h) => modules.includes(h.module) && time >= h.from && time < (h.to ?? Number.POSITIVE_INFINITY))
      .reduce((s, h) => s + h.area_mm2 * 1e-6 * choked, 0);
    for (const m of modules) pressure.set(m, (amount / size) * Math.exp((-flow * tick) / size));
  }
}

const shares = { pressure: 1, ppO2: 0.21, ppN2: 0.78, ppCO2: 0.004, ppH2O: 0.01 };

function reading(s: Sensor, time: number, pressure: number, random: () => number): Input {
  const truth = s.quantity === "temperature" ? 295 : shares[s.quantity] * pressure;
  const read = truth + s.sigma * gaussian(random);
  return sample(time, s.id, s.step === 0 ? read : Math.round(read / s.step) * s.step);
}

/** Puts each of `others` before the first sample later than it comes. */
function weave(inputs: readonly Input[], others: readonly { at: number; input: Input }[]): Input[] {
  const woven: Input[] = [];
  let next = 0;
  for (const input of inputs) {
    while (next < others.length && others[next].at <= input.time) woven.push(others[next++].input);
    woven.push(input);
  }
  return [...woven, ...others.slice(next).map((o) => o.input)];
}

/** `inputs` as they would come if each were up to `lateness` (s) late, by chance. */
export function shuffled(inputs: readonly Input[], lateness: number, seed: number): Input[] {
  const random = seeded(seed);
  return inputs
    .map((input) => ({ input, at: input.time + lateness * random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ input }) => input);
}

export const feed = (engine: Engine, inputs: readonly Input[]): HullwatchEvent[] =>
  inputs.flatMap((input) => engine.push(input));

/** Feeds everything and ends. */
export const run = (engine: Engine, inputs: readonly Input[]): HullwatchEvent[] => [
  ...feed(engine, inputs),
  ...engine.finish(),
];

/** Events as the lines of `replay --json`. */
export const lines = (events: readonly HullwatchEvent[]) => events.map((e) => JSON.stringify(toWire(e)));

export const alarms = (events: readonly HullwatchEvent[], kind?: AlarmKind): AlarmEvent[] =>
  events.filter((e) => e.type === "alarm").filter((e) => kind === undefined || e.kind === kind);
export const estimates = (events: readonly HullwatchEvent[]): EstimateEvent[] =>
  events.filter((e) => e.type === "estimate");
/** "leak-1 raised", one for each alarm, or each of some kinds. */
export const story = (events: readonly HullwatchEvent[], ...kinds: readonly AlarmKind[]) =>
  alarms(events)
    .filter((a) => kinds.length === 0 || kinds.includes(a.kind))
    .map((a) => `${a.id} ${a.state}`);

export const sample = (time: number, sensor: string, value: number): Input => ({
  type: "sample",
  time: second(time),
  sensor,
  value,
});
export const gauge = (time: number, module: string, value: number): Input & { value: Pascal } => ({
  type: "gauge",
  time: second(time),
  module,
  value: pascal(value),
  sigma: pascal(0.5 * mmHg),
});

/** Real cabin air: 19.5 h of one barometer aboard the ISS. */
export function realAir(): { station: Station; inputs: Input[] } {
  const file = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url));
  const station = parseStation(String(file("stations/astropi-2022.yaml")), "astropi-2022.yaml");
  const rows = String(gunzipSync(file("recordings/astropi-2022-01-31.csv.gz"))).split("\n");
  const inputs = rows
    .filter((row) => /^\d/.test(row))
    .map((row) => {
      const [time, sensor, value] = row.split(",");
      const si =
        sensor === "AP-T" ? toSI("temperature", Number(value), "degC") : toSI("pressure", Number(value), "mbar");
      return sample(Date.parse(time) / 1000, sensor, si);
    });
  return { station, inputs };
}

/** The same air had it leaked through `area_mm2` (CdA) from `hours` on: a dither undoes the first rounding. */
export function realAirLeaking(area_mm2: number, hours: number): ReturnType<typeof realAir> {
  const { station, inputs } = realAir();
  const random = seeded(7);
  const onset = inputs[0].time + hours * hour;
  const tau = station.modules[0].volume / (area_mm2 * 1e-6 * choked);
  return {
    station,
    inputs: inputs.map((input) => {
      if (input.type !== "sample" || input.sensor !== "AP-P" || input.time < onset) return input;
      const dithered = input.value + 10 * (random() - 0.5);
      return { ...input, value: Math.round((dithered * Math.exp(-(input.time - onset) / tau)) / 10) * 10 };
    }),
  };
}
