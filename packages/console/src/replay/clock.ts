import { signal } from "@preact/signals";
import type { Timekeeper } from "../station/index.ts";

/** (ms) What the way of a reading may take before it counts as silent. */
const allowance = 2000;

/** The time of a replay: that of the moment that is shown, and no other until another one is. */
export class ReplayClock implements Timekeeper {
  /** (ms) */
  readonly moment = signal(Number.NaN);
  readonly rate = 1;

  at(): number {
    return this.moment.value;
  }

  isStale(time: number, period: number): boolean {
    return this.moment.value - time > 3000 * period + allowance;
  }
}
