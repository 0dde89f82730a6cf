/** What happens aboard in "full": oxygen releases and airlock operations, which are reported, and steps, which are not. */
import { Random } from "../../packages/core/src/world/random.ts";

/** A report: gas let in from now on (mmHg/h; 0 = shut), or an airlock operation that begins. */
export type Flag = { readonly kind: "supply"; readonly rate: number } | { readonly kind: "airlock" };

interface Kind {
  readonly kind: "release" | "airlock" | "step";
  /** (s) Mean time between two. */
  readonly every: number;
  /** (s) */
  readonly lasts: number;
  /** (mmHg) What is reported exactly, and what it makes of a gauge that nothing compensates. */
  readonly supplied: number;
  readonly whole: number;
  /** (mmHg) What remains unexplained. */
  readonly residual: (random: Random) => number;
}

const minute = 60;
const day = 86400;

const kinds: readonly Kind[] = [
  {
    kind: "release",
    every: 5 * day,
    lasts: 20 * minute,
    supplied: 1.5,
    whole: 3,
    residual: (r) => 0.15 * r.normal(),
  },
  {
    kind: "airlock",
    every: 10 * day,
    lasts: 30 * minute,
    supplied: 0,
    whole: -2,
    residual: (r) => 0.1 * r.normal(),
  },
  {
    kind: "step",
    every: 15 * day,
    lasts: 2 * minute,
    supplied: 0,
    whole: 0,
    residual: (r) => 0.05 * Math.sign(r.uniform() - 0.5) * r.exponential(1),
  },
];

/** (mmHg per sample) Of one event under way. */
interface Ramp {
  readonly kind: Kind["kind"];
  left: number;
  readonly residual: number;
  readonly supplied: number;
  readonly whole: number;
}

export class Events {
  /** (mmHg) Sums since the beginning: what stays unexplained, what was reported, what an uncompensated gauge sees. */
  level = 0;
  supplied = 0;
  whole = 0;
  flags: readonly Flag[] = [];
  readonly #dt: number;
  #random: Random;
  #ramps: Ramp[] = [];

  constructor(dt: number, seed: number, name: string) {
    this.#dt = dt;
    this.#random = new Random(seed, `${name}, events`);
  }

  fork(seed: number, name: string): Events {
    const other = new Events(this.#dt, seed, name);
    Object.assign(other, { level: this.level, supplied: this.supplied, whole: this.whole });
    other.#ramps = this.#ramps.map((ramp) => ({ ...ramp }));
    return other;
  }

  advance(): void {
    if (this.flags.length > 0) this.flags = [];
    const ended = this.#ramps.filter((ramp) => ramp.left === 0);
    const begun = kinds.filter(({ every }) => this.#random.uniform() < this.#dt / every);
    if (ended.length > 0 || begun.length > 0) this.#change(ended, begun);
    for (const ramp of this.#ramps) {
      ramp.left--;
      this.level += ramp.residual;
      this.supplied += ramp.supplied;
      this.whole += ramp.whole;
    }
  }

  #change(ended: readonly Ramp[], begun: readonly Kind[]): void {
    const added = begun.map(({ kind, lasts, supplied, whole, residual }): Ramp => {
      const left = lasts / this.#dt;
      return { kind, left, residual: residual(this.#random) / left, supplied: supplied / left, whole: whole / left };
    });
    this.#ramps = [...this.#ramps.filter((ramp) => ramp.left > 0), ...added];
    const flags: Flag[] = added.filter(({ kind }) => kind === "airlock").map(() => ({ kind: "airlock" }));
    if ([...ended, ...added].some(({ kind }) => kind === "release")) {
      const perSample = this.#ramps.reduce((sum, ramp) => sum + ramp.supplied, 0);
      flags.push({ kind: "supply", rate: (perSample * 3600) / this.#dt });
    }
    this.flags = flags;
  }
}
