/** What the journal takes in and the archive keeps: rows as they arrived, numbered batch by batch. */
import type { Second } from "@hullwatch/core/quantity";

/** One row of a recording: `time` in UNIX seconds (kept to the microsecond), `parameter` and `value` as its text has them. */
export interface Row {
  readonly time: Second;
  readonly parameter: string;
  readonly value: string;
}

/** Rows of one station that are accepted together: all of them or none. */
export interface Batch {
  readonly station: string;
  /** (ms) UNIX time at which it was accepted, where that is kept: what was late then is late however often it is read. */
  readonly received?: number | undefined;
  readonly rows: readonly Row[];
}

/** The number of a batch in its journal: 1 for the first one ever, then without a gap. 0 is before the first. */
export type Position = number;

/** A batch that the journal has accepted. */
export interface Entry extends Batch {
  readonly position: Position;
}
