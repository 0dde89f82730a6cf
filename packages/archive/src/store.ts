/** One folder with everything that a server keeps of telemetry, and what moves between its parts. */
import type { Archive } from "./archive.ts";
import type { Journal } from "./journal/journal.ts";
import type { Position } from "./row.ts";
import type { Snapshots } from "./snapshots/snapshots.ts";

export interface Store {
  readonly journal: Journal;
  readonly snapshots: Snapshots;
  readonly archive: Archive;

  /**
   * Resolves once the archive holds every entry up to a position: what was acknowledged shows in queries from then on.
   * Rejects with what keeps the archive from taking them in.
   */
  archived(position: Position): Promise<void>;

  /** Removes journal segments that the archive and the snapshots of all `stations` have passed; gives how many. */
  tidy(stations: readonly string[]): Promise<number>;

  /** A copy of everything acknowledged before the call, while the store is in use; `directory` must not exist or be empty. */
  backup(directory: string): Promise<void>;

  /** Waits for what is on its way, takes it into the archive, and lets the folder go. */
  close(): Promise<void>;
}
