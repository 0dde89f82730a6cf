/** What a log can do. `openLog` gives one on disk. */
import type { Draft, Entry, EntryId, Kind } from "./entry/index.ts";
import type { Files } from "./files/index.ts";

/** An entry with its place in the order in which this log came to have it: what a stream resumes by. */
export interface Stored {
  /** Grows by arrival, and never changes; another log has others. */
  readonly arrival: number;
  readonly entry: Entry;
}

export interface Filter {
  readonly station?: string;
  readonly incident?: string;
  readonly kinds?: readonly (Kind | (string & {}))[];
  readonly centre?: string;
  /** When it happened: ISO 8601, from and including, up to and not including. */
  readonly from?: string;
  readonly to?: string;
}

/** Entries as they arrived, for those who resume. */
export interface SinceQuery extends Filter {
  /** What was last had: an arrival, or an entry's id; from the beginning unless given. */
  readonly after?: number | EntryId;
  /** 1 to 1,000; 100 unless given. */
  readonly limit?: number;
}
export interface SincePage {
  readonly entries: readonly Stored[];
  /** To be given as `after` next time: also entries that the filter left out count. */
  readonly next: number;
  /** Whether there is more. */
  readonly more: boolean;
}

/** Entries in the order of the log, the same in every centre. */
export interface ListQuery extends Filter {
  readonly after?: EntryId;
  readonly before?: EntryId;
  readonly newestFirst?: boolean;
  readonly limit?: number;
}
export interface ListPage {
  readonly entries: readonly Stored[];
  readonly more: boolean;
}

export interface SearchQuery extends Filter {
  /** Words that must all be there, in any of their forms; "a phrase"; -word for what must not be. */
  readonly text: string;
  readonly limit?: number;
  readonly offset?: number;
}
export interface Hit extends Stored {
  /** The part of the text around what was found, cut where that changes. */
  readonly fragments: readonly { readonly text: string; readonly hit: boolean }[];
}
export interface SearchPage {
  readonly hits: readonly Hit[];
  readonly more: boolean;
}

/** The newest entry that is known of a centre. Kept elsewhere, it proves later that nothing before it has changed. */
export interface Head {
  readonly centre: string;
  readonly seq: number;
  readonly hash: string;
}
/** Numbers of a centre that are not here, both ends included. */
export interface Gap {
  readonly centre: string;
  readonly from: number;
  readonly to: number;
}

/** Something that an untouched log cannot hold. */
export interface ChainFault {
  readonly what: "changed" | "missing" | "inserted" | "reordered" | "doubled";
  readonly centre: string;
  readonly seq: number;
  /** What was found and what was expected, in a sentence. */
  readonly text: string;
}
export interface Verification {
  readonly sound: boolean;
  /** Entries looked at. */
  readonly entries: number;
  /** Of every centre. */
  readonly heads: readonly Head[];
  readonly faults: readonly ChainFault[];
}

/** What came of entries of another log. */
export interface TakenIn {
  /** New here. */
  readonly taken: readonly Stored[];
  /** Here already. */
  readonly known: number;
  /** Not taken, each with the reason. */
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
  /** (s) How far the newest stamp taken is ahead of our clock; 0 where it is not. A centre's clock is wrong where it is large. */
  readonly ahead: number;
}

export interface Backup {
  readonly heads: readonly Head[];
  readonly files: number;
  /** Files that entries speak of and that are not here: those of other centres may be yet to come. */
  readonly missing: readonly string[];
}
export interface Restored {
  readonly verification: Verification;
  /** Files that entries speak of: those whose content is not what its hash says are left out, those that are not there too. */
  readonly broken: readonly string[];
  readonly missing: readonly string[];
}

/**
 * The shared log of one centre, with what it has of others. Everything that is not found to be sound is refused with a
 * named error; what has resolved is on disk.
 */
export interface Log {
  readonly centre: string;
  /**
   * Writes an entry. The same key of the same author again gives the entry that is there. Throws `DraftError` (it is not
   * what its kind wants, or a file that is not in `files`), `KeyReusedError` (same key, other content), `CorrectionError`
   * (of nothing that can be put right).
   */
  append(draft: Draft): Promise<Stored>;
  /** Takes in entries that another log wrote (or this one, before it was set back), in any order, any number of times. */
  takeIn(entries: readonly unknown[]): Promise<TakenIn>;
  /** The entry of that id; more than one only where a number was doubled. */
  get(id: EntryId): Promise<readonly Stored[]>;
  since(query: SinceQuery): Promise<SincePage>;
  list(query: ListQuery): Promise<ListPage>;
  /** Entries of one centre by number, both ends included, 1,000 at most: what a mirror asks for. */
  range(centre: string, from: number, to: number): Promise<readonly Stored[]>;
  search(query: SearchQuery): Promise<SearchPage>;
  heads(): Promise<readonly Head[]>;
  gaps(): Promise<readonly Gap[]>;
  /** Goes through everything. `anchors` are heads that were kept elsewhere. */
  verify(anchors?: readonly Head[]): Promise<Verification>;
  /** Calls `listener` with what is new, after it is on disk, in the order of arrival. Gives the function that ends it. */
  follow(listener: (entries: readonly Stored[]) => void): () => void;
  /** Photos and files, put there before the entry that speaks of them is written. */
  readonly files: Files;
  /** Removes files that no entry speaks of and that are older than `age` (s; a day unless given). Gives how many. */
  sweepFiles(age?: number): Promise<number>;
  /** Copies the log and its files into a new folder, while it is in use. Throws `StoreError` where there is something. */
  backup(folder: string): Promise<Backup>;
  close(): Promise<void>;
}
