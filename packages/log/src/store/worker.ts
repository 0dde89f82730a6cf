/** The thread that holds a log's file open, to write to it or to read from it. */
import { backup } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { openForReading, openForWriting } from "./database.ts";
import { QueryError, StoreError } from "./errors.ts";
import { Reader } from "./reader.ts";
import { search } from "./search.ts";
import type { Answer, Call, Operations, ThreadData } from "./thread.ts";
import { Writer } from "./writer.ts";

const { path, centre, writes } = workerData as ThreadData;

/** All pages at once: in WAL mode this keeps nobody from writing, and a write makes no copy begin anew. */
const allPages = 1_000_000_000;

function open(): Operations {
  const db = writes ? openForWriting(path, centre) : openForReading(path);
  const close = () => db.close();
  if (writes) {
    const writer = new Writer(db, centre);
    return { append: (orders) => writer.append(orders), takeIn: (entries, now) => writer.takeIn(entries, now), close };
  }
  const reader = new Reader(db);
  return {
    get: (id) => reader.get(id),
    since: (query) => reader.since(query),
    list: (query) => reader.list(query),
    range: (of, from, to) => reader.range(of, from, to),
    search: (query, filter) => search(db, query, filter),
    heads: () => reader.heads(),
    gaps: () => reader.gaps(),
    files: () => reader.files(),
    verify: (anchors) => reader.verify(anchors),
    backup: (to) => backup(db, to, { rate: allPages }),
    close,
  };
}

/** What went wrong, in words: a class does not pass from thread to thread. */
function failure(id: number, error: unknown): Answer {
  const { message } = error as Error;
  if (error instanceof QueryError) return { id, error: { query: error.says } };
  return { id, error: { message: error instanceof StoreError ? message : `${path}: ${message}` } };
}

let operations: Operations | undefined;

async function run({ name, values }: Call): Promise<unknown> {
  if (name === "open") {
    operations = open();
    return undefined;
  }
  return (operations?.[name] as ((...values: unknown[]) => unknown) | undefined)?.(...values);
}

parentPort?.on("message", async (call: Call) => {
  const answer = await run(call).then(
    (value): Answer => ({ id: call.id, value }),
    (error) => failure(call.id, error),
  );
  parentPort?.postMessage(answer);
  if (call.name === "close") parentPort?.close();
});
