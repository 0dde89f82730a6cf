import { type Phrase, phrase } from "../../phrase/index.ts";
import type { Metre } from "../../quantity/index.ts";

/** Particles of one density. */
export interface Kind {
  /** (kg/m3) */
  readonly density: number;
  /** (1/(m2 s)) Of diameter `d` (m) or more, on one side of a randomly turned plate. */
  flux(d: Metre): number;
}

/** A speed (m/s) and its share of the flux. */
export interface SpeedShare {
  readonly speed: number;
  readonly share: number;
}

/** How far the truth may lie from a flux: factors on it, `low <= 1 <= high`. No confidence is attached. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** What may hit: debris or meteoroids at one place in space and time. */
export interface Population {
  readonly name: "debris" | "meteoroid";
  /** What the flux comes from. */
  readonly source: Phrase;
  readonly kinds: readonly Kind[];
  /** Relative to the station; the shares sum to 1. */
  readonly speeds: readonly SpeedShare[];
  /** Debris comes along the local horizontal, meteoroids from all of the sky that the Earth leaves free. */
  readonly arrives: "horizontal" | "sky";
  readonly band: Band;
  /** What was widened or taken as, in sentences. */
  readonly notes: readonly Phrase[];
}

/** A note of a population, with its name. */
export const noteOf = ({ name }: Population, note: Phrase): Phrase =>
  name === "debris" ? phrase`debris: ${note}` : phrase`meteoroid: ${note}`;

/** Where and when. */
export interface OrbitAndYear {
  readonly altitude: Metre;
  /** (rad) */
  readonly inclination: number;
  /** Middle of the time asked about: 2018.66. */
  readonly year: number;
}

/** (1/(m2 s)) Of diameter `d` (m) or more, all densities together. */
export const fluxOf = ({ kinds }: Population, d: Metre): number => kinds.reduce((sum, kind) => sum + kind.flux(d), 0);

/** Shares of a speed density `f` (km/s) at the middles of `n` steps between `from` and `to` (km/s). */
export function speedShares(f: (v: number) => number, from: number, to: number, n: number): SpeedShare[] {
  const step = (to - from) / n;
  const all = Array.from({ length: n }, (_, i) => from + (i + 0.5) * step).map((v) => ({ v, weight: f(v) }));
  const sum = all.reduce((s, { weight }) => s + weight, 0);
  return all.filter(({ weight }) => weight > 0).map(({ v, weight }) => ({ speed: 1000 * v, share: weight / sum }));
}

/** (s) The Julian year that fluxes are printed per. */
export const year = 365.25 * 86400;
