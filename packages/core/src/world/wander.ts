/** The two stationary random processes that all weather here is made of, advanced in fixed steps. */
import type { Random } from "./random.ts";

/** Ornstein-Uhlenbeck process: a value that forgets itself with `time` (s) and has standard deviation `sd`. */
export class Wander {
  value: number;
  private readonly keep: number;
  private readonly kick: number;
  private readonly random: Random;

  constructor(random: Random, sd: number, time: number, step: number) {
    this.random = random;
    this.keep = Math.exp(-step / time);
    this.kick = sd * Math.sqrt(1 - this.keep * this.keep);
    this.value = sd * random.normal();
  }

  advance(): number {
    this.value = this.keep * this.value + this.kick * this.random.normal();
    return this.value;
  }
}

/** Narrow-band oscillation of `period` (s) that keeps its phase for about `coherence` (s); `sd` is that of its value. */
export class Oscillation {
  value: number;
  private quadrature: number;
  private readonly cos: number;
  private readonly sin: number;
  private readonly kick: number;
  private readonly random: Random;

  constructor(random: Random, sd: number, period: number, coherence: number, step: number) {
    this.random = random;
    const keep = Math.exp(-step / coherence);
    const turn = (2 * Math.PI * step) / period;
    this.cos = keep * Math.cos(turn);
    this.sin = keep * Math.sin(turn);
    this.kick = sd * Math.sqrt(1 - keep * keep);
    this.value = sd * random.normal();
    this.quadrature = sd * random.normal();
  }

  advance(): number {
    const { value, quadrature, cos, sin, kick, random } = this;
    this.value = cos * value - sin * quadrature + kick * random.normal();
    this.quadrature = sin * value + cos * quadrature + kick * random.normal();
    return this.value;
  }
}
