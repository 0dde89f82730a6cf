/** Telemetry on disk: what every sensor read, kept and found again. */
export type * from "./archive.ts";
export type { Clock } from "./clock.ts";
export {
  ArchiveError,
  BackupError,
  DiskFullError,
  JournalClosedError,
  JournalDamagedError,
  JournalGoneError,
  ReadOnlyError,
  StoreFormatError,
  StoreInUseError,
} from "./errors.ts";
export type { Damage, Journal, Recovery } from "./journal/journal.ts";
export type { Batch, Entry, Position, Row } from "./row.ts";
export type { Snapshot, Snapshots } from "./snapshots/snapshots.ts";
export type { Store } from "./store.ts";
