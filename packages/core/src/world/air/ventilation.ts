/** Air that fans and people carry from module to module (IMV). It mixes composition; pressure is `joined.ts`'s. */

import type { Fan, Ventilation } from "../scenario/index.ts";
import type { Cabin } from "./cabin.ts";
import type { Hatches } from "./joined.ts";

/** (-) Of a module's air, at most this part leaves it in one sub-step. */
const courant = 0.2;

export class Airflow {
  on = true;
  private from = new Int32Array(0);
  private to = new Int32Array(0);
  /** (1/s) Flow over the volume it is drawn from. */
  private rate = new Float64Array(0);
  private fastest = 0;
  private readonly cabin: Cabin;
  private readonly hatches: Hatches;
  private readonly settings: Ventilation;
  private readonly change: Float64Array;

  constructor(settings: Ventilation, cabin: Cabin, hatches: Hatches) {
    this.settings = settings;
    this.cabin = cabin;
    this.hatches = hatches;
    this.change = new Float64Array(4 * cabin.count);
    this.reroute();
  }

  /** Works out which flows are on. To be called after a hatch, a vehicle or the ventilation switch has moved. */
  reroute(): void {
    const flows: [from: number, to: number, flow: number][] = [];
    const passable = new Set<string>();
    this.hatches.ends.forEach(([a, b], h) => {
      if (this.hatches.passable(h)) passable.add(`${a} ${b}`).add(`${b} ${a}`);
    });
    const served = new Set<string>();
    if (this.on) for (const fan of this.settings.fans) this.run(fan, passable, served, flows);
    const rest = this.on ? this.settings.circulation : this.settings.residual;
    for (const pair of passable) {
      const [a, b] = pair.split(" ").map(Number);
      if (!served.has(pair) && !served.has(`${b} ${a}`)) flows.push([a, b, rest]);
    }
    this.from = Int32Array.from(flows, ([a]) => a);
    this.to = Int32Array.from(flows, ([, b]) => b);
    this.rate = Float64Array.from(flows, ([a, , flow]) => flow / this.cabin.volume[a]);
    const out = new Float64Array(this.cabin.count);
    this.from.forEach((a, i) => {
      out[a] += this.rate[i];
    });
    this.fastest = out.reduce((x, y) => Math.max(x, y), 0);
  }

  private run(fan: Fan, passable: Set<string>, served: Set<string>, flows: [number, number, number][]): void {
    const path = fan.path.map((id) => this.cabin.index(id));
    const legs = path.slice(1).map((to, i) => [path[i], to] as const);
    if (!legs.every(([a, b]) => passable.has(`${a} ${b}`))) return;
    for (const [a, b] of fan.duct ? [[path[0], path[path.length - 1]] as const] : legs) {
      flows.push([a, b, fan.flow]);
      if (fan.exchange) flows.push([b, a, fan.flow]);
      served.add(`${a} ${b}`);
    }
  }

  /**
   * Mixes for `dt` (s): upwind, each flow carrying the air of where it is drawn from, in sub-steps short enough to stay
   * positive. A fan whose return way is shut piles nothing up, since `Hatches.equalise` sends the surplus back.
   */
  mix(dt: number): void {
    const { cabin, change, from, to, rate } = this;
    const { amount } = cabin;
    const parts = Math.ceil((dt * this.fastest) / courant);
    const h = dt / parts;
    for (let part = 0; part < parts; part++) {
      change.fill(0);
      for (let i = 0; i < from.length; i++) {
        const [a, b] = [4 * from[i], 4 * to[i]];
        const x = rate[i] * h;
        for (let s = 0; s < 4; s++) {
          const moles = amount[a + s] * x;
          change[a + s] -= moles;
          change[b + s] += moles;
        }
      }
      for (let i = 0; i < amount.length; i++) amount[i] += change[i];
    }
    cabin.retotal();
  }
}
