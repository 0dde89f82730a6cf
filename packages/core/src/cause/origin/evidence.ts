import type { Metre, Pascal, Second, SquareMetre } from "../../quantity/index.ts";
import type { Cause, OfCauses } from "./causes.ts";
import type { ItemFile } from "./schema.ts";

/** One piece of evidence: as written, and what an engineer put in place of the usual likelihoods. */
export type Item = ItemFile;

/** What is known of a hole, in SI units. */
export interface Evidence {
  readonly name: string;
  /** (s) UNIX time. */
  readonly knownAt: Second;
  /** The station file it was written for: a path, or the id of one that ships. */
  readonly station?: string;
  readonly module: string;
  /** Since the wall first met space. */
  readonly exposure: Second;
  /** (years) How old the hull is. */
  readonly age: number;
  readonly altitude: Metre;
  /** (rad) */
  readonly inclination: number;
  /** The wall with the hole in it, and what stands before it. */
  readonly wall?: { readonly thickness: Metre; readonly before: "nothing" | "blanket" | "bumper" };
  /** Probabilities of a hole in that time, where somebody has put their own in place of the usual ones. */
  readonly priors: Partial<OfCauses>;
  readonly items: readonly Item[];
  readonly jet?: {
    /** CdA. */
    readonly area: SquareMetre;
    readonly pressure: Pascal;
    /** (N m) That attitude control holds against and nothing else explains. */
    readonly torque?: readonly [x: number, y: number, z: number];
  };
}

export type Edited = readonly Cause[];
