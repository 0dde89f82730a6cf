/**
 * A part that nobody can read. Where it stood when it was cut off is known from gauges that are elsewhere now, and so is by how much
 * it has fallen since if the leak is in it. When a hatch to a part that is read is opened, what both come to shows that.
 */
import { toSI } from "../quantity/index.ts";
import { type Station, volumeOf } from "../station/index.ts";
import { air, opening, vapour } from "./assumptions.ts";
import { type Filter, foresee, type PartMinute, vapourOf } from "./filter.ts";
import { type Flow, logMean, logSum } from "./normal.ts";
import type { Blind, Part } from "./part.ts";

/** What is read after an opening. Plain as well. */
export interface Opening {
  readonly clue: string;
  /** All that shares the air now. */
  readonly modules: readonly string[];
  /** (Pa) By gauge: where it would stand if nothing had leaked in what nobody could read; (Pa2) the variance that they share. */
  readonly expected: { readonly [gauge: string]: number };
  readonly variance: number;
  /** (Pa per Pa m3/s) By module: how much lower they stand if the leak is there. */
  readonly shows: Float64Array;
  /** (Pa per Pa m3/s) The same with the leak in what has been read all the time. */
  readonly least: number;
  /** Taken so far: minutes, readings, the sum of what they are above the expected (Pa), and of their variances (Pa2). */
  minutes: number;
  readings: number;
  above: number;
  noise: number;
}

type Parted = { readonly parts: readonly Part[] };

/** (Pa, s) Who reads a dial once a minute. An assumption. */
const byHand = { sigma: toSI("pressure", 0.5, "mmHg"), step: 0, period: 60 };

const isBarometer = (station: Station, id: string) =>
  id.startsWith("gauge:") || station.sensors.some((s) => s.id === id && s.quantity === "pressure");

/** The gauges of pressure that a filter knows. */
const barometers = (station: Station, { gauges }: Filter) => gauges.filter((id) => isBarometer(station, id));

/** A piece of `whole` that has just been cut off, at `since` (s) UNIX time, `shift` (s) after what `whole` stands for. */
export function blindPiece(
  station: Station,
  whole: Part,
  piece: Pick<Part, "modules" | "tested">,
  cut: { readonly since: number; readonly shift: number; readonly unrest: number },
): Blind | null {
  if (barometers(station, piece.tested).length > 0) return null;
  const gauges = barometers(station, whole.free);
  if (gauges.length === 0) return whole.blind;
  const known = Object.fromEntries(gauges.map((id) => [id, foresee(whole.free, id, cut.shift)]));
  return { known, since: cut.since, unrest: cut.unrest, falls: new Float64Array(station.modules.length) };
}

/** Parts of `before` that nobody reads and that share their air as `modules` from now on; null where they are something else. */
export function blindUnion(before: Parted | null, modules: readonly string[]): Blind | null {
  const parts = before?.parts.filter((p) => p.modules.some((m) => modules.includes(m))) ?? [];
  const blind = parts.flatMap((p) => (p.blind === null ? [] : [{ ...p.blind, volume: p.volume }]));
  const isWhole = parts.every((p) => p.modules.every((m) => modules.includes(m)));
  if (!isWhole || blind.length === 0 || blind.length < parts.length) return null;
  const all = blind.reduce((sum, { volume }) => sum + volume, 0);
  const mean = (of: (b: Blind) => number) => blind.reduce((sum, b) => sum + (b.volume / all) * of(b), 0);
  const gauges = Object.keys(blind[0].known).filter((id) => blind.every((b) => b.known[id] !== undefined));
  return {
    known: Object.fromEntries(
      gauges.map((id) => [id, { mean: mean((b) => b.known[id].mean), variance: mean((b) => b.known[id].variance) }]),
    ),
    since: Math.min(...blind.map((b) => b.since)),
    unrest: Math.hypot(...blind.map((b) => (b.volume / all) * b.unrest)),
    falls: blind[0].falls.map((_, m) => mean((b) => b.falls[m])),
  };
}

/** (Pa2) How far a part that nobody reads moves by what is not a leak in `time` (s); `unrest` (Pa/s): how far its balance of gas may be off. */
export function wanderOf(unrest: number, time: number): number {
  const { tau } = air.balance;
  const t = Math.max(0, time) / tau;
  return opening.sd ** 2 + 2 * (unrest * tau) ** 2 * (t - 1 + Math.exp(-t));
}

/** `time` (s) goes by in parts that nobody reads. */
export function passBlindly(modules: readonly string[], { modules: inside, volume, blind }: Part, time: number): void {
  if (blind === null) return;
  for (const module of inside) blind.falls[modules.indexOf(module)] += time / volume;
}

/**
 * The parts of `before` that share their air from `since` (s) UNIX time on, one that is read and others that nobody could read: what
 * its gauges will show; null where it is otherwise. `shift` (s) as for `blindPiece`;
 * `people` (-) are in them, whose vapour goes on rising or falling while it is read.
 */
export function openingOf(
  station: Station,
  before: Parted,
  modules: readonly string[],
  { since, shift, people }: { readonly since: number; readonly shift: number; readonly people: number },
): Opening | null {
  const parts = before.parts.filter((p) => p.modules.some((m) => modules.includes(m)));
  const isWhole = parts.every((p) => p.modules.every((m) => modules.includes(m)));
  const read = parts.filter(({ free }) => barometers(station, free).length > 0);
  if (!isWhole || parts.length < 2 || read.length !== 1) return null;
  const [{ free, volume }] = read;
  const blind = parts.flatMap((p) => (p.blind === null ? [] : [{ ...p.blind, volume: p.volume }]));
  if (blind.length !== parts.length - 1) return null;
  const gauges = barometers(station, free).filter((id) => blind.every((b) => b.known[id] !== undefined));
  if (gauges.length === 0) return null;
  const all = volumeOf(station, modules);
  const own = gauges.map((id) => foresee(free, id, shift));
  const mean = (id: string, i: number) =>
    blind.reduce((sum, b) => sum + b.volume * b.known[id].mean, volume * own[i].mean) / all;
  const worst = (id: string, i: number) =>
    blind.reduce(
      (sum, b) => sum + (b.volume / all) ** 2 * (b.known[id].variance + wanderOf(b.unrest, since - b.since)),
      (volume / all) ** 2 * own[i].variance,
    );
  // By when half of the readings are taken.
  const half = (opening.minutes + 1) * 30;
  const falling = half / all;
  const moist = vapourOf(people, all) * -Math.expm1(-half / vapour.tau);
  return {
    clue: `opened:${Math.round(since)}:${modules[0]}`,
    modules,
    expected: Object.fromEntries(gauges.map((id, i) => [id, mean(id, i)])),
    variance: Math.max(...gauges.map(worst)) + air.mixing.sd ** 2 + moist ** 2,
    shows: Float64Array.from(station.modules, ({ id }, m) =>
      blind.reduce((sum, b) => sum + (b.volume / all) * b.falls[m], modules.includes(id) ? falling : 0),
    ),
    least: falling,
    minutes: 0,
    readings: 0,
    above: 0,
    noise: 0,
  };
}

/**
 * (-) By how many standard deviations an opening would tell a leak of `flow` (Pa m3/s) in a module, by its place in the station
 * file, from none.
 */
export function strengthOf(station: Station, o: Opening, module: number, flow: number): number {
  const own = Object.keys(o.expected).map((id) => {
    const { sigma, step, period } = station.sensors.find((s) => s.id === id) ?? byHand;
    return ((sigma ** 2 + step ** 2 / 12) * period) / (opening.minutes * 60);
  });
  const noise = 1 / own.reduce((sum, variance) => sum + 1 / variance, 0);
  return ((o.shows[module] - o.least) * flow) / Math.sqrt(o.variance + noise);
}

/** Takes a minute of the part that came of an opening; false once no more is to be taken. */
export function readOpening(o: Opening, { pressure }: PartMinute): boolean {
  if (o.minutes >= opening.minutes) return false;
  const readings = pressure.filter(({ sensor }) => o.expected[sensor] !== undefined);
  if (readings.length === 0) return true;
  o.minutes++;
  for (const { sensor, mean, variance, bias } of readings) {
    o.readings++;
    o.above += mean - o.expected[sensor];
    o.noise += variance + bias + air.flicker ** 2;
  }
  return true;
}

/** ln of how likely what has been read is with the leak in each module; `flowOf` (Pa m3/s) what it takes there. */
export function weighOpening(o: Opening, flowOf: (module: number) => Flow): number[] {
  const { chance, sd } = opening.spoilt;
  const y = o.above / o.readings;
  const variance = o.variance + o.noise / o.readings ** 2;
  const spoilt = Math.log(chance) - y ** 2 / (variance + sd ** 2) / 2 - Math.log(1 + sd ** 2 / variance) / 2;
  return Array.from(o.shows, (show, m) => {
    const told = logMean({ L: (-show * y) / variance, Q: show ** 2 / variance }, flowOf(m));
    return logSum([Math.log(1 - chance) - y ** 2 / variance / 2 + told, spoilt]);
  });
}
