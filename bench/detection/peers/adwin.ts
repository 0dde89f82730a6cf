import type { Nuisance } from "../nuisance.ts";
import { type Histories, lasting, type Peer, silent } from "./peer.ts";

/**
 * As ADWIN does [A. Bifet, R. Gavalda, SIAM SDM 2007]: the greatest difference of the means before and after any cut of a
 * window, scaled by its standard error; with a threshold that is calibrated in place of its bound.
 */
export class Adwin implements Peer {
  readonly family = "ADWIN";
  readonly setting: string;
  value = silent;
  readonly #length: number;
  readonly #dt: number;
  /** Samples after each cut. */
  readonly #cuts: readonly number[];

  /** Window of `length` samples, `dt` (s). */
  constructor(length: number, dt: number) {
    this.setting = `window of ${lasting(length * dt)}`;
    this.#length = length;
    this.#dt = dt;
    const cuts: number[] = [];
    for (let cut = 5; cut < length; cut *= 1.3) cuts.push(Math.floor(cut));
    this.#cuts = cuts;
  }

  copy(): Peer {
    const other = new Adwin(this.#length, this.#dt);
    other.value = this.value;
    return other;
  }

  take(_: Nuisance, { y }: Histories): void {
    const all = this.#length;
    if (y.count <= all) return;
    const total = y.mean(all) * all;
    let most = silent;
    for (const cut of this.#cuts) {
      const after = y.mean(cut);
      const before = (total - cut * after) / (all - cut);
      const scaled = (before - after) * Math.sqrt((cut * (all - cut)) / all);
      if (scaled > most) most = scaled;
    }
    this.value = most;
  }
}
