/** What an uncompensated gauge sees beside the mass of the gas: temperature cycles, breathing, whole events. */
import { Random } from "../../packages/core/src/world/random.ts";
import type { Conditions } from "./conditions.ts";
import { memory, oscillations } from "./laws.ts";
import { Oscillators } from "./oscillators.ts";

const hour = 3600;
const day = 86400;
/** (mmHg) At the periods of `oscillations`. */
const sds = [0.12, 0.03, 0.05, 0.02, 0.24, 0.08];
const metabolic = { sd: 0.05, tau: 6 * hour, back: 10 * day };

export class RawPressure {
  readonly #conditions: Conditions;
  readonly #dt: number;
  #random: Random;
  #oscillators: Oscillators;
  #rate: number;
  #breathed = 0;

  constructor(conditions: Conditions, dt: number, seed: number, name: string) {
    this.#conditions = conditions;
    this.#dt = dt;
    this.#random = new Random(seed, `${name}, raw`);
    const laws = oscillations.map((o, i) => ({ ...o, sd: conditions.scale * sds[i] }));
    this.#oscillators = new Oscillators(laws, dt, this.#random);
    this.#rate = conditions.scale * metabolic.sd * this.#random.normal();
  }

  fork(seed: number, name: string): RawPressure {
    const other = new RawPressure(this.#conditions, this.#dt, seed, name);
    other.#oscillators = this.#oscillators.copy();
    other.#rate = this.#rate;
    other.#breathed = this.#breathed;
    return other;
  }

  /** (mmHg) One sample on: what is to be added to y; `events` (mmHg) is what whole events have made so far. */
  advance(events: number): number {
    const { keep, kick } = memory(this.#conditions.scale * metabolic.sd, metabolic.tau, this.#dt);
    this.#breathed = Math.exp(-this.#dt / metabolic.back) * this.#breathed + (this.#dt / hour) * this.#rate;
    this.#rate = keep * this.#rate + kick * this.#random.normal();
    return this.#oscillators.advance(this.#random) + this.#breathed + events;
  }
}
