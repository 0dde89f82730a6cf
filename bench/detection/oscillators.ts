import type { Random } from "../../packages/core/src/world/random.ts";
import { memory } from "./laws.ts";

/** A set of oscillators as pairs of quadratures; `advance` gives their sum. */
export class Oscillators {
  private readonly state: Float64Array;
  private readonly laws: readonly { cos: number; sin: number; kick: number }[];

  constructor(laws: readonly { sd: number; period: number; coherence: number }[], dt: number, random: Random) {
    this.laws = laws.map(({ sd, period, coherence }) => {
      const { keep, kick } = memory(sd, coherence, dt);
      const turn = (2 * Math.PI * dt) / period;
      return { cos: keep * Math.cos(turn), sin: keep * Math.sin(turn), kick };
    });
    this.state = Float64Array.from({ length: 2 * laws.length }, (_, i) => laws[i >> 1].sd * random.normal());
  }

  advance(random: Random): number {
    const { state, laws } = this;
    let sum = 0;
    for (let i = 0; i < laws.length; i++) {
      const { cos, sin, kick } = laws[i];
      const a = state[2 * i];
      const b = state[2 * i + 1];
      state[2 * i] = cos * a - sin * b + kick * random.normal();
      state[2 * i + 1] = sin * a + cos * b + kick * random.normal();
      sum += state[2 * i];
    }
    return sum;
  }

  copy(): Oscillators {
    return Object.assign(Object.create(Oscillators.prototype), { laws: this.laws, state: this.state.slice() });
  }
}
