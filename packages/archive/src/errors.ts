/** Every way in which keeping telemetry can fail. `code` never changes its meaning. */
import type { Position } from "./row.ts";

/** Another process, or another part of this one, has the folder open. */
export class StoreInUseError extends Error {
  override readonly name = "StoreInUseError";
  readonly code = "HW_STORE_IN_USE";
  readonly directory: string;

  constructor(directory: string, options?: ErrorOptions) {
    super(`${directory}: found it open elsewhere, expected to be the only one to use it`, options);
    this.directory = directory;
  }
}

/** No room on the disk, or a quota is used up. Nothing was acknowledged. */
export class DiskFullError extends Error {
  override readonly name = "DiskFullError";
  readonly code = "HW_DISK_FULL";
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super(`${path}: found no room on the disk, expected room to write; nothing was acknowledged`, options);
    this.path = path;
  }
}

/** The folder or its file system must not be written to. */
export class ReadOnlyError extends Error {
  override readonly name = "ReadOnlyError";
  readonly code = "HW_READ_ONLY";
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super(`${path}: found it closed to writing, expected to be allowed to write`, options);
    this.path = path;
  }
}

/** Entries from `first` to `last` that cannot be read, at byte `at` of a segment. */
export interface Damage {
  readonly segment: string;
  readonly at: number;
  readonly first: Position;
  readonly last: Position;
}

/** Entries that were acknowledged cannot be read any more. */
export class JournalDamagedError extends Error {
  override readonly name = "JournalDamagedError";
  readonly code = "HW_JOURNAL_DAMAGED";
  readonly damage: Damage;
  /** Reading may go on after this position, if the damaged entries are given up. */
  readonly resumeAfter: number;

  constructor(damage: Damage) {
    const { segment, at, first, last } = damage;
    super(`${segment}: found damage at byte ${at}, expected entries ${first} to ${last}`);
    this.damage = damage;
    this.resumeAfter = last;
  }
}

/** The entries asked for have been removed, since everyone was said to have passed them. */
export class JournalGoneError extends Error {
  override readonly name = "JournalGoneError";
  readonly code = "HW_JOURNAL_GONE";
  readonly first: number;

  constructor(directory: string, after: number, first: number) {
    super(`${directory}: found entries from ${first} on, expected ${after + 1}; those between have been removed`);
    this.first = first;
  }
}

/** The journal takes no more: it was closed, or what is on the disk is unknown after a fault. */
export class JournalClosedError extends Error {
  override readonly name = "JournalClosedError";
  readonly code = "HW_JOURNAL_CLOSED";

  constructor(directory: string, why: string, options?: ErrorOptions) {
    super(`${directory}: found the journal closed (${why}), expected it to be open`, options);
  }
}

/** A batch that cannot be kept: a time out of range, or more than one write may hold. */
export class BatchError extends Error {
  override readonly name = "BatchError";
  readonly code = "HW_BATCH";

  constructor(station: string, found: string, expected: string) {
    super(`batch of station "${station}": found ${found}, expected ${expected}`);
  }
}

/** A file that is no journal, snapshot or archive of this version. */
export class StoreFormatError extends Error {
  override readonly name = "StoreFormatError";
  readonly code = "HW_STORE_FORMAT";

  constructor(path: string, found: string, expected: string, options?: ErrorOptions) {
    super(`${path}: found ${found}, expected ${expected}`, options);
  }
}

/** The archive's store failed in some other way; `cause` has its own words. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  readonly code = "HW_ARCHIVE";
}

/** The archive has not come as far in a journal as entries that it is given begin: between them some would be left out for ever. */
export class ArchiveBehindError extends Error {
  override readonly name = "ArchiveBehindError";
  readonly code = "HW_ARCHIVE_BEHIND";
  readonly position: number;

  constructor(position: number, after: number) {
    super(`found the archive at position ${position}, expected it at ${after} or later; was it set back?`);
    this.position = position;
  }
}

/** A backup that cannot be made or restored as asked. */
export class BackupError extends Error {
  override readonly name = "BackupError";
  readonly code = "HW_BACKUP";

  constructor(path: string, found: string, expected: string, options?: ErrorOptions) {
    super(`${path}: found ${found}, expected ${expected}`, options);
  }
}
