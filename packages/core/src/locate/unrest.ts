import { air, breath } from "./assumptions.ts";

/** A part of a station: free air (m3) of it and of all, and the fall (Pa/s) that the oxygen of the people would make in each. */
export interface Lived {
  readonly volume: number;
  readonly whole: number;
  readonly breathedHere: number;
  readonly breathedInAll: number;
}

/**
 * (Pa/s) How far the balance of gas in a part may be off: what nobody's breathing explains, what the people in it breathe, and
 * the oxygen made for all aboard in a place that is not known: here with a chance as this part of the volume.
 */
export function unrestOf({ volume, whole, breathedHere, breathedInAll }: Lived): number {
  const share = Math.min(1, volume / whole);
  const made = breath.elsewhere * breathedInAll * (whole / volume) * Math.sqrt(share * (1 - share));
  return Math.hypot(air.balance.sd, breath.own * breathedHere, made);
}
