/** Hold tests compared: the time constant of a closed volume, and whether a repair was worth something. */
import { type Interval, interval, ninety, type Second, second } from "../quantity/index.ts";

/** The opening of a hole as one hold test saw it: its conductance c = q/p (m3/s), and one standard deviation. */
export interface Opening {
  readonly conductance: number;
  readonly sd: number;
}

/** What a flow (Pa m3/s) at a pressure (Pa) makes of the hole. */
export const openingOf = (flow: { readonly mean: number; readonly sd: number }, pressure: number): Opening => ({
  conductance: flow.mean / pressure,
  sd: flow.sd / pressure,
});

/** (s) Time constant of `volume` (m3) with that hole, tau = V/c; null where the opening may as well be none. */
export function timeConstantOf({ conductance, sd }: Opening, volume: number): Interval<Second> | null {
  const low = conductance - ninety * sd;
  if (low <= 0) return null;
  return interval(second(volume / conductance), second(volume / (conductance + ninety * sd)), second(volume / low));
}

/** (-) What part of the leak a repair has stopped: 1 - after/before, at most all of it, by the law of error propagation; below 0 it is worse. */
export function betterBy(before: Opening, after: Opening): Interval {
  const left = after.conductance / before.conductance;
  const half = ninety * Math.hypot(after.sd / before.conductance, (left * before.sd) / before.conductance);
  const atMost = (x: number) => Math.min(1, x);
  return interval(atMost(1 - left), atMost(1 - left - half), atMost(1 - left + half));
}

/** What is to be said of a repair. A leak that is better and still leaks is not fixed. */
export function repairText(better: Interval, stillLeaks: boolean): string {
  const percent = (x: number) => `${Math.round(100 * Math.abs(x))}`;
  const { value, low, high } = better;
  if (!stillLeaks) return "tight now";
  if (low <= 0 && high >= 0) return "no better for the repair, still leaking";
  const [least, most] = value > 0 ? [low, high] : [high, low];
  return `${percent(value)} % (${percent(least)} to ${percent(most)} %) ${value > 0 ? "better" : "worse"}, still leaking`;
}
