import type { Log } from "./log.ts";
import { Fold, type State } from "./state/index.ts";
import { largestPage } from "./store/index.ts";

/** What follows from a log, as it grows. */
export interface LiveState {
  /** As of the last entry; a plain value that never changes. */
  readonly state: State;
  /** Ends it. */
  close(): void;
}

/** Folds a log from its beginning and keeps up with it: what `append` has resolved is in the state. */
export async function liveState(log: Log): Promise<LiveState> {
  const fold = new Fold();
  // First this: what is written while the past is being read comes twice, and counts once.
  const close = log.follow((entries) => fold.add(entries.map(({ entry }) => entry)));
  for (let after = 0, more = true; more; ) {
    const page = await log.since({ after, limit: largestPage });
    fold.add(page.entries.map(({ entry }) => entry));
    ({ next: after, more } = page);
  }
  return {
    get state() {
      return fold.state;
    },
    close: () => void close(),
  };
}
