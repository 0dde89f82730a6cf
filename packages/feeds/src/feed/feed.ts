/** What a feed is: the one interface between every source of live telemetry and whoever takes it in. */
import type { Names } from "./names.ts";
import type { Reading, SourceRow } from "./row.ts";

/** The only time that feeds know. */
export interface Clock {
  /** (ms) UNIX time. */
  now(): number;
  /** Waits `ms` milliseconds of this clock, or until `signal` is aborted; never throws for that. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** What a feed says beside its rows. */
export type News =
  /** The link stands. */
  | { readonly kind: "up" }
  /** The link is lost; it is tried again after `retry` (ms). */
  | { readonly kind: "down"; readonly why: string; readonly retry: number }
  /** The link stands, and nothing new has come for `for` (ms): what is shown is the past. */
  | { readonly kind: "silent"; readonly for: number }
  /** Rows come again after silence. */
  | { readonly kind: "heard" }
  /** Something that was sent is not here; `missing` rows or messages, null where nobody can know. */
  | { readonly kind: "gap"; readonly why: string; readonly missing: number | null }
  /** The source says that these no longer follow what they measure. */
  | { readonly kind: "stale"; readonly parameters: readonly string[]; readonly why: string }
  /** Something came that cannot be used; `more` like it since the last time that this was said. */
  | { readonly kind: "fault"; readonly why: string; readonly more: number };

/** Whoever takes a feed in. */
export interface Sink {
  /** Resolves once the rows are kept. `mark`: where the source goes on from, to be kept with them. */
  rows(rows: readonly Reading[], mark?: string): Promise<void>;
  tell(news: News): void;
}

/** What is known of the past when a feed is begun. */
export interface Past {
  /** (s) UNIX time of the newest row of a parameter of the station; undefined where there is none. */
  newest(parameter: string): number | undefined;
  /** The last mark that was kept. */
  readonly mark: string | undefined;
}

/** One link of a source, seen from the source. */
export interface Link {
  readonly clock: Clock;
  readonly past: Past;
  /** What the station knows by which name. */
  readonly names: Names;
  /** The link stands: what follows is heard live. */
  up(): void;
  /** Gives rows, in order of time where the source can; resolves once they are kept, and throws where they are not. */
  rows(rows: readonly SourceRow[], mark?: string): Promise<void>;
  /** The same for sources that nobody can hold back: rows that are more than may wait are dropped, and told as a gap. */
  offer(rows: readonly SourceRow[]): void;
  gap(why: string, missing: number | null): void;
  stale(names: readonly string[], why: string): void;
  fault(why: string): void;
}

/** An event of the engine as `docs/events.md` has it; an alarm with its `severity` (WATCH to SEVERE). */
export interface Told {
  readonly type: string;
  readonly time: string;
  readonly [field: string]: unknown;
}

/** A protocol: one link of it. Back-off, silence, names, units and rows that come twice are the business of `startFeed`. */
export interface Source {
  /** From connecting until the link breaks, which throws or returns, or until `signal` is aborted, which returns. */
  run(link: Link, signal: AbortSignal): Promise<void>;
  /** Gives what the engine says back to where the telemetry comes from. */
  publish?(events: readonly Told[]): void;
}

export interface Feed {
  readonly status: Status;
  /** What the engine says, for sources that take it back. */
  publish(events: readonly Told[]): void;
  /** Ends the feed: resolves once everything given is kept and every connection is closed. Nothing is given after that. */
  stop(): Promise<void>;
}

/** How a feed is doing. */
export interface Status {
  readonly state: "connecting" | "up" | "silent" | "down" | "stopped";
  /** (ms) UNIX time since when. */
  readonly since: number;
  /** Why it is down, or else the last fault; null where there was none. */
  readonly why: string | null;
  readonly rows: number;
  /** (s) UNIX time of the newest row; null before the first. */
  readonly newest: number | null;
  /** Rows that had come before. */
  readonly doubled: number;
  /** Readings that are missing: bad, stale or blank. */
  readonly missing: number;
  /** Readings that are used and that the source calls less than good. */
  readonly suspect: number;
  /** Rows that the station does not know by name. */
  readonly unknown: number;
  /** Messages or rows that cannot be used. */
  readonly faults: number;
  readonly gaps: number;
  /** Times that the link was lost. */
  readonly lost: number;
  /** Parameters that the source calls stale now. */
  readonly stale: readonly string[];
}
