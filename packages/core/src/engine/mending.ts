/** Holes and leak checks of a cabin: a plain value, kept and copied with it. */

import type { Check, GaugeRun, Hole, Opening, Verdict } from "../mend/index.ts";
import type { InterruptionCode } from "./event.ts";

/** A check that runs. */
export interface RunningCheck {
  /** The module that it was called for. */
  readonly module: string;
  readonly check: Check;
}

/** What there is to say of a check. SI. */
export interface CheckReport {
  readonly key: string;
  readonly modules: readonly string[];
  /** (s) UNIX time of its start. */
  readonly since: number;
  readonly verdict: Verdict;
  /** Of a gross leak, told apart first. */
  readonly gross: Verdict;
  /** Whether it goes on. */
  readonly runs: boolean;
  /** (Pa m3/s) The flow and its standard deviation, and its upper bound, at the present pressure; null where nothing was read. */
  readonly flow: { readonly mean: number; readonly sd: number; readonly upper: number } | null;
  /** (K, m3) */
  readonly temperature: number;
  readonly volume: number;
  /** (kg/s) Less than this is tight. */
  readonly residual: number;
  /** (s) More time needed on average; 0 where decided, null where no length is enough. */
  readonly needed: number | null;
  readonly opening: Opening | null;
  /** The hole as the last check before work on it saw it; null where there was none. */
  readonly before: Opening | null;
  readonly reopened: boolean;
  /** A gauge stands stiller than it can. */
  readonly still: boolean;
  /** The rule "vestibule": whether it is passed, null where it is too early to say; and (kg/s) what passing proves here. */
  readonly vestibule: { readonly passed: boolean | null; readonly proves: number } | null;
  /** Supplies that could let gas in, and were not reported to. */
  readonly trusted: readonly string[];
  /** Why the leak that is known is not over by it; null where it is, or none is known. */
  readonly stands: string | null;
  /** What has broken it off. */
  readonly interrupted: Interruption | null;
}

/** What breaks a check off: the words for it, and as a code with what is put into its sentence in another language. */
export interface Interruption {
  readonly text: string;
  readonly code: InterruptionCode;
  readonly values: Readonly<Record<string, number | string>>;
}

export const brokenOff = (code: InterruptionCode, text: string, values: Interruption["values"] = {}): Interruption => ({
  text,
  code,
  values,
});

/** What a check has proven: these modules lose less than `limit` (kg/s), no more than `upper` (kg/s). */
export interface Proof {
  readonly modules: readonly string[];
  /** (s) When the check began, and until when it has been read. */
  readonly since: number;
  readonly until: number;
  readonly upper: number;
  readonly limit: number;
}

export interface Mending {
  readonly holes: Hole[];
  /** Those that were one too many, of the last rows that spoke of them. */
  refused: readonly Hole[];
  checks: RunningCheck[];
  /** The last ones, oldest first. */
  reports: CheckReport[];
  /** By module for which checks were called: what the last one saw, and whether the hole has been worked on since. */
  readonly seen: { [module: string]: { opening: Opening; before: Opening | null; worked: boolean } };
  /** By module: (s) when gas was last let in there, and (Pa) what its warmth then stood for. */
  readonly fed: { [module: string]: { readonly time: number; readonly warmth: number } };
  /** By sensor of a volume that was checked: how often it has repeated itself. */
  readonly repeated: { [sensor: string]: GaugeRun };
  /** Of volumes told tight and not told to leak since: the last of each. */
  proofs: readonly Proof[];
  /** By what the leak that was last known is over, and what is known of volumes that were thought to lose air; null where nothing is. */
  settled: { readonly proof: Proof; readonly others: readonly string[] } | null;
}

export const startMending = (): Mending => ({
  holes: [],
  refused: [],
  checks: [],
  reports: [],
  seen: {},
  fed: {},
  repeated: {},
  proofs: [],
  settled: null,
});
