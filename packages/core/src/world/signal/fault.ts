/** What a faulty sensor makes of its reading. */
import { Random } from "../random.ts";
import type { Fault } from "../scenario/index.ts";

export class FaultState {
  readonly fault: Fault;
  private readonly random: Random;
  private next: number;
  /** The text that a frozen sensor repeats. */
  frozen: string | null = null;

  constructor(fault: Fault, seed: number, index: number) {
    this.fault = fault;
    this.random = new Random(seed, `fault/${fault.sensor}/${fault.kind}/${index}`);
    this.next = fault.from;
    if (fault.kind === "spikes" || fault.kind === "absurd") this.next += this.random.exponential(fault.every);
  }

  active(time: number): boolean {
    return time >= this.fault.from && time < this.fault.until;
  }

  /** (Pa or K) Added to the value of a reading at `time` (s). */
  offset(time: number): number {
    const { kind, by, from, every } = this.fault;
    if (kind === "bias") return by;
    if (kind === "drift") return (by * (time - from)) / every;
    if (kind === "ramp") return by * Math.min(1, (time - from) / every);
    return kind === "spikes" && this.strikes(time) ? by * this.random.normal() : 0;
  }

  /** (-) Factor on the sensor's noise. */
  noise(): number {
    return this.fault.kind === "noisy" ? this.fault.factor : 1;
  }

  /** True where this fault replaces the reading at `time` (s) by its `text`. */
  replaces(time: number): boolean {
    if (this.fault.kind === "absurd") return this.strikes(time);
    return this.fault.kind === "dropout" && this.random.uniform() < this.fault.factor;
  }

  /** Rare events come as a Poisson process: the first reading after one shows it. */
  private strikes(time: number): boolean {
    if (time < this.next) return false;
    this.next = time + this.random.exponential(this.fault.every);
    return true;
  }
}
