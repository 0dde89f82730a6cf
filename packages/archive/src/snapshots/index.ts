/** Engine states, each with the journal position that it has taken in. */
export { openSnapshots } from "./open.ts";
export type { Snapshot, Snapshots } from "./snapshots.ts";
