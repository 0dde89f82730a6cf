import type { Nuisance } from "../nuisance.ts";
import { type Histories, lasting, type Peer, silent } from "./peer.ts";

/** (s) After a reported event it waits until that has left its window. */
const settling = 40 * 60;

/** The alarm that stations have: how much an uncompensated gauge has fallen over a fixed time. */
export class RawRate implements Peer {
  readonly family = "fixed dP/dt";
  readonly setting: string;
  value = silent;
  readonly #window: number;
  readonly #averaged: number;
  readonly #dt: number;
  #reported: number;

  /** `window` and `averaged` (samples): two means of so many, so far apart; `dt` (s). */
  constructor(window: number, averaged: number, dt: number, reported = Number.NEGATIVE_INFINITY) {
    this.setting = `over ${lasting(window * dt)}`;
    this.#window = window;
    this.#averaged = averaged;
    this.#dt = dt;
    this.#reported = reported;
  }

  copy(): Peer {
    const other = new RawRate(this.#window, this.#averaged, this.#dt, this.#reported);
    other.value = this.value;
    return other;
  }

  take(air: Nuisance, { raw }: Histories): void {
    if (air.flags.some((flag) => flag.kind === "airlock" || flag.rate > 0)) this.#reported = air.samples;
    const quiet = air.samples - this.#reported <= settling / this.#dt + this.#window;
    const short = raw.count <= this.#window + this.#averaged;
    this.value = quiet || short ? silent : raw.mean(this.#averaged, this.#window) - raw.mean(this.#averaged);
  }
}
