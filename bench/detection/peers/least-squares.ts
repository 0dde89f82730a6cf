import type { Nuisance } from "../nuisance.ts";
import { type Histories, lasting, type Peer, silent } from "./peer.ts";

/** Slope of a straight line through the last `length` samples, by sums that move along. */
export class LeastSquares implements Peer {
  readonly family = "moving least squares";
  readonly setting: string;
  value = silent;
  readonly #length: number;
  readonly #dt: number;
  #sum: number;
  /** Of each value times its place in the window, the oldest being 0. */
  #placed: number;

  /** `dt` (s). */
  constructor(length: number, dt: number, sum = 0, placed = 0) {
    this.setting = lasting(length * dt);
    this.#length = length;
    this.#dt = dt;
    this.#sum = sum;
    this.#placed = placed;
  }

  copy(): Peer {
    const other = new LeastSquares(this.#length, this.#dt, this.#sum, this.#placed);
    other.value = this.value;
    return other;
  }

  take(_: Nuisance, { y }: Histories): void {
    const n = this.#length;
    const leaving = y.count > n ? y.at(n) : 0;
    this.#placed += (n - 1) * y.at(0) - (this.#sum - leaving);
    this.#sum += y.at(0) - leaving;
    const spread = (n * (n * n - 1)) / 12;
    this.value = y.count < n ? silent : -(this.#placed - ((n - 1) / 2) * this.#sum) / spread;
  }
}
