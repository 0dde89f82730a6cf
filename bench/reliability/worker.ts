import { parentPort } from "node:worker_threads";
import { type LifeJob, live } from "./life.ts";

parentPort?.on("message", (job: LifeJob) => parentPort?.postMessage(live(job)));
