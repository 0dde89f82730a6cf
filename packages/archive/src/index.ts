/** Telemetry on disk: what every sensor read, kept and found again. */
export type * from "./archive.ts";
export { restoreStore } from "./backup.ts";
export type { Clock } from "./clock.ts";
export type { DuckArchiveOptions } from "./duckdb/index.ts";
export {
  ArchiveBehindError,
  ArchiveError,
  BackupError,
  BatchError,
  type Damage,
  DiskFullError,
  JournalClosedError,
  JournalDamagedError,
  JournalGoneError,
  ReadOnlyError,
  StoreFormatError,
  StoreInUseError,
} from "./errors.ts";
export type { Journal, Recovery } from "./journal/index.ts";
export { openPostgresArchive, type PostgresArchiveOptions, restorePostgresArchive } from "./postgres/index.ts";
export type { Batch, Entry, Position, Row } from "./row.ts";
export type { Snapshot, Snapshots } from "./snapshots/index.ts";
export { openStore, type Store, type StoreOptions } from "./store.ts";
