import { type Pascal, pascal, toSI } from "../quantity/index.ts";
import type { Limits } from "../station/index.ts";
import type { Cabin } from "./cabin.ts";
import type { Breach } from "./types.ts";

/** Limits of a station as a plan holds to them on the way, in every module. */
export interface Bounds {
  readonly totalMax: number;
  readonly ppO2Max: number;
  readonly fractionMax: number;
  readonly ppO2Floor: number;
}

/** About 16 kPa of oxygen is the least that people can work in (Human Spaceflight: Mission Analysis and Design). */
export const ppO2Floor: Pascal = toSI("pressure", 120, "mmHg");

/** (-) What a plan stays clear of its limits by, so that an integration as fine as one likes finds none crossed. */
const clear = { pressure: 1e-5, ppO2: 2e-4, fraction: 2e-4 };

/** Bounds for release; with `twice` the clearance for what is aimed at, so that release can come to it. */
export const boundsOf = (limits: Limits, twice = 1): Bounds => ({
  totalMax: limits.totalPressureMax * (1 - twice * clear.pressure),
  ppO2Max: limits.ppO2Max * (1 - twice * clear.ppO2),
  fractionMax: limits.o2FractionMax - twice * clear.fraction,
  ppO2Floor: pascal(ppO2Floor * (1 + twice * clear.ppO2)),
});

/**
 * The first bound that `cabin` breaks, or null. What was broken at `start` may stay as it was, or mend; but while it is
 * broken, gas of an oxygen fraction `gas` (-) above it is not to be let in.
 */
export function breachOf(cabin: Cabin, bounds: Bounds, start: Cabin, gas: number): Breach | null {
  const at = (m: number) => cabin.layout.ids[m];
  if (cabin.pressure > Math.max(bounds.totalMax, start.pressure)) return { limit: "total_pressure_max", module: null };
  const wasRich = gas > bounds.fractionMax ? 0 : start.richestFraction;
  if (cabin.richestFraction > Math.max(bounds.fractionMax, wasRich)) {
    return { limit: "o2_fraction_max", module: at(cabin.richest) };
  }
  const most = cabin.richestFraction * cabin.pressure;
  if (most > Math.max(bounds.ppO2Max, gas > start.richestFraction ? 0 : start.richestFraction * start.pressure)) {
    return { limit: "ppO2_max", module: at(cabin.richest) };
  }
  // Breathing lowers ppO2 too, and letting oxygen in is no reason to stop for that.
  const least = gas < start.poorestFraction ? cabin.poorestFraction * cabin.pressure : Number.POSITIVE_INFINITY;
  if (least < Math.min(bounds.ppO2Floor, start.poorestFraction * start.pressure)) {
    return { limit: "ppO2_floor", module: at(cabin.poorest) };
  }
  return null;
}
