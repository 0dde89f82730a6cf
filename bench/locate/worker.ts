import { parentPort } from "node:worker_threads";
import type { SearchJob } from "./leak.ts";
import { searchOneByOne } from "./one-by-one.ts";
import { search } from "./search.ts";

parentPort?.on("message", ({ job, peer }: { readonly job: SearchJob; readonly peer: boolean }) =>
  parentPort?.postMessage({ ours: search(job), peer: peer ? searchOneByOne(job) : null }),
);
