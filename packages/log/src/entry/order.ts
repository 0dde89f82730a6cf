import type { Entry } from "./entry.ts";

/** What decides the place of an entry. */
export type Place = Pick<Entry, "stamp" | "centre" | "seq" | "hash">;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The order of the log, the same for everybody whatever came first: by stamp, then centre, then number. The hash decides
 * between two entries that bear the same number, which only a log that was tampered with or set back can hold.
 */
export const compareEntries = (a: Place, b: Place): number =>
  a.stamp.ms - b.stamp.ms ||
  a.stamp.count - b.stamp.count ||
  byText(a.centre, b.centre) ||
  a.seq - b.seq ||
  byText(a.hash, b.hash);
