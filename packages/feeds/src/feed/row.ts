/** What a source gives, and what a station is given. */
import type { Second } from "@hullwatch/core/quantity";

/**
 * How far a reading may be trusted. `good` and `suspect` (out of calibration, or only in part what it should be) are used;
 * `bad` is no measurement, `stale` one that no longer follows what it measures: both are missing readings.
 */
export type Quality = "good" | "suspect" | "bad" | "stale";

/** A row as the source has it. */
export interface SourceRow {
  /** When it was measured: the source's own time, never that of its arrival where there is one. */
  readonly time: Second;
  /** As the source names it. */
  readonly name: string;
  /** null where the source says that there is none. */
  readonly value: number | string | null;
  /** The source's unit. Left out: the format promises that of the station file. null: the source should say and does not. */
  readonly unit?: string | null;
  readonly quality: Quality;
}

/** A row as the station knows it: what a recording would hold, and how far it may be trusted. */
export interface Reading {
  readonly time: Second;
  readonly parameter: string;
  /** In the unit of the station file; blank where the reading is missing. */
  readonly value: string;
  readonly quality: Quality;
}
