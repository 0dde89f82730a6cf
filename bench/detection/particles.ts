/** Particles that live in the nuisance and are weighed by the codes that gauges show: see `least-coarse.ts`. */
import type { Random } from "../../packages/core/src/world/random.ts";
import { gaugeNoise } from "./conditions.ts";
import { balance, levelWalk, memory, mixing, oscillations } from "./laws.ts";

/** An edge between two codes of one gauge (mmHg, of the level), and how many readings of the minute were above and below it. */
export interface Edge {
  readonly at: number;
  readonly above: number;
  readonly below: number;
}

const firstOscillator = 5;
const size = firstOscillator + 2 * oscillations.length;
/** Which parts of the state the level shows. */
const shown = [0, 3, 4, ...oscillations.map((_, i) => firstOscillator + 2 * i)];
/** (mmHg) Between points at which a minute's likelihood is worked out, and standard deviations over which. */
const grid = 0.0015;
const reach = 4.5;
/** Minutes after which the gain is taken as steady. */
const steady = 30_000;

/** What a particle's mean does with the level of a minute: gain of each part, and sd (mmHg) of the level beforehand. */
interface Gain {
  readonly K: Float64Array;
  readonly sd: number;
}

export class Particles {
  #x: Float64Array;
  readonly #weights: Float64Array;
  readonly #random: Random;
  readonly #law: Law;
  #steps = 0;
  #log = 0;

  constructor(count: number, dt: number, random: Random, from?: Particles) {
    this.#random = random;
    this.#law = from === undefined ? new Law(dt) : from.#law;
    this.#x = from === undefined ? new Float64Array(count * size) : from.#x.slice();
    this.#weights = from === undefined ? new Float64Array(count).fill(1 / count) : from.#weights.slice();
    this.#steps = from === undefined ? 0 : from.#steps;
  }

  /** The same from here on, with other chances. */
  fork(random: Random): Particles {
    return new Particles(this.#weights.length, 0, random, this);
  }

  /** Takes a minute in which a leak has taken `lost` (mmHg) so far; gives the log of the likelihood of all since the fork. */
  take(edges: readonly Edge[], lost: number): number {
    const { K, sd } = this.#law.gain(this.#steps++);
    const weights = this.#weights;
    const likely = likelihood(edges, lost);
    const logs = weights.map((w, i) => Math.log(w) + this.#move(i * size, K, sd, likely));
    const top = logs.reduce((a, b) => Math.max(a, b));
    let sum = 0;
    for (let i = 0; i < logs.length; i++) {
      weights[i] = Math.exp(logs[i] - top);
      sum += weights[i];
    }
    this.#log += top + Math.log(sum);
    let squares = 0;
    for (let i = 0; i < logs.length; i++) {
      weights[i] /= sum;
      squares += weights[i] ** 2;
    }
    if (squares * logs.length > 2) this.#resample();
    return this.#log;
  }

  /** One particle on: its level is drawn given the minute. The log of how likely that minute was to it. */
  #move(from: number, K: Float64Array, sd: number, { flat, log }: Likelihood): number {
    const x = this.#x;
    const random = this.#random;
    this.#law.move(x, from);
    let mean = 0;
    for (const k of shown) mean += x[from + k];
    let level = mean + sd * random.normal();
    let told = 0;
    if (!flat(mean, 5 * sd)) {
      const first = Math.floor((mean - reach * sd) / grid);
      const last = Math.ceil((mean + reach * sd) / grid);
      const logs = Array.from({ length: last - first + 1 }, (_, j) => {
        const u = ((first + j) * grid - mean) / sd;
        return log(first + j) - (u * u) / 2;
      });
      const top = Math.max(...logs);
      const masses = logs.map((l) => Math.exp(l - top));
      const sum = masses.reduce((a, b) => a + b);
      let rest = random.uniform() * sum;
      let j = 0;
      while (j < masses.length - 1 && rest > masses[j]) rest -= masses[j++];
      level = (first + j + random.uniform() - 0.5) * grid;
      told = top + Math.log((sum * grid) / (sd * Math.sqrt(2 * Math.PI)));
    }
    for (let k = 0; k < size; k++) x[from + k] += K[k] * (level - mean);
    return told;
  }

  /** Systematic resampling. */
  #resample(): void {
    const weights = this.#weights;
    const n = weights.length;
    const next = new Float64Array(n * size);
    let upTo = weights[0];
    let i = 0;
    const start = this.#random.uniform();
    for (let k = 0; k < n; k++) {
      while ((k + start) / n > upTo && i < n - 1) upTo += weights[++i];
      next.set(this.#x.subarray(i * size, (i + 1) * size), k * size);
    }
    this.#x = next;
    weights.fill(1 / n);
  }
}

interface Likelihood {
  /** Whether it is 1 all around a level (mmHg). */
  readonly flat: (level: number, around: number) => boolean;
  /** Its log at a point of the grid. */
  readonly log: (point: number) => number;
}

function likelihood(edges: readonly Edge[], lost: number): Likelihood {
  const known = new Map<number, number>();
  const of = (level: number) =>
    edges.reduce((sum, { at, above, below }) => {
      const z = (level - lost - at) / gaugeNoise;
      return sum + (above > 0 ? above * logNormal(z) : 0) + (below > 0 ? below * logNormal(-z) : 0);
    }, 0);
  return {
    flat: (level, around) =>
      edges.every(({ at, above, below }) => {
        const clear = around + 5 * gaugeNoise;
        const beyond = level - lost - at;
        return !(above > 0 && beyond < clear) && !(below > 0 && beyond > -clear);
      }),
    log: (point) => {
      const log = known.get(point) ?? of(point * grid);
      known.set(point, log);
      return log;
    },
  };
}

/** Log of the normal distribution at `z`: by its continued fraction below -4, else by the series about 0 (Marsaglia 2004). */
function logNormal(z: number): number {
  if (z > 7) return 0;
  const density = -(z * z) / 2 - Math.log(2 * Math.PI) / 2;
  if (z < -4) {
    let f = -z;
    for (let k = 30; k >= 1; k--) f = -z + k / f;
    return density - Math.log(f);
  }
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return Math.log(0.5 + sum * Math.exp(density));
}

/** The law of the nuisance, and the gains of a Kalman filter that is told the level of each minute. */
class Law {
  readonly #h: number;
  readonly #laws: readonly { readonly keep: number; readonly kick: number }[];
  readonly #rings: readonly { readonly cos: number; readonly sin: number; readonly kick: number }[];
  readonly #noise: Float64Array;
  readonly #P: Float64Array[];
  readonly #gains: Gain[] = [];

  constructor(dt: number) {
    this.#h = dt / 3600;
    this.#laws = [...balance, ...mixing].map(({ sd, tau }) => memory(sd, tau, dt));
    this.#rings = oscillations.map(({ sd, period, coherence }) => {
      const { keep, kick } = memory(sd, coherence, dt);
      const turn = (2 * Math.PI * dt) / period;
      return { cos: keep * Math.cos(turn), sin: keep * Math.sin(turn), kick };
    });
    this.#noise = Float64Array.of(
      (levelWalk ** 2 * dt) / 86400,
      ...this.#laws.map(({ kick }) => kick ** 2),
      ...this.#rings.flatMap(({ kick }) => [kick ** 2, kick ** 2]),
    );
    const sds = [0, ...[...balance, ...mixing].map(({ sd }) => sd), ...oscillations.flatMap(({ sd }) => [sd, sd])];
    this.#P = sds.map((sd, i) => Float64Array.from(sds, (_, j) => (i === j ? sd ** 2 : 0)));
  }

  /** One state on, in place. */
  move(x: Float64Array, from: number): void {
    x[from] += this.#h * (x[from + 1] + x[from + 2]);
    for (let i = 0; i < 4; i++) x[from + 1 + i] *= this.#laws[i].keep;
    this.#rings.forEach(({ cos, sin }, i) => {
      const p = from + firstOscillator + 2 * i;
      const [a, b] = [x[p], x[p + 1]];
      x[p] = cos * a - sin * b;
      x[p + 1] = sin * a + cos * b;
    });
  }

  /** That of the minute after so many. */
  gain(minutes: number): Gain {
    while (this.#gains.length <= Math.min(minutes, steady)) this.#gains.push(this.#next());
    return this.#gains[Math.min(minutes, steady)];
  }

  #next(): Gain {
    const P = this.#P;
    for (const row of P) this.move(row, 0);
    for (let j = 0; j < size; j++) {
      const column = Float64Array.from(P, (row) => row[j]);
      this.move(column, 0);
      for (let i = 0; i < size; i++) P[i][j] = column[i];
      P[j][j] += this.#noise[j];
    }
    const PC = Float64Array.from(P, (row) => shown.reduce((sum, k) => sum + row[k], 0));
    // A level that is told exactly would leave a matrix that is singular to the last digit.
    const S = shown.reduce((sum, k) => sum + PC[k], 1e-7);
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) P[i][j] -= (PC[i] * PC[j]) / S;
    return { K: PC.map((c) => c / S), sd: Math.sqrt(S) };
  }
}
