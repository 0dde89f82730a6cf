/**
 * The air of a volume under check, as its gauges see it: a level, a balance of gas, draught, the orbit, the warmth of the gas and what
 * thermometers make of it, what settles after a hatch was shut or gas let in, a curing sealant's gas, and an offset of each
 * gauge. Linear and Gaussian, one step a minute; Pa and s, relative to the first readings; 1 K counts as p/T Pa.
 */
import { placeOf, type Reading } from "../watch/index.ts";
import { air, gauge, step, thermometer } from "./assumptions.ts";

const at = {
  level: 0,
  rate: 1,
  mixing: 2,
  orbit: 3,
  warmth: 5,
  lagged: 6,
  place: 7,
  offset: 8,
  settling: 9,
  outgassing: 10,
  unseen: 11,
  warming: 12,
} as const;
const firstGauge = 13;

export interface AirFilter {
  x: Float64Array;
  P: Float64Array;
  /** Ids, in the order of their offsets in the state. */
  readonly gauges: string[];
  /** (Pa) First reading; NaN before. */
  anchor: number;
  /** (K) What each thermometer said first. */
  readonly firsts: { [thermometer: string]: number };
  readonly unrest: Unrest;
  /** ln of the likelihood of all readings so far, if nothing leaks. */
  evidence: number;
}

/** How much the air may do of itself. */
export interface Unrest {
  /** (Pa/s, s) One standard deviation of the balance of gas, and how long it lasts. */
  readonly balance: { readonly sd: number; readonly tau: number };
  /** (K, s) Of the warmth that thermometers follow, its rate (K/s) and how long that lasts; and of what the gas has beside it. */
  readonly warmth: { readonly sd: number; readonly tau: number; readonly rate: number; readonly lasts: number };
  readonly unseen: { readonly sd: number; readonly tau: number };
  /** (-) How much of the former the gas shares: 0 where the thermometers stand in a case of their own, or there are none. */
  readonly shared: number;
  /** (Pa/K) What a kelvin of it is worth. */
  readonly kelvin: number;
  /** (Pa) Of what settles from before the check. */
  readonly settling: number;
  /** (Pa/s) Of a sealant's gas when the check begins, and in which time (s) it dies away. */
  readonly outgassing: { readonly rate: number; readonly tau: number };
}

/** What a minute brings. */
export interface AirMinute {
  readonly pressure: readonly Reading[];
  readonly temperature: readonly Reading[];
  /** (Pa) Expected to be breathed and not replaced. */
  readonly breathed: number;
  /** Whether a gauge stands stiller than it can: nothing is proven tight as long as it does. */
  readonly still?: boolean;
}

/** What one reading did: how the state follows a surprise. `gauge` is the place of its offset; null for a thermometer. */
export interface Seen {
  readonly gain: Float64Array;
  readonly innovation: number;
  readonly variance: number;
  readonly gauge: number | null;
}

/** Air of which nothing has been read. */
export function startAir(unrest: Unrest): AirFilter {
  const P = new Float64Array(firstGauge ** 2);
  const put = (i: number, sd: number) => {
    P[i * firstGauge + i] = sd ** 2;
  };
  put(at.rate, unrest.balance.sd);
  put(at.mixing, air.mixing.sd);
  put(at.orbit, air.orbit.sd);
  put(at.orbit + 1, air.orbit.sd);
  const { kelvin, warmth } = unrest;
  // The thermometer has followed the gas until now.
  put(at.warming, kelvin * warmth.rate);
  put(at.unseen, kelvin * unrest.unseen.sd);
  put(at.place, kelvin * thermometer.place.sd);
  put(at.offset, kelvin * thermometer.offset);
  for (const i of [at.warmth, at.lagged])
    for (const j of [at.warmth, at.lagged]) P[i * firstGauge + j] = (kelvin * warmth.sd) ** 2;
  put(at.settling, unrest.settling);
  put(at.outgassing, unrest.outgassing.rate);
  return { x: new Float64Array(firstGauge), P, gauges: [], anchor: Number.NaN, firsts: {}, unrest, evidence: 0 };
}

const kept = (tau: number) => Math.exp(-step / tau);
const phi = {
  mixing: kept(air.mixing.tau),
  orbit: kept(air.orbit.coherence),
  place: kept(thermometer.place.tau),
  lag: kept(thermometer.lag),
  settling: kept(air.settling.tau),
  gauge: kept(gauge.tau),
};
const turn = (2 * Math.PI * step) / air.orbit.period;
const [cos, sin] = [phi.orbit * Math.cos(turn), phi.orbit * Math.sin(turn)];

/** Moves a vector of the state by one minute; offsets of gauges stay, since their drift is only added. */
export function advance(f: AirFilter, v: Float64Array, from = 0, stride = 1): void {
  const p = (i: number) => from + i * stride;
  v[p(at.level)] += step * (v[p(at.rate)] + v[p(at.outgassing)]);
  v[p(at.rate)] *= kept(f.unrest.balance.tau);
  v[p(at.mixing)] *= phi.mixing;
  const [a, b] = [v[p(at.orbit)], v[p(at.orbit + 1)]];
  v[p(at.orbit)] = cos * a - sin * b;
  v[p(at.orbit + 1)] = sin * a + cos * b;
  v[p(at.lagged)] = phi.lag * v[p(at.lagged)] + (1 - phi.lag) * v[p(at.warmth)];
  v[p(at.warmth)] = kept(f.unrest.warmth.tau) * v[p(at.warmth)] + step * v[p(at.warming)];
  v[p(at.warming)] *= kept(f.unrest.warmth.lasts);
  v[p(at.unseen)] *= kept(f.unrest.unseen.tau);
  v[p(at.place)] *= phi.place;
  v[p(at.settling)] *= phi.settling;
  v[p(at.outgassing)] *= kept(f.unrest.outgassing.tau);
}

/** The state moves by one minute, in which `breathed` (Pa) goes. */
export function predict(f: AirFilter, breathed: number): void {
  const n = f.x.length;
  advance(f, f.x);
  f.x[at.level] -= breathed;
  for (let c = 0; c < n; c++) advance(f, f.P, c, n);
  for (let r = 0; r < n; r++) advance(f, f.P, r * n);
  const add = (i: number, sd: number, of: number) => {
    f.P[i * n + i] += sd ** 2 * (1 - of ** 2);
  };
  const { kelvin, warmth, unseen, balance } = f.unrest;
  add(at.rate, balance.sd, kept(balance.tau));
  add(at.mixing, air.mixing.sd, phi.mixing);
  add(at.orbit, air.orbit.sd, phi.orbit);
  add(at.orbit + 1, air.orbit.sd, phi.orbit);
  add(at.warmth, kelvin * warmth.sd, kept(warmth.tau));
  add(at.warming, kelvin * warmth.rate, kept(warmth.lasts));
  add(at.unseen, kelvin * unseen.sd, kept(unseen.tau));
  add(at.place, kelvin * thermometer.place.sd, phi.place);
  for (let i = firstGauge; i < n; i++) add(i, gauge.drift, phi.gauge);
}

/** Takes what the thermometers say, each against its own first word, as one; null where they say nothing yet. */
export function feelWarmth(f: AirFilter, temperature: readonly Reading[]): Seen | null {
  if (temperature.length === 0 || Number.isNaN(f.anchor)) return null;
  for (const r of temperature) f.firsts[r.sensor] ??= r.mean;
  const n = temperature.length;
  const { kelvin } = f.unrest;
  const change = temperature.reduce((s, r) => s + r.mean - f.firsts[r.sensor], 0) / n;
  const variance = temperature.reduce((s, r) => s + r.variance + r.bias, 0) / n ** 2;
  return take(f, null, kelvin * change, kelvin ** 2 * variance);
}

/** Takes one reading of a gauge. */
export function observe(f: AirFilter, { sensor, mean, variance, bias }: Reading): Seen {
  if (Number.isNaN(f.anchor)) f.anchor = mean;
  return take(f, placeOf(f, sensor, gauge.sd), mean - f.anchor, variance + bias + air.flicker ** 2);
}

function take(f: AirFilter, gauge: number | null, reading: number, noise: number): Seen {
  const n = f.x.length;
  const across = Float64Array.from({ length: n }, (_, i) => sees(f, f.P, gauge, i * n));
  const innovation = reading - sees(f, f.x, gauge);
  const S = sees(f, across, gauge) + noise;
  const gain = across.map((c) => c / S);
  for (let i = 0; i < n; i++) {
    f.x[i] += gain[i] * innovation;
    for (let j = 0; j < n; j++) f.P[i * n + j] -= gain[i] * across[j];
  }
  f.evidence -= 0.5 * (Math.log(S) + innovation ** 2 / S);
  return { gain, innovation, variance: S, gauge };
}

/** What a gauge, or the thermometers, see of a vector of the state. */
export const sees = (f: AirFilter, v: Float64Array, gauge: number | null, from = 0) =>
  gauge === null
    ? v[from + at.lagged] + v[from + at.place] + v[from + at.offset]
    : v[from + at.level] +
      v[from + at.mixing] +
      v[from + at.orbit] +
      f.unrest.shared * v[from + at.warmth] +
      v[from + at.unseen] +
      v[from + at.settling] +
      v[from + gauge];
