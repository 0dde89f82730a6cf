/** Engine states by station, each with the journal position that it has taken in. Two are kept: the last and the one before. */
import type { Position } from "../row.ts";

export interface Snapshot {
  readonly station: string;
  /** `id` of the journal that `position` counts in. */
  readonly journal: string;
  /** The last entry that is in the state. */
  readonly position: Position;
  /** The text that the engine's `snapshot()` gave. */
  readonly state: string;
}

export interface Snapshots {
  /**
   * Replaces a station's snapshot in one step: after a crash the old one or the new one is there, whole. Throws `DiskFullError`,
   * `ReadOnlyError`.
   */
  save(snapshot: Snapshot): Promise<void>;

  /** The newest whole snapshot of a station; null where there is none. What is not whole is named in `faults`. */
  load(station: string): Promise<{ readonly snapshot: Snapshot | null; readonly faults: readonly string[] }>;

  /**
   * The position up to which no station of `stations` needs the journal any more, should even its newest snapshot be lost: 0 with one that
   * has none yet, infinite without any.
   */
  needed(journal: string, stations: readonly string[]): Promise<Position>;

  /** The greatest position of the journal that any snapshot holds. */
  latest(journal: string): Promise<Position>;

  /** A copy into an existing folder. */
  backup(directory: string): Promise<void>;
}
