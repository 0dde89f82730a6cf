import type { Nuisance } from "../nuisance.ts";
import { type Histories, type Peer, silent } from "./peer.ts";

/** CUSUM of the falls from one sample to the next, less an allowance [E. S. Page, Biometrika 41 (1954) 100]. */
export class DifferenceCusum implements Peer {
  readonly family = "CUSUM on differences";
  readonly setting: string;
  value: number;
  readonly #allowance: number;
  readonly #dt: number;

  /** `allowance` (mmHg/h), `dt` (s). */
  constructor(allowance: number, dt: number, value = silent) {
    this.setting = `${allowance} mmHg/h`;
    this.#allowance = allowance;
    this.#dt = dt;
    this.value = value;
  }

  copy(): Peer {
    return new DifferenceCusum(this.#allowance, this.#dt, this.value);
  }

  take(_: Nuisance, { y }: Histories): void {
    if (y.count < 2) return;
    this.value = Math.max(0, Math.max(0, this.value) + y.at(1) - y.at(0) - (this.#allowance * this.#dt) / 3600);
  }
}
