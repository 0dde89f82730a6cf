/** A part of the station: modules that share air between two movements of hatches. */
import type { Filter } from "./filter.ts";

/** What is known of a part that nobody can read. Plain: it is in the state of a station. */
export interface Blind {
  /** (Pa, Pa2) Where each gauge stood at `since`, if it still could read this part. */
  readonly known: { readonly [gauge: string]: { readonly mean: number; readonly variance: number } };
  /** (s) UNIX time when it was cut off, and (Pa/s) how far its balance of gas may be off. */
  readonly since: number;
  readonly unrest: number;
  /** (Pa per Pa m3/s) By module, in the order of the station file: fallen since if the leak is there. */
  readonly falls: Float64Array;
}

export interface Part {
  readonly modules: readonly string[];
  /** (m3) */
  readonly volume: number;
  /** What is asked whether the part falls; and beside it what follows any fall, to cut the next parts from. */
  readonly tested: Filter;
  readonly free: Filter;
  /** What is known of it where no gauge reads it; null where one does, or nothing is known. */
  readonly blind: Blind | null;
  /** (Pa) First and last mean of the gauges; NaN without any. */
  first: number;
  last: number;
}
