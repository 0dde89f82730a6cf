/** Whether a gauge says the same oftener than its noise lets it: nothing falls that is read from one that is stuck. */
import type { PlannedSensor } from "./model.ts";

/** How often the last value has come in a row. */
export interface GaugeRun {
  value: number;
  times: number;
}

export const startRun = (): GaugeRun => ({ value: Number.NaN, times: 0 });

/** Takes one reading (Pa). */
export function repeats(run: GaugeRun, value: number): void {
  if (value !== run.value) Object.assign(run, { value, times: 0 });
  run.times++;
}

/** (-) Chance of repeating itself so often, of a gauge that is healthy; (noise) the least step of one that is said to have none. */
const coincidence = 1e-6;
const finest = 0.5;

/** Whether it stands stiller than its noise lets it, with the value in the middle of a step: nothing is proven tight until it moves. */
export function isStill({ times }: GaugeRun, { sigma, step }: Pick<PlannedSensor, "sigma" | "step">): boolean {
  return chanceWithin(Math.max(step / sigma, finest) / 2) ** (times - 1) < coincidence;
}

/** (-) Chance that a normal error is within `z` standard deviations, to 0.7 % of what is left (Polya 1949). */
const chanceWithin = (z: number) => Math.sqrt(1 - Math.exp((-2 * z * z) / Math.PI));
