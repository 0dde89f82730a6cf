import { parentPort } from "node:worker_threads";
import type { SearchJob } from "./leak.ts";
import { type OneByOneResult, searchOneByOne } from "./one-by-one.ts";
import { type SearchResult, search } from "./search.ts";

export interface Task {
  readonly job: SearchJob;
  /** One module at a time as well. */
  readonly peer: boolean;
}

export interface Played {
  readonly ours: SearchResult;
  readonly peer: OneByOneResult | null;
}

parentPort?.on("message", ({ job, peer }: Task) =>
  parentPort?.postMessage({ ours: search(job), peer: peer ? searchOneByOne(job) : null } satisfies Played),
);
