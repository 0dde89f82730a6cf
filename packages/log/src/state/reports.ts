import { compareEntries } from "../entry/index.ts";
import { markOf, type Said } from "./said.ts";
import type { CrewPosition, Hatch } from "./types.ts";

/** How many reports before the last are shown. */
const kept = 10;

/** By the time of the happening, newest first; of the same time what stands later in the log. */
const newestFirst = <T extends Said>(entries: readonly T[]) =>
  entries
    .toSorted((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : compareEntries(b.original, a.original)))
    .slice(0, kept + 1);

/** Where a hatch is said to be. */
export function hatchOf(entries: readonly Said[]): Hatch {
  const [now, ...earlier] = newestFirst(entries.filter((said) => said.kind === "hatch-moved")).map((said) => ({
    ...markOf(said),
    station: said.original.station,
    hatch: said.body.hatch,
    state: said.body.state,
  }));
  return { ...now, earlier };
}

/** Where a person is said to be. */
export function crewOf(entries: readonly Said[]): CrewPosition {
  const [now, ...earlier] = newestFirst(entries.filter((said) => said.kind === "crew-moved")).map((said) => ({
    ...markOf(said),
    station: said.original.station,
    who: said.body.who,
    module: said.body.module,
  }));
  return { ...now, earlier };
}
