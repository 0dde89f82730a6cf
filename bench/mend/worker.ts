import { parentPort } from "node:worker_threads";
import { runTrial } from "./trial.ts";

parentPort?.on("message", (seeds: readonly number[]) => parentPort?.postMessage(seeds.map(runTrial)));
