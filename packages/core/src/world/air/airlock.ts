/** An airlock pumped down, held at vacuum and filled again from the module beside it or from tanks. */
import { type Cabin, N2, O2 } from "./cabin.ts";
import type { Hatches } from "./joined.ts";
import { oxygenOfAir } from "./supply.ts";

/** What the scenario's `airlock` happening gives, with its start (s). */
export interface AirlockPlan {
  readonly at: number;
  readonly module: number;
  readonly into: number;
  readonly depress: number;
  readonly hold: number;
  readonly repress: number;
  readonly saved: number;
  readonly reported: boolean;
  readonly refill: "cabin" | "tanks";
}

/** (-) Part of the depress in which the pump runs; in the rest what it left is vented, to e^-8. */
const pumping = 2 / 3;
const ventings = 8;

export class AirlockCycle {
  readonly plan: AirlockPlan;
  /** Hatches that it closed, to be opened at the end. */
  readonly hatches: readonly number[];
  /** (s) */
  readonly end: number;
  private readonly moles: number;

  constructor(plan: AirlockPlan, cabin: Cabin, hatches: readonly number[]) {
    this.plan = plan;
    this.hatches = hatches;
    this.end = AirlockCycle.moments(plan)[4];
    this.moles = cabin.total[plan.module];
  }

  /** (s) Moments at which what it does changes, the last being its end. */
  static moments({ at, depress, hold, repress }: Pick<AirlockPlan, "at" | "depress" | "hold" | "repress">): number[] {
    const down = at + depress;
    return [at, at + pumping * depress, down, down + hold, down + hold + repress];
  }

  /** Does what it does from `time` on for `dt` (s); a step must not cross one of `moments`. */
  run(cabin: Cabin, hatches: Hatches, time: number, dt: number): void {
    const { plan } = this;
    const { module, into, depress, saved } = plan;
    const [, pumped, down, fill, end] = AirlockCycle.moments(plan);
    if (time < pumped) cabin.move(module, into, (this.moles * saved * dt) / (pumping * depress));
    else if (time < down) {
      cabin.lose(module, -cabin.total[module] * Math.expm1((-ventings * dt) / ((1 - pumping) * depress)));
    } else if (time >= fill) this.fill(cabin, hatches, dt / Math.max(dt, end - time));
  }

  /** Brings the lock `part` of the way to the pressure beside it, with that air or with air from tanks. */
  private fill(cabin: Cabin, hatches: Hatches, part: number): void {
    const { module, into, refill } = this.plan;
    const difference = cabin.pressure(into) - cabin.pressure(module);
    const own = cabin.capacity(module);
    if (refill === "tanks") {
      cabin.add(module, O2, oxygenOfAir * part * difference * own);
      cabin.add(module, N2, (1 - oxygenOfAir) * part * difference * own);
      return;
    }
    const other = hatches.capacity(hatches.volumeOf[into]);
    cabin.move(into, module, (part * difference * own * other) / (own + other));
  }
}
