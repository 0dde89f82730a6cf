import { air, breath } from "./assumptions.ts";

/** A part of a station: free air (m3) of it and of all, and the fall (Pa/s) that the oxygen of the people would make in each. */
export interface Lived {
  readonly volume: number;
  readonly whole: number;
  readonly breathedHere: number;
  readonly breathedInAll: number;
  /** (-) The part of the machines that make oxygen and remove carbon dioxide for all aboard which stands here; null where it is not known. */
  readonly machines: number | null;
}

/**
 * (Pa/s) How far the balance of gas in a part may be off: what nobody's breathing explains, what the people in it breathe, and
 * what machines go on making or removing in it for people who are elsewhere now: where it is not known in which module they stand,
 * as if they were spread over all by volume.
 */
export function unrestOf({ volume, whole, breathedHere, breathedInAll, machines }: Lived): number {
  const share = Math.min(1, volume / whole);
  const part = (machines ?? share) * (1 - share);
  const made = breath.elsewhere * breathedInAll * (whole / volume) * part;
  return Math.hypot(air.balance.sd, breath.own * breathedHere, made);
}
