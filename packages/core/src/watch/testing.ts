/**
 * A cabin for the tests of the watch: weather drawn from the tables of `nuisance.ts` by a recursion of its own, sensors
 * with noise and offsets, and a leak. Everything is plain data, so that a trial can be cloned and go on in two ways.
 */
import { toSI } from "../quantity/index.ts";
import { type Bin, emptyBin } from "./bin.ts";
import { startClimate } from "./climate.ts";
import type { Reading } from "./fusion.ts";
import { balanceFast, balanceSlow, levelWalk, mixing, oscillations, type Wander } from "./nuisance.ts";
import { thresholdsFor } from "./odds.ts";
import { track } from "./tracker.ts";
import { startTracker, type Tracker } from "./tracker-state.ts";

export const mmHg = toSI("pressure", 1, "mmHg");
/** (Pa/s) */
export const perHour = mmHg / 3600;
const firstPressure = 747 * mmHg;
const dt = 60;

/** Seeded random numbers: mulberry32 (T. Ettinger, public domain), normals by Box and Muller. */
export interface Random {
  state: number;
  spare: number | null;
}

export const seeded = (seed: number): Random => ({ state: Math.imul(seed, 0x9e3779b1), spare: null });

export function uniform(r: Random): number {
  r.state = (r.state + 0x6d2b79f5) | 0;
  let z = Math.imul(r.state ^ (r.state >>> 15), r.state | 1);
  z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
  return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
}

export function normal(r: Random): number {
  if (r.spare !== null) {
    const spare = r.spare;
    r.spare = null;
    return spare;
  }
  const length = Math.sqrt(-2 * Math.log(1 - uniform(r)));
  const angle = 2 * Math.PI * uniform(r);
  r.spare = length * Math.sin(angle);
  return length * Math.cos(angle);
}

/** Nuisance of one volume: its level, its first-order processes, its oscillators as complex amplitudes. */
export interface Weather {
  level: number;
  readonly rates: number[];
  readonly mixing: number[];
  readonly real: number[];
  readonly imaginary: number[];
}

const rates: readonly Wander[] = [balanceFast, balanceSlow];

export const startWeather = (r: Random): Weather => ({
  level: 0,
  rates: rates.map((w) => w.sd * normal(r)),
  mixing: mixing.map((w) => w.sd * normal(r)),
  real: oscillations.map((o) => o.sd * normal(r)),
  imaginary: oscillations.map((o) => o.sd * normal(r)),
});

/** One minute on; gives the pressure (Pa) that all of it makes. `strength` multiplies what is not gas balance. */
export function blow(w: Weather, r: Random, strength = 1): number {
  const wander = (values: number[], laws: readonly Wander[]) => {
    laws.forEach(({ sd, tau }, i) => {
      values[i] = values[i] * Math.exp(-dt / tau) + sd * Math.sqrt(-Math.expm1((-2 * dt) / tau)) * normal(r);
    });
  };
  w.level += dt * (w.rates[0] + w.rates[1]) + Math.sqrt(levelWalk * dt) * normal(r);
  wander(w.rates, rates);
  wander(w.mixing, mixing);
  let sum = w.mixing.reduce((a, b) => a + b, 0);
  oscillations.forEach(({ sd, period, coherence }, i) => {
    const fade = Math.exp(-dt / coherence);
    const noise = sd * Math.sqrt(-Math.expm1((-2 * dt) / coherence));
    const c = fade * Math.cos((2 * Math.PI * dt) / period);
    const s = fade * Math.sin((2 * Math.PI * dt) / period);
    const [a, b] = [w.real[i], w.imaginary[i]];
    w.real[i] = c * a - s * b + noise * normal(r);
    w.imaginary[i] = s * a + c * b + noise * normal(r);
    sum += w.real[i];
  });
  return w.level + strength * sum;
}

/** (Pa) Three gauges of 0.02 mmHg at 1 Hz, read to 0.01 mmHg: variance of a minute's mean of one, and their offsets. */
export const gaugeVariance = ((0.02 ** 2 + 0.01 ** 2 / 12) * mmHg ** 2) / 60;
const offsets = [-0.3 * mmHg, 0, 0.2 * mmHg];

/** A watched cabin, its weather and a hole that opened at `onset` (min) and takes `fall` (Pa/s at the first pressure). */
export interface Trial {
  readonly random: Random;
  readonly weather: Weather;
  readonly tracker: Tracker;
  minute: number;
  fall: number;
  onset: number;
  readonly strength: number;
}

export function startTrial(seed: number, strength = 1): Trial {
  const random = seeded(seed);
  const weather = startWeather(random);
  return { random, weather, tracker: startTracker(0, 0), minute: 0, fall: 0, onset: 0, strength };
}

/** Lives so many days without looking at the evidence. */
export function settle(trial: Trial, days: number): Trial {
  for (let m = 0; m < days * 1440; m++) live(trial, Number.POSITIVE_INFINITY);
  return trial;
}

/** The same trial from here on, with other noise. */
export function fork(trial: Trial, seed: number): Trial {
  return { ...structuredClone(trial), random: seeded(seed) };
}

/** (Pa) Mean over the minute before `minute` of what a hole has taken: exponential in time. */
export function lost(fall: number, onset: number, minute: number): number {
  const from = Math.max(0, minute - 1 - onset);
  const until = minute - onset;
  if (until <= 0 || fall === 0) return 0;
  const k = (fall * dt) / firstPressure;
  return firstPressure * (until - from - (Math.exp(-k * from) - Math.exp(-k * until)) / k);
}

/** What befalls one minute besides the weather and the hole: (Pa) on all gauges, on single ones, other parts of the bin. */
export interface Minute {
  readonly shift?: number;
  readonly gauges?: (readings: readonly Reading[]) => readonly Reading[];
  readonly bin?: Partial<Bin>;
}

/** The threshold for one false alarm in 90 days, which most tests use. */
const ninetyDays = thresholdsFor(90 * 86400).fresh;

/** Lives one minute and watches it. */
export function live(
  trial: Trial,
  threshold = ninetyDays,
  { shift = 0, gauges = (x) => x, bin = {} }: Minute = {},
): void {
  const { random, weather, tracker } = trial;
  trial.minute++;
  const level =
    firstPressure + blow(weather, random, trial.strength) - lost(trial.fall, trial.onset, trial.minute) + shift;
  const pressure = gauges(
    offsets.map((offset, i) => ({
      sensor: `gauge-${i}`,
      mean: level + offset + Math.sqrt(gaugeVariance) * normal(random),
      variance: gaugeVariance,
      bias: 0,
    })),
  );
  track(tracker, { ...emptyBin, pressure, ...bin }, threshold);
}

/** Noise of a step in the assumed weather, with gauges that round by 2 Pa (1 sd). */
export const usual = { strength: startClimate().strength, rounding: 4 };
