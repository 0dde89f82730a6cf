/**
 * The air of a joined volume, module by module: one pressure, and a composition that mixing through the hatches makes equal
 * in hours. Two gases are told apart, oxygen and the rest. Source: balance of moles of each module; a flow carries the air of
 * where it is drawn from (upwind); what is let in presses the same moles of air through the hatches.
 * Validity: one temperature, held. Air well mixed within a module. The hole takes of every module by its volume: where it is
 * need not be known, and MS-09's took 0.1 % of the air in an hour. What fans exchange does not depend on the release. Where
 * open hatches make a loop, what is pushed through them goes the way of fewest hatches.
 */
import { molarMass } from "../gas/index.ts";
import { type Kilogram, kilogram, type Pascal, pascal } from "../quantity/index.ts";
import type { CabinAir, ModuleAir } from "./types.ts";

/** What does not change during a refill. */
export interface Layout {
  readonly ids: readonly string[];
  /** (mol/Pa) V/(RT). */
  readonly capacity: Float64Array;
  readonly total: number;
  /** Modules from one outward, and for each the one it hangs on (-1 for the first). */
  readonly order: Int32Array;
  readonly parent: Int32Array;
  /** Open hatches: their two modules, and what is exchanged (mol/(s Pa)). */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly exchange: Float64Array;
  /** (mol/s) Oxygen that is breathed and not replaced. */
  readonly breath: Float64Array;
  /** (1/s) Of the hole. */
  readonly loss: number;
  /** (s) */
  readonly step: number;
}

/** Gas on its way in. */
export interface Inflow {
  readonly module: number;
  /** (mol/s) */
  readonly all: number;
  readonly o2: number;
}

export class Cabin {
  readonly layout: Layout;
  readonly o2: Float64Array;
  readonly all: Float64Array;
  /** (mol) Since the start: through the hole, and breathed. */
  leakedO2 = 0;
  leakedAll = 0;
  breathed = 0;
  /** (Pa) */
  pressure: number;
  /** Modules with the highest and with the lowest oxygen fraction, and these (-). */
  richest = 0;
  poorest = 0;
  richestFraction: number;
  poorestFraction: number;
  private readonly fraction: Float64Array;
  private readonly change: Float64Array;

  constructor(layout: Layout, pressure: Pascal, ppO2: Pascal) {
    this.layout = layout;
    this.all = layout.capacity.map((c) => c * pressure);
    this.o2 = layout.capacity.map((c) => c * ppO2);
    this.fraction = layout.capacity.map(() => ppO2 / pressure);
    this.change = new Float64Array(layout.ids.length);
    this.pressure = pressure;
    this.richestFraction = ppO2 / pressure;
    this.poorestFraction = ppO2 / pressure;
  }

  /** Takes over the state of another cabin of the same layout. */
  become(other: Cabin): this {
    this.o2.set(other.o2);
    this.all.set(other.all);
    this.fraction.set(other.fraction);
    this.leakedO2 = other.leakedO2;
    this.leakedAll = other.leakedAll;
    this.breathed = other.breathed;
    this.pressure = other.pressure;
    this.richest = other.richest;
    this.poorest = other.poorest;
    this.richestFraction = other.richestFraction;
    this.poorestFraction = other.poorestFraction;
    return this;
  }

  copy(): Cabin {
    return new Cabin(this.layout, pascal(this.pressure), pascal(0)).become(this);
  }

  /** (mol) */
  get totalO2(): number {
    return this.o2.reduce((sum, x) => sum + x, 0);
  }

  /**
   * Goes on for `time` (s) with `inflow`, or none. After every step `check` may end it: gives whether it did not.
   * Explicit steps: rises and mixing are a little ahead of the true ones, by less than what plans stay clear of limits by.
   */
  run(time: number, inflow: Inflow | null, check: () => boolean = () => true): boolean {
    const steps = Math.ceil(time / this.layout.step);
    for (let k = 0; k < steps; k++) {
      this.advance(time / steps, inflow);
      if (!check()) return false;
    }
    return true;
  }

  private advance(h: number, inflow: Inflow | null): void {
    const { a, b, exchange, breath, loss } = this.layout;
    const { o2, all, fraction, change } = this;
    change.fill(0);
    for (let k = 0; k < a.length; k++) {
      const moles = exchange[k] * this.pressure * h * (fraction[a[k]] - fraction[b[k]]);
      change[a[k]] -= moles;
      change[b[k]] += moles;
    }
    for (let m = 0; m < all.length; m++) {
      const used = Math.min(breath[m] * h, o2[m] + change[m]);
      this.leakedO2 += o2[m] * loss * h;
      this.leakedAll += all[m] * loss * h;
      this.breathed += used;
      o2[m] += change[m] - used - o2[m] * loss * h;
      all[m] -= used + all[m] * loss * h;
    }
    if (inflow !== null) {
      o2[inflow.module] += inflow.o2 * h;
      all[inflow.module] += inflow.all * h;
    }
    this.equalise();
  }

  /** Brings every module to the common pressure: what a branch has too much goes inward, then what it lacks outward. */
  private equalise(): void {
    const { capacity, total, order, parent } = this.layout;
    const { all, o2, fraction, change } = this;
    let moles = 0;
    for (const n of all) moles += n;
    this.pressure = moles / total;
    for (let m = 0; m < all.length; m++) change[m] = all[m] - capacity[m] * this.pressure;
    for (let i = order.length - 1; i > 0; i--) {
      const [m, up] = [order[i], parent[order[i]]];
      change[up] += change[m];
      if (change[m] > 0) this.move(m, up, change[m]);
    }
    for (let i = 1; i < order.length; i++) {
      const [m, up] = [order[i], parent[order[i]]];
      if (change[m] < 0) this.move(up, m, -change[m]);
    }
    this.richestFraction = 0;
    this.poorestFraction = 1;
    for (let m = 0; m < all.length; m++) {
      const x = o2[m] / all[m];
      fraction[m] = x;
      if (x > this.richestFraction) {
        this.richestFraction = x;
        this.richest = m;
      }
      if (x < this.poorestFraction) {
        this.poorestFraction = x;
        this.poorest = m;
      }
    }
  }

  private move(from: number, to: number, moles: number): void {
    const oxygen = (this.o2[from] / this.all[from]) * moles;
    this.o2[from] -= oxygen;
    this.o2[to] += oxygen;
    this.all[from] -= moles;
    this.all[to] += moles;
  }

  airOf(m: number): ModuleAir {
    const x = this.fraction[m];
    return { module: this.layout.ids[m], ppO2: pascal(x * this.pressure), o2Fraction: x };
  }

  air(): CabinAir {
    const x = this.totalO2 / (this.layout.total * this.pressure);
    const pressure = pascal(this.pressure);
    return { pressure, ppO2: pascal(x * pressure), o2Fraction: x, worst: this.airOf(this.richest) };
  }

  /** The module whose composition is farthest from that of `m`. */
  leastLike(m: number): number {
    const off = (k: number) => Math.abs(this.fraction[k] - this.fraction[m]);
    return this.fraction.reduce((best, _, k) => (off(k) > off(best) ? k : best), m);
  }

  /** Gas that has left through the hole; the rest taken as nitrogen. */
  get leakedMass(): Kilogram {
    return kilogram(this.leakedO2 * molarMass.o2 + (this.leakedAll - this.leakedO2) * molarMass.n2);
  }
}
