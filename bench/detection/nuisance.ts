/**
 * Air of a joined volume without a leak, as gas mass written in mmHg at a fixed temperature: six narrow-band
 * oscillations (orbit, CO2 scrubber, day), mixing and thermometers, gas balance that drifts, three gauges with white
 * noise. All Gaussian and independent, each begun in its stationary law, the level at 0. The magnitudes are assumptions.
 */
import { Random } from "../../packages/core/src/world/random.ts";
import { type Conditions, fineStep, firstPressure, gaugeNoise, gauges } from "./conditions.ts";
import { Events, type Flag } from "./events.ts";
import { balance, gaugeVariance, levelWalk, memory, mixing, oscillations } from "./laws.ts";
import { Oscillators } from "./oscillators.ts";
import { RawPressure } from "./raw-pressure.ts";

const hour = 3600;
const day = 86400;

/** A simulated record, one sample at a time: plain fields, to be read after each `advance`. */
export class Nuisance {
  readonly conditions: Conditions;
  /** (s) */
  readonly dt: number;
  /** Samples so far. */
  samples = 0;
  /** (mmHg) Mean of the gauges, less what reported supplies have let in. */
  y = 0;
  /** (mmHg) As a gauge reads that nothing compensates; NaN where nobody asked for it. */
  raw = Number.NaN;
  /** (mmHg) What each gauge reads: `perSample` readings of the first, then of the second, and so on. */
  readonly readings: Float64Array;
  readonly perSample: number;
  /** What was reported at the beginning of this sample. */
  flags: readonly Flag[] = [];

  #random: Random;
  #level = 0;
  readonly #rates: Float64Array;
  readonly #mixing: Float64Array;
  readonly #oscillators: Oscillators;
  /** (mmHg) What each gauge adds before it rounds. */
  readonly offsets: Float64Array;
  readonly #events: Events | null;
  readonly #rawPressure: RawPressure | null;
  readonly #laws: readonly { readonly keep: number; readonly kick: number }[];

  /** The stream `name` of `seed`; with `raw` also what an uncompensated gauge reads. */
  constructor(conditions: Conditions, dt: number, seed: number, name: string, raw = false, from?: Nuisance) {
    const { scale, step, events } = conditions;
    this.conditions = conditions;
    this.dt = dt;
    const random = new Random(seed, `${name}, air`);
    this.#random = random;
    // A minute's mean of readings that are rounded finely is Gaussian: only coarse ones need be read one by one.
    this.perSample = dt > 1 && step > fineStep ? dt : 1;
    this.readings = new Float64Array(gauges * this.perSample);
    const laws = [
      ...balance.map(({ sd, tau }) => memory(scale * sd, tau, dt)),
      ...mixing.map(({ sd, tau }) => memory(scale * sd, tau, dt)),
    ];
    this.#laws = laws;
    if (from !== undefined) {
      this.samples = from.samples;
      this.#level = from.#level;
      this.#rates = from.#rates.slice();
      this.#mixing = from.#mixing.slice();
      this.#oscillators = from.#oscillators.copy();
      this.offsets = from.offsets;
      this.#events = from.#events?.fork(seed, name) ?? null;
      this.#rawPressure = from.#rawPressure?.fork(seed, name) ?? null;
      return;
    }
    this.#rates = Float64Array.from(balance, ({ sd }) => scale * sd * random.normal());
    this.#mixing = Float64Array.from(mixing, ({ sd }) => scale * sd * random.normal());
    const scaled = oscillations.map((o) => ({ ...o, sd: scale * o.sd }));
    this.#oscillators = new Oscillators(scaled, dt, random);
    this.offsets = Float64Array.from({ length: gauges }, () => step * (random.uniform() - 0.5));
    this.#events = events ? new Events(dt, seed, name) : null;
    this.#rawPressure = raw ? new RawPressure(conditions, dt, seed, name) : null;
  }

  /** The same air from here on, with other chances. */
  fork(seed: number, name: string): Nuisance {
    return new Nuisance(this.conditions, this.dt, seed, name, this.#rawPressure !== null, this);
  }

  /** One sample on; `lost` (mmHg) is what a leak has taken up to its end. */
  advance(lost = 0): void {
    this.samples++;
    const random = this.#random;
    const rates = this.#rates;
    const mixed = this.#mixing;
    const laws = this.#laws;
    const h = this.dt / hour;
    this.#level += h * (rates[0] + rates[1]) + levelWalk * Math.sqrt(this.dt / day) * random.normal();
    for (let i = 0; i < 2; i++) rates[i] = laws[i].keep * rates[i] + laws[i].kick * random.normal();
    for (let i = 0; i < 2; i++) mixed[i] = laws[i + 2].keep * mixed[i] + laws[i + 2].kick * random.normal();
    let truth = this.#level + mixed[0] + mixed[1] + this.#oscillators.advance(random) - lost;
    let supplied = 0;
    const events = this.#events;
    if (events !== null) {
      events.advance();
      this.flags = events.flags;
      truth += events.level;
      supplied = events.supplied;
    }
    this.#read(truth, supplied);
    if (this.#rawPressure !== null) this.raw = this.y + this.#rawPressure.advance(events?.whole ?? 0);
  }

  #read(truth: number, supplied: number): void {
    const { dt, perSample, readings } = this;
    const { step } = this.conditions;
    const shown = firstPressure + supplied;
    const rounds = dt === 1 || perSample > 1;
    const sd = rounds ? gaugeNoise : Math.sqrt(gaugeVariance(step, dt));
    let sum = 0;
    for (let i = 0; i < readings.length; i++) {
      const read = shown + truth + sd * this.#random.normal();
      const offset = rounds ? this.offsets[(i / perSample) | 0] : 0;
      readings[i] = rounds ? Math.round((read + offset) / step) * step : read;
      sum += readings[i] - offset;
    }
    this.y = sum / readings.length - shown;
  }
}
