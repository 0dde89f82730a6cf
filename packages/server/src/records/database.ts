import { chmod } from "node:fs/promises";
import { backup, type DatabaseSync } from "node:sqlite";
import { Thread } from "../threads/index.ts";
import type { PutEvent } from "./row.ts";
import { type Order, openRecords, writerOf } from "./write.ts";

/** All pages at once: in WAL mode this keeps nobody from writing, and a write makes no copy begin anew. */
const allPages = 1_000_000_000;

type Results = (readonly PutEvent[])[];

interface Waiting {
  readonly order: Order;
  readonly resolve: (result: readonly PutEvent[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What the server itself keeps beside telemetry, log and people: one file. A thread writes to it; what comes while a transaction is
 * being written goes into the next one.
 */
export class Records {
  /** For reading, and for what is rarely written. */
  readonly db: DatabaseSync;
  readonly #thread: Thread<readonly Order[]> | null = null;
  readonly #carryOut: (orders: readonly Order[]) => Promise<Results>;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  /** `path` is that of a file, or `:memory:` for tests, which needs no thread. `onBroken` is told when nothing can be written any more. */
  constructor(path: string, onBroken: (error: Error) => void) {
    this.db = openRecords(path);
    if (path === ":memory:") {
      const write = writerOf(this.db);
      this.#carryOut = async (orders) => write(orders);
      return;
    }
    const thread = new Thread<readonly Order[]>(new URL("./thread.ts", import.meta.url), onBroken, path);
    this.#thread = thread;
    this.#carryOut = async (orders) => (await thread.ask(orders)) as Results;
  }

  /** Resolves once it is on the disk; what is ordered first resolves first. */
  write(order: Order): Promise<readonly PutEvent[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ order, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      try {
        const results = await this.#carryOut(batch.map(({ order }) => order));
        for (const [i, result] of results.entries()) batch[i].resolve(result);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = null;
  }

  /** How far something has been taken in; 0 where it never was. */
  cursor(name: string): number {
    const row = this.db.prepare("SELECT value FROM cursor WHERE name = ?").get(name);
    return Number(row?.value ?? 0);
  }

  async setCursor(name: string, value: number): Promise<void> {
    await this.write({ kind: "cursor", name, value });
  }

  /** Where a feed goes on from; undefined where it has never said. */
  mark(feed: string): string | undefined {
    const row = this.db.prepare("SELECT mark FROM mark WHERE feed = ?").get(feed);
    return row === undefined ? undefined : String(row.mark);
  }

  async setMark(feed: string, mark: string): Promise<void> {
    await this.write({ kind: "mark", feed, mark });
  }

  /** A copy to the file `path` while it is in use. */
  async backup(path: string): Promise<void> {
    await backup(this.db, path, { rate: allPages });
    await chmod(path, 0o600);
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#thread?.stop();
    this.db.close();
  }
}
