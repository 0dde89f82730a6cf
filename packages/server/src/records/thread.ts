/** The thread that writes to the records, so that nobody but it waits for the disk. */
import { workerData } from "node:worker_threads";
import { answering } from "../threads/index.ts";
import { type Order, openRecords, writerOf } from "./write.ts";

answering<readonly Order[]>(writerOf(openRecords(workerData as string)));
