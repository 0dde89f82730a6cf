/**
 * What was accepted, before anything is made of it. A batch is acknowledged once it is on the disk: batches that come while
 * the disk is busy share the next write and its sync. One journal serves all stations.
 */
import type { Damage } from "../errors.ts";
import type { Batch, Entry, Position } from "../row.ts";

export interface Journal {
  /** Given at random when the folder was made: positions of another journal mean nothing here. */
  readonly id: string;
  /** What was found when the journal was opened. */
  readonly found: Recovery;
  /** The position of the last acknowledged batch. */
  readonly end: Position;

  /**
   * Keeps a batch; the promise is its acknowledgement and gives its position. Batches are kept in the order of the calls.
   * Throws `BatchError` for a time outside 1900 to 2199 or more than 64 MiB. Throws `DiskFullError` or `ReadOnlyError`: nothing of the batch is kept, and a later one may succeed. Throws
   * `JournalClosedError` after `close`, and after a fault that leaves unknown what is on the disk, until it is opened anew.
   */
  append(batch: Batch): Promise<Position>;

  /**
   * Every acknowledged entry after a position, up to the last one at the time of the call, in pieces. Throws `JournalGoneError`
   * where the first of them has been removed, and `JournalDamagedError` on coming to a place that cannot be read: its
   * `resumeAfter` is where to read on from, if those entries are given up.
   */
  read(after: Position): AsyncIterable<readonly Entry[]>;

  /** Resolves once `end` is past a position, or when `signal` is aborted or the journal closed. */
  grown(past: Position, signal?: AbortSignal): Promise<void>;

  /** Says that entries up to a position are needed by nobody; gives how many segments were removed. */
  release(upTo: Position): Promise<number>;

  /** Until the function that it gives is called, nothing is removed. */
  keep(): () => void;

  /** A copy of every whole segment and of the last one as far as it is acknowledged, into an existing folder. */
  backup(directory: string): Promise<void>;

  /** Waits for batches that are on their way, then lets the folder go. */
  close(): Promise<void>;
}

export interface Recovery {
  /** The end of the last segment that was no whole write, and so never acknowledged; it has been cut off. */
  readonly cut: { readonly segment: string; readonly at: number; readonly bytes: number } | null;
  /** Places before the end that cannot be read. `read` throws on coming to one. */
  readonly damaged: readonly Damage[];
}
