/**
 * Telemetry on disk, of any number of stations. One interface for every store; `testing-contract.ts` is what each must pass.
 *
 * A reading is known by its station, parameter, time and value: the same again, late or not, changes nothing. Two values of
 * one moment are two readings. Times are UNIX seconds, kept to the microsecond; ranges hold `from` and not `to`.
 */
import type { Second } from "@hullwatch/core/quantity";
import type { Entry, Position } from "./row.ts";

export interface Archive {
  /** Up to where the journal with this id has been taken in; 0 for one never heard of. */
  position(journal: string): Promise<Position>;

  /**
   * Takes in entries of a journal, in order, together with the position of the last: all of it or, with an error, nothing.
   * Entries that were taken in before are passed over, so that after a crash the same ones may be given again. `after` says behind which
   * position they are all that there is: an archive that has not come so far, as one that was set back to an older copy, refuses them.
   * Throws `ArchiveBehindError`, `DiskFullError`, `ReadOnlyError`, `ArchiveError`.
   */
  append(journal: string, entries: readonly Entry[], after?: Position): Promise<Appended>;

  /** Ids of the stations that have any row, in order of the ids. */
  stations(): Promise<string[]>;

  /** Every parameter of a station that has any row, in order of the names. */
  parameters(station: string): Promise<ParameterSpan[]>;

  /**
   * The newest reading of every parameter of a station, of all or of those before a time, in order of the names. Of several words of one
   * moment, the one taken in last.
   */
  latest(station: string, before?: Second): Promise<Latest[]>;

  /** Every reading of one parameter in order of time, in pieces of some thousand. */
  history(range: Range): AsyncIterable<Reading[]>;

  /**
   * A picture of the numbers of one parameter in at most `points` points, 2 or more: the least and the greatest of each of
   * `points / 2` parts. Parts are of one width, begin at multiples of it, and are whole multiples of ten minutes where they are that
   * wide, so that they stay where they are as the range moves on. Parts without a number are left out.
   */
  minmax(range: Range, points: number): Promise<Bucket[]>;

  /**
   * Readings as a file, in pieces. `csv` is a recording (`time,parameter,value`), in order of time, as `hullwatch replay` reads
   * it; rows of one moment stand in order of arrival where they are words. `parquet` has the columns `time` (UTC, µs),
   * `parameter`, `value` (number or null) and `text` (or null), in order of parameter and time.
   */
  export(selection: Selection, format: ExportFormat): AsyncIterable<Uint8Array>;

  /** A copy of everything held at one moment, made while reading and appending go on, into an existing, empty folder. */
  backup(directory: string): Promise<void>;

  close(): Promise<void>;
}

/** `added` and `doubled` count rows; `doubled` ones were held already. */
export interface Appended {
  readonly position: Position;
  readonly added: number;
  readonly doubled: number;
}

/** A number where the value is one (see `readValue`), the text as it came where it is not. */
export interface Reading {
  readonly time: Second;
  readonly value: number | string;
}

export interface Latest extends Reading {
  readonly parameter: string;
}

export interface ParameterSpan {
  readonly parameter: string;
  readonly first: Second;
  readonly last: Second;
  readonly rows: number;
}

/** An end that is left out is open. */
export interface Range {
  readonly station: string;
  readonly parameter: string;
  readonly from?: Second | undefined;
  readonly to?: Second | undefined;
}

/** What to export; all parameters where none are named. */
export interface Selection {
  readonly station: string;
  readonly parameters?: readonly string[] | undefined;
  readonly from?: Second | undefined;
  readonly to?: Second | undefined;
}

export type ExportFormat = "csv" | "parquet";

/** `count` numbers of the range from `from` on, up to the next part; `minTime` and `maxTime` are moments at which it read so. */
export interface Bucket {
  readonly from: Second;
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly minTime: Second;
  readonly max: number;
  readonly maxTime: Second;
}
