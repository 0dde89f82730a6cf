/** Times and durations in the sentences of events. */

import type { HoleState } from "../mend/index.ts";

/** A moment (UNIX s) as "30 Aug 22:41 UTC". */
export function clock(time: number): string {
  const [, day, month, , hms] = new Date(time * 1000).toUTCString().split(" ");
  return `${day} ${month} ${hms.slice(0, 5)} UTC`;
}

/** A moment (UNIX s) as ISO 8601 UTC, to the millisecond. */
export const isoTime = (time: number) => new Date(Math.round(time * 1000)).toISOString();

/** A duration (s) as people say it: "40 s", "25 min", "7.5 h", "18.1 d". */
export function lasting(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 4 * 86400) return `${(seconds / 3600).toFixed(1)} h`;
  return `${(seconds / 86400).toFixed(1)} d`;
}

/** How a hole stands. */
export const holeWords: Readonly<Record<HoleState, string>> = {
  open: "open",
  hand: "stopped by hand",
  taped: "taped",
  patched: "patched",
  sealant: "under sealant",
  curing: "curing",
  cured: "cured",
  tight: "checked: tight",
  leaking: "leaking again",
};
