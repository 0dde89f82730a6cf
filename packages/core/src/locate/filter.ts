/**
 * The air of one part behind its hatches, as its gauges see it: a level, a balance of gas, mixing, the orbit, the share of the
 * thermometers, vapour, and an offset of each gauge; beside it a level of nitrogen, which nobody breathes and no machine
 * removes, and how unevenly it is mixed. Linear and Gaussian, one step a minute. In Pa and s, relative to the first reading.
 */
import { placeOf, type Reading, startWarmth, type Warmth, warm } from "../watch/index.ts";
import { air, gauge, nitrogen, shapeError, supplyError, thermometers, vapour } from "./assumptions.ts";

const step = 60;
const at = { level: 0, rate: 1, mixing: 2, orbit: 3, share: 5, vapour: 6, nitrogen: 7, composition: 8 } as const;
const firstGauge = 9;

export interface Filter {
  x: Float64Array;
  P: Float64Array;
  /** Ids, in the order of their offsets in the state. */
  readonly gauges: string[];
  /** (Pa) First reading, and the first of nitrogen; NaN before. */
  anchor: number;
  nitrogen: number;
  /** (K) What each thermometer said first. */
  readonly firsts: { [thermometer: string]: number };
  readonly warmth: Warmth;
  /** Who were in it in the last minute. */
  people: number;
  /** (Pa/s, s) Spread of the balance of gas, and how long it lasts. */
  readonly balance: { readonly sd: number; readonly tau: number };
  /** Minutes for which a closure, or an operation that was noted, goes on moving gas. */
  settling: number;
  stirred: number;
}

/** What a minute brings a part. */
export interface PartMinute {
  readonly pressure: readonly (Reading & { readonly module: string })[];
  readonly temperature: readonly Reading[];
  /** Nitrogen, as analysed or as what other gases leave of the pressure. */
  readonly nitrogen: readonly (Reading & { readonly module: string })[];
  /** (Pa) Let in, and the nitrogen in it. */
  readonly supplied: number;
  readonly suppliedNitrogen: number;
  /** The module of each person who is in it. */
  readonly people: readonly string[];
  /** (Pa) Expected to be breathed and not replaced. */
  readonly breathed: number;
  /** An operation that may move gas was noted. */
  readonly stirred: boolean;
}

/** What one reading did: how the state follows a surprise. */
export interface Seen {
  readonly of: "pressure" | "nitrogen";
  readonly gain: Float64Array;
  readonly innovation: number;
  readonly variance: number;
  readonly gauge: number;
}

/** A part of which nothing has been read. */
export function startFilter(balance: Filter["balance"]): Filter {
  const P = new Float64Array(firstGauge ** 2);
  const put = (i: number, sd: number) => {
    P[i * firstGauge + i] = sd ** 2;
  };
  put(at.rate, balance.sd);
  put(at.mixing, air.mixing.sd);
  put(at.orbit, air.orbit.sd);
  put(at.orbit + 1, air.orbit.sd);
  put(at.share, thermometers.sd);
  put(at.composition, nitrogen.composition.joined);
  const x = new Float64Array(firstGauge);
  x[at.share] = thermometers.mean;
  return {
    x,
    P,
    gauges: [],
    anchor: Number.NaN,
    nitrogen: Number.NaN,
    firsts: {},
    warmth: startWarmth(),
    people: 0,
    balance,
    settling: air.settling.minutes,
    stirred: 0,
  };
}

/**
 * A part that a closure has cut from a larger one, `shift` (s) after the time that the state stands for: it knows the level and
 * the gauges that are its own, and no rate.
 */
export function cutFrom(
  { x: before, P: spread, ...whole }: Filter,
  shift: number,
  isIn: (gauge: string) => boolean,
  balance: Filter["balance"],
): Filter {
  const n = before.length;
  const moved = { x: before.slice(), P: spread.slice() };
  moved.x[at.level] += shift * before[at.rate];
  for (let c = 0; c < n; c++) moved.P[at.level * n + c] += shift * moved.P[at.rate * n + c];
  for (let r = 0; r < n; r++) moved.P[r * n + at.level] += shift * moved.P[r * n + at.rate];
  const kept = [...Array(n).keys()].filter((i) => i < firstGauge || isIn(whole.gauges[i - firstGauge]));
  const P = Float64Array.from(kept.flatMap((i) => kept.map((j) => (isRate(i) || isRate(j) ? 0 : moved.P[i * n + j]))));
  P[at.rate * kept.length + at.rate] = balance.sd ** 2;
  const x = Float64Array.from(kept, (i) => (isRate(i) ? 0 : moved.x[i]));
  const { anchor, nitrogen, firsts, warmth, stirred } = whole;
  return {
    x,
    P,
    gauges: whole.gauges.filter(isIn),
    anchor,
    nitrogen,
    firsts: { ...firsts },
    warmth: { ...warmth, stages: [...warmth.stages] },
    people: 0,
    balance,
    settling: air.settling.minutes,
    stirred,
  };
}

const isRate = (i: number) => i === at.rate;

const kept = (tau: number) => Math.exp(-step / tau);
const phi = {
  mixing: kept(air.mixing.tau),
  orbit: kept(air.orbit.coherence),
  vapour: kept(vapour.tau),
  composition: kept(nitrogen.composition.tau),
};
const turn = (2 * Math.PI * step) / air.orbit.period;
const [cos, sin] = [phi.orbit * Math.cos(turn), phi.orbit * Math.sin(turn)];

/** Moves a vector of the state by one minute. */
export function advance(f: Filter, v: Float64Array, from = 0, stride = 1): void {
  const p = (i: number) => from + i * stride;
  v[p(at.level)] += step * v[p(at.rate)];
  v[p(at.rate)] *= kept(f.balance.tau);
  v[p(at.mixing)] *= phi.mixing;
  const [a, b] = [v[p(at.orbit)], v[p(at.orbit + 1)]];
  v[p(at.orbit)] = cos * a - sin * b;
  v[p(at.orbit + 1)] = sin * a + cos * b;
  v[p(at.vapour)] *= phi.vapour;
  v[p(at.composition)] *= phi.composition;
}

/** (Pa) Vapour of so many people in a part. */
export const vapourOf = (people: number, volume: number) => Math.min(vapour.most, (people * vapour.each) / volume);

/**
 * So many people have come into a part of `volume` (m3), left it, or are shut into it now: their vapour rises or falls from where it is
 * to where it will stand, by how much is not known.
 */
export function moisten(f: Filter, people: number, volume: number): void {
  const variance = vapourOf(people, volume) ** 2;
  const n = f.x.length;
  for (const [i, j, sign] of [
    [at.vapour, at.vapour, 1],
    [at.level, at.level, 1],
    [at.vapour, at.level, -1],
    [at.level, at.vapour, -1],
  ])
    f.P[i * n + j] += sign * variance;
}

/** The state of a part of `volume` (m3) moves by one minute. */
export function predict(f: Filter, m: PartMinute, volume: number): void {
  moisten(f, Math.abs(m.people.length - f.people), volume);
  f.people = m.people.length;
  const n = f.x.length;
  advance(f, f.x);
  f.x[at.level] += m.supplied - m.breathed;
  f.x[at.nitrogen] += m.suppliedNitrogen;
  for (let c = 0; c < n; c++) advance(f, f.P, c, n);
  for (let r = 0; r < n; r++) advance(f, f.P, r * n);
  const add = (i: number, variance: number) => {
    f.P[i * n + i] += variance;
  };
  add(at.rate, f.balance.sd ** 2 * (1 - Math.exp(-2 * (step / f.balance.tau))));
  add(at.mixing, air.mixing.sd ** 2 * (1 - phi.mixing ** 2));
  for (const i of [at.orbit, at.orbit + 1]) add(i, air.orbit.sd ** 2 * (1 - phi.orbit ** 2));
  add(at.level, (supplyError * m.supplied) ** 2);
  add(at.level, (vapour.haste * f.x[at.vapour]) ** 2);
  add(at.nitrogen, nitrogen.drift ** 2 * (step / 86400) + (supplyError * m.suppliedNitrogen) ** 2);
  add(at.composition, nitrogen.composition.sd ** 2 * (1 - phi.composition ** 2));
  if (m.stirred) f.stirred = air.operation.minutes;
  if (f.settling > 0) add(at.level, air.settling.sd ** 2 / air.settling.minutes);
  if (f.stirred > 0) add(at.level, air.operation.sd ** 2 / air.operation.minutes);
  f.settling = Math.max(0, f.settling - 1);
  f.stirred = Math.max(0, f.stirred - 1);
}

/** Takes what the thermometers of the part say, each against its own first word. */
export function feelWarmth(f: Filter, { temperature }: PartMinute): void {
  f.warmth.missed++;
  if (temperature.length === 0 || Number.isNaN(f.anchor)) return;
  for (const r of temperature) f.firsts[r.sensor] ??= r.mean;
  const n = temperature.length;
  const change = temperature.reduce((s, r) => s + r.mean - f.firsts[r.sensor], 0) / n;
  const variance = temperature.reduce((s, r) => s + r.variance + r.bias, 0) / n ** 2;
  const kelvin = f.firsts[temperature[0].sensor];
  // Changes count from where the filter began.
  if (Number.isNaN(f.warmth.first)) f.warmth.first = 0;
  warm(f.warmth, change, variance, f.anchor / kelvin);
}

/** Takes one reading of a gauge, or of nitrogen. */
export function observe(f: Filter, { sensor, mean, variance, bias }: Reading, of: Seen["of"] = "pressure"): Seen {
  const first = of === "pressure" ? "anchor" : "nitrogen";
  if (Number.isNaN(f[first])) f[first] = mean;
  const own = placeOf(f, sensor, gauge.sd);
  const n = f.x.length;
  f.P[own * n + own] += (bias * step) / gauge.rounding;
  const thermal = f.warmth.slow + f.warmth.quick;
  const seen = (v: Float64Array, from = 0) => sees(v, { of, gauge: own }, thermal, from);
  const across = Float64Array.from({ length: n }, (_, i) => seen(f.P, i * n));
  const noise = variance + bias + air.flicker ** 2 + f.x[at.share] ** 2 * f.warmth.noise;
  const innovation = mean - f[first] - seen(f.x);
  const S = seen(across) + noise + (shapeError * innovation) ** 2;
  const gain = across.map((c) => c / S);
  for (let i = 0; i < n; i++) {
    f.x[i] += gain[i] * innovation;
    for (let j = 0; j < n; j++) f.P[i * n + j] -= gain[i] * across[j];
  }
  return { of, gain, innovation, variance: S, gauge: own };
}

/** (Pa, Pa2) Where a gauge of pressure that has spoken would stand after `time` (s), but for its own noise. */
export function foresee(f: Filter, gauge: string, time: number): { readonly mean: number; readonly variance: number } {
  const own = f.x.length - f.gauges.length + f.gauges.indexOf(gauge);
  const thermal = f.warmth.slow + f.warmth.quick;
  const n = f.x.length;
  const seen = (v: Float64Array, from = 0) => sees(v, { of: "pressure", gauge: own }, thermal, from);
  const across = Float64Array.from({ length: n }, (_, i) => seen(f.P, i * n));
  return { mean: f.anchor + seen(f.x) + time * f.x[at.rate], variance: seen(across) };
}

/**
 * What a gauge sees of a vector of the state, but for warmth where that is 0. Nitrogen by difference holds what nobody measures of
 * the vapour, and its own share of all that moves the whole.
 */
function sees(v: Float64Array, { of, gauge }: Pick<Seen, "of" | "gauge">, thermal = 0, from = 0): number {
  const all = v[from + at.mixing] + v[from + at.orbit] + thermal * v[from + at.share];
  if (of === "pressure") return v[from + at.level] + all + v[from + at.vapour] + v[from + gauge];
  const own = v[from + at.nitrogen] + v[from + at.composition] + v[from + at.vapour] + v[from + gauge];
  return own + nitrogen.share * all;
}

/** What a surprise shows of a fall of 1 unit, of which the filter has taken in `response`; brings `response` up to date. */
export function showFall(
  f: Filter,
  response: Float64Array,
  fall: number,
  seen: Seen,
): { readonly L: number; readonly Q: number } {
  const thermal = f.warmth.slow + f.warmth.quick;
  const g = -fall * (seen.of === "pressure" ? 1 : nitrogen.share) - sees(response, seen, thermal);
  for (let i = 0; i < response.length; i++) response[i] += seen.gain[i] * g;
  return { L: (g * seen.innovation) / seen.variance, Q: g ** 2 / seen.variance };
}
