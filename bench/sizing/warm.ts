/**
 * How often the 90 % intervals of a leak hold where the air swings in temperature and thermometers are compensated for: those of
 * the fall and of the onset at the alarm, and of the fall at three times its delay.
 *
 *   npm run bench -- warm                    (200 leaks of 0.8 mmHg/h for each swing, seeds from 61,001)
 *   node bench/sizing/warm.ts --seed 1 --slope 0.25
 *
 * The nuisance of `bench/detection` without events, and the whole cabin's temperature on top: orbit, day and wander of the sizes that
 * `world/air/temperature.ts` gives a tight cabin, times 0, 1, 4 or 10; three thermometers, each 120 s late and off by its place.
 */
import { parseArgs } from "node:util";
import {
  createEngine,
  type Engine,
  type EstimateEvent,
  type HullwatchEvent,
  restoreEngine,
} from "../../packages/core/src/engine/index.ts";
import { second, toSI } from "../../packages/core/src/quantity/index.ts";
import { stationBuilder } from "../../packages/core/src/station/index.ts";
import { Random } from "../../packages/core/src/world/random.ts";
import { conditionsOf, firstPressure, gauges, temperature, volume } from "../detection/conditions.ts";
import { gaugeVariance, memory } from "../detection/laws.ts";
import { Nuisance } from "../detection/nuisance.ts";
import { Oscillators } from "../detection/oscillators.ts";
import { isForTuning } from "../detection/seeds.ts";
import { quantile, share } from "../detection/tally.ts";
import { inMmHgPerHour, lost } from "./truth.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "61001" },
    spines: { type: "string", default: "20" },
    slope: { type: "string", default: "0.8" },
    swings: { type: "string", default: "0,1,4,10" },
  },
});
const [seed, spines, slope] = [values.seed, values.spines, values.slope].map(Number);
const leaksEach = 10;
const t0 = 1_600_000_020;
const dt = 60;
const minute = 60;
const hour = 3600;
const day = 86400;
/** (s) Lived before the first leak, and the longest that one is watched. */
const warmUp = 4 * day;
const longest = 48 * hour;

/** (K, s) As in `world/air/temperature.ts`. */
const cycles = [
  { sd: 0.019, period: 92.9 * minute, coherence: 10 * hour },
  { sd: 0.0045, period: 46.45 * minute, coherence: 10 * hour },
  { sd: 0.013, period: 155 * minute, coherence: 2 * day },
  { sd: 0.045, period: day, coherence: 5 * day },
  { sd: 0.016, period: day / 2, coherence: 5 * day },
];
const wander = { sd: 0.028, ...memory(0.028, 3 * hour, dt) };
/** (K) What the place of a thermometer adds, its noise, and its step. */
const place = memory(0.015, 20 * minute, dt);
const thermometer = { sigma: 0.05, step: 0.01, lag: 120 };

/** The temperature of the air (K from the mean) and what thermometers feel of it. */
class Warmth {
  air = 0;
  readonly felt = new Float64Array(3);
  readonly #places = new Float64Array(3);
  readonly #swing: number;
  readonly #cycles: Oscillators;
  readonly #random: Random;
  #wander: number;

  constructor(swing: number, random: Random, from?: Warmth) {
    this.#swing = swing;
    this.#random = random;
    this.#cycles = from === undefined ? new Oscillators(cycles, dt, random) : from.#cycles.copy();
    this.#wander = from === undefined ? wander.sd * random.normal() : from.#wander;
    if (from === undefined) return;
    this.felt.set(from.felt);
    this.#places.set(from.#places);
  }

  fork = (random: Random) => new Warmth(this.#swing, random, this);

  advance(): void {
    const random = this.#random;
    this.#wander = wander.keep * this.#wander + wander.kick * random.normal();
    this.air = this.#swing * (this.#cycles.advance(random) + this.#wander);
    for (let i = 0; i < this.felt.length; i++) {
      this.#places[i] = place.keep * this.#places[i] + place.kick * random.normal();
      this.felt[i] -= Math.expm1(-dt / thermometer.lag) * (this.air + this.#places[i] - this.felt[i]);
    }
  }

  /** (K) */
  read(i: number): number {
    const { sigma, step } = thermometer;
    return Math.round((temperature + this.felt[i] + sigma * this.#random.normal()) / step) * step;
  }
}

const sigma = Math.sqrt(gaugeVariance(1e-4, dt));
const builder = stationBuilder().module("cabin", volume);
for (let i = 0; i < gauges; i++) builder.sensor(`P${i}`, "cabin", { sigma, step: 1e-4, period_s: dt });
for (let i = 0; i < 3; i++) {
  const { sigma, step } = thermometer;
  builder.sensor(`T${i}`, "cabin", { quantity: "temperature", unit: "K", sigma, step, period_s: dt });
}
const station = builder.build();

/** One minute of the air goes to the engine; gives what it says. */
function live(engine: Engine, air: Nuisance, warmth: Warmth, taken = 0): HullwatchEvent[] {
  air.advance(taken);
  warmth.advance();
  const time = second(t0 + air.samples * dt - 0.5);
  const ratio = 1 + warmth.air / temperature;
  const said: HullwatchEvent[] = [];
  const push = (sensor: string, value: number, at = time) =>
    said.push(...engine.push({ type: "sample", time: at, sensor, value }));
  for (let i = 0; i < gauges; i++) push(`P${i}`, toSI("pressure", air.readings[i] * ratio, "mmHg"));
  for (let i = 0; i < 3; i++) push(`T${i}`, warmth.read(i));
  push("P0", Number.NaN, second(t0 + air.samples * dt));
  return said;
}

interface Found {
  readonly held: boolean;
  readonly heldOnset: boolean;
  readonly heldLater: boolean;
  /** (-) Of the fall at the alarm over the truth. */
  readonly ratio: number;
}

/** A leak that begins now; null where it is not told of. */
function leak(engine: Engine, air: Nuisance, warmth: Warmth): Found | null {
  const pressure = firstPressure;
  let told: EstimateEvent | undefined;
  let first: { readonly age: number; readonly estimate: EstimateEvent } | undefined;
  const truth = (age: number) => slope * (1 - lost({ slope, pressure }, age) / pressure);
  const holds = ({ dpdt }: EstimateEvent, age: number) =>
    inMmHgPerHour(dpdt.low) <= truth(age) && truth(age) <= inMmHgPerHour(dpdt.high);
  for (let age = dt; age < longest; age += dt) {
    for (const e of live(engine, air, warmth, lost({ slope, pressure }, age))) if (e.type === "estimate") told = e;
    if (told === undefined) continue;
    first ??= { age, estimate: told };
    if (age < 3 * first.age) continue;
    const { dpdt, onset } = first.estimate;
    const heldOnset = onset.low <= first.age && first.age <= onset.high;
    const ratio = inMmHgPerHour(dpdt.value) / truth(first.age);
    return { held: holds(first.estimate, first.age), heldOnset, heldLater: holds(told, age), ratio };
  }
  return null;
}

function runSpine(own: number, swing: number): (Found | null)[] {
  const stream = (name: string) => new Random(own, `warm ${swing}, ${name}`);
  const air = new Nuisance(conditionsOf("gauss"), dt, own, `warm ${swing}`);
  const warmth = new Warmth(swing, stream("air"));
  const engine = createEngine(station, { every: second(dt) });
  const when = stream("onsets");
  const standing = new Set<string>();
  return Array.from({ length: leaksEach }, (_, i) => i).flatMap((i) => {
    const onset = Math.floor((warmUp + day * (i + when.uniform())) / dt);
    while (air.samples < onset) {
      for (const e of live(engine, air, warmth)) {
        if (e.type === "alarm" && e.state === "raised") standing.add(e.id);
        if (e.type === "alarm" && e.state === "cleared") standing.delete(e.id);
      }
    }
    if (standing.size > 0) return [];
    const fork = restoreEngine(station, engine.snapshot());
    return [leak(fork, air.fork(own, `warm ${swing}, leak ${i}`), warmth.fork(stream(`leak ${i}`)))];
  });
}

const percent = (hits: readonly boolean[]) => `${(100 * share(hits)).toFixed(1)} %`;
console.log(
  `Seeds from ${seed} (${isForTuning(seed) ? "for tuning" : "for figures that are reported"}), ${slope} mmHg/h`,
);
for (const swing of values.swings.split(",").map(Number)) {
  const all = Array.from({ length: spines }, (_, i) => runSpine(seed + i, swing)).flat();
  const found = all.filter((f) => f !== null);
  console.log(
    `  swings times ${swing}: ${found.length} of ${all.length} told; the fall held in ${percent(found.map((f) => f.held))}, ` +
      `the onset in ${percent(found.map((f) => f.heldOnset))}, at three delays the fall in ${percent(found.map((f) => f.heldLater))}; ` +
      `median of fall over truth ${quantile(
        found.map((f) => f.ratio),
        0.5,
      ).toFixed(2)}`,
  );
}
