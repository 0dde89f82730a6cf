import { parentPort } from "node:worker_threads";
import { type SearchJob, search } from "./search.ts";

parentPort?.on("message", (job: SearchJob) => parentPort?.postMessage(search(job)));
