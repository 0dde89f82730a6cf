import type { Nuisance } from "../nuisance.ts";
import { type Histories, type Peer, silent } from "./peer.ts";

/** (s) */
const memory = 10 * 86400;

/** Page and Hinkley's test for a level that has come down from its running mean of ten days. */
export class PageHinkley implements Peer {
  readonly family = "Page-Hinkley";
  readonly setting: string;
  value = silent;
  readonly #tolerance: number;
  readonly #dt: number;
  #mean: number;

  /** `tolerance` (mmHg), `dt` (s). */
  constructor(tolerance: number, dt: number, value = silent, mean = 0) {
    this.setting = `${tolerance} mmHg`;
    this.#tolerance = tolerance;
    this.#dt = dt;
    this.value = value;
    this.#mean = mean;
  }

  copy(): Peer {
    return new PageHinkley(this.#tolerance, this.#dt, this.value, this.#mean);
  }

  take(_: Nuisance, { y }: Histories): void {
    const newest = y.at(0);
    this.#mean += (newest - this.#mean) / Math.min(y.count, memory / this.#dt);
    this.value = Math.max(0, Math.max(0, this.value) + this.#mean - newest - this.#tolerance);
  }
}
