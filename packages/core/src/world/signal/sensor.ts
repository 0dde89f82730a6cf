/** One sensor: what it feels, its noise and faults, and the text of its reading. */
import { differenceToSI, toSI } from "../../quantity/index.ts";
import type { Sensor } from "../../station/index.ts";
import { type Cabin, CO2, H2O, N2, O2 } from "../air/index.ts";
import { Random } from "../random.ts";
import type { Fault } from "../scenario/index.ts";
import { Wander } from "../wander.ts";
import { FaultState } from "./fault.ts";

const speciesOf = { ppO2: O2, ppN2: N2, ppCO2: CO2, ppH2O: H2O } as const;
/** (s) By which a thermometer lags the air (assumed). */
const lag = 120;
/** What the place of a thermometer adds to the mean of its module: sd (K) and time (s) (assumed). */
const place = { sd: 0.015, time: 1200 };
/** (Pa) Random walk of a pressure gauge in the square root of a day: 0.01 mmHg (assumed). */
const walkPerDay = 1.33;
/** Texts remembered for a sensor, so that a code is not written out again. */
const memory = 4096;

/**
 * A sensor of the station in the air of `cabin`, which speaks first at `start` (UNIX s) and then every period of its own.
 * `scale` (-) multiplies its noise and wander; `tick` (s) is the time between two calls of `advance`; of `faults` it takes
 * its own; `seed` (an integer) makes its noise, apart from that of every other sensor.
 */
export class SimulatedSensor {
  readonly sensor: Sensor;
  readonly module: number;
  /** (s) Of its next reading. */
  due: number;
  private readonly start: number;
  private count = 0;
  private readonly noise: Random;
  private readonly place: Wander | null;
  private readonly walk: { readonly random: Random; readonly kick: number } | null;
  private readonly faults: FaultState[];
  private readonly seed: number;
  private readonly scale: number;
  private readonly sigma: number;
  private readonly factor: number;
  private readonly offset: number;
  private readonly step: number;
  private readonly decimals: number;
  private readonly texts = new Map<number, string>();
  private walked = 0;
  private lagged = Number.NaN;
  /** (Pa or K) What it feels at the beginning and at the end of the present step. */
  private before = 0;
  private after = 0;

  constructor(
    sensor: Sensor,
    cabin: Cabin,
    faults: readonly Fault[],
    scale: number,
    start: number,
    seed: number,
    tick: number,
  ) {
    this.sensor = sensor;
    this.module = cabin.index(sensor.module);
    this.due = start;
    this.start = start;
    this.scale = scale;
    this.sigma = sensor.sigma * scale;
    this.noise = new Random(seed, `noise/${sensor.id}`);
    const thermometer = sensor.quantity === "temperature";
    this.place = thermometer ? new Wander(new Random(seed, `place/${sensor.id}`), place.sd, place.time, tick) : null;
    const kick = scale * walkPerDay * Math.sqrt(tick / 86400);
    this.walk = sensor.quantity === "pressure" ? { random: new Random(seed, `walk/${sensor.id}`), kick } : null;
    this.seed = seed;
    this.faults = faults.filter((f) => f.sensor === sensor.id).map((f, i) => new FaultState(f, seed, i));
    const dimension = thermometer ? "temperature" : "pressure";
    this.factor = differenceToSI(dimension, 1, sensor.unit);
    this.offset = toSI(dimension, 0, sensor.unit);
    this.step = sensor.step / this.factor;
    this.decimals = this.step > 0 ? decimalsOf(this.step) : decimalsForNoise(sensor.sigma / this.factor);
  }

  /** Something goes wrong with it that was not known at its start. */
  addFault(fault: Fault): void {
    this.faults.push(new FaultState(fault, this.seed, this.faults.length));
  }

  /** Sets `due` to the reading after. */
  schedule(): void {
    this.due = this.start + ++this.count * this.sensor.period;
  }

  /** Goes on to the next tick. */
  advance(): void {
    this.place?.advance();
    if (this.walk !== null) this.walked += this.walk.kick * this.walk.random.normal();
  }

  /** Takes what the module is like as the state at the beginning of a step. */
  begin(cabin: Cabin): void {
    this.before = this.feel(cabin, 0);
  }

  /** Takes what the module is like as the state `dt` (s) later, at the end of the step. */
  end(cabin: Cabin, dt: number): void {
    this.after = this.feel(cabin, dt);
  }

  private feel(cabin: Cabin, dt: number): number {
    const { quantity } = this.sensor;
    if (quantity === "pressure") return cabin.pressure(this.module) + this.walked;
    if (quantity !== "temperature") return cabin.partial(this.module, speciesOf[quantity]);
    const there = cabin.temperature(this.module) + this.scale * (this.place?.value ?? 0);
    if (Number.isNaN(this.lagged)) this.lagged = there;
    else if (dt > 0) this.lagged -= (there - this.lagged) * Math.expm1(-dt / lag);
    return this.lagged;
  }

  /** The reading at `time` (s), `part` (0 to 1) of the way through the step; null = none is sent. */
  read(time: number, part: number): string | null {
    const felt = this.before + part * (this.after - this.before);
    const noise = this.sigma * this.noise.normal();
    return this.faults.length === 0 ? this.write(felt + noise) : this.readFaulty(time, felt, noise);
  }

  private readFaulty(time: number, felt: number, noise: number): string | null {
    const active = this.faults.filter((f) => f.active(time));
    let value = felt;
    let factor = 1;
    for (const fault of active) {
      value += fault.offset(time);
      factor *= fault.noise();
    }
    let text: string | null = this.write(value + factor * noise);
    for (const fault of active) {
      if (fault.fault.kind === "freeze") {
        fault.frozen ??= text;
        text = fault.frozen;
      } else if (fault.replaces(time)) text = fault.fault.text;
    }
    return text;
  }

  private write(value: number): string {
    const own = (value - this.offset) / this.factor;
    if (this.step === 0) return own.toFixed(this.decimals);
    const code = Math.round(own / this.step);
    const known = this.texts.get(code);
    if (known !== undefined) return known;
    if (this.texts.size >= memory) this.texts.clear();
    const text = (code * this.step).toFixed(this.decimals);
    this.texts.set(code, text);
    return text;
  }
}

/** Decimals that write a multiple of `step` in full: 1 for 0.4, 2 for 0.25. */
export function decimalsOf(step: number): number {
  for (let d = 0; d < 9; d++) {
    const scaled = step * 10 ** d;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return d;
  }
  return 9;
}

/** Decimals of an unquantised reading: a tenth of its noise shows. */
const decimalsForNoise = (sigma: number) =>
  sigma > 0 ? Math.min(9, Math.max(0, Math.ceil(1 - Math.log10(sigma)))) : 6;
