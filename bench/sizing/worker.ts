import { parentPort } from "node:worker_threads";
import { runTrials, type TrialJob } from "./trial.ts";

parentPort?.on("message", (job: TrialJob) => parentPort?.postMessage(runTrials(job)));
