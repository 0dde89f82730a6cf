import { Worker } from "node:worker_threads";
import type { Phrase } from "@hullwatch/core/phrase";
import type {
  Gap,
  Head,
  ListPage,
  ListQuery,
  SearchPage,
  SearchQuery,
  SincePage,
  SinceQuery,
  Stored,
  TakenIn,
  Verification,
} from "../log.ts";
import { QueryError, StoreError } from "./errors.ts";
import type { Order, Outcome } from "./writer.ts";

export interface ThreadData {
  readonly path: string;
  readonly centre: string;
  readonly writes: boolean;
}

/** What the thread that writes does, and what the one that reads. */
export interface Operations {
  append?(orders: readonly Order[]): Outcome[];
  takeIn?(entries: readonly unknown[], now: number): TakenIn;
  get?(id: string): Stored[];
  since?(query: SinceQuery): SincePage;
  list?(query: ListQuery): ListPage;
  range?(centre: string, from: number, to: number): Stored[];
  search?(query: string, filter: Omit<SearchQuery, "text">): SearchPage;
  heads?(): Head[];
  gaps?(): Gap[];
  files?(): string[];
  verify?(anchors: readonly Head[]): Promise<Verification>;
  backup?(path: string): Promise<number>;
  close(): void;
}
type Operation<Name extends keyof Operations> = NonNullable<Operations[Name]>;

export interface Call {
  readonly id: number;
  readonly name: "open" | keyof Operations;
  readonly values: readonly unknown[];
}
export interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: { readonly query: Phrase } | { readonly message: string };
}

/** A thread of its own for the file of a log, so that waiting for the disk holds up nobody else. */
export class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #calls = 0;
  #ended: Error | undefined;

  /** Starts the thread; it opens the file when `open` is called. */
  constructor(data: ThreadData) {
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: data });
    this.#worker.on("message", (answer: Answer) => this.#settle(answer));
    this.#worker.on("error", (error) => this.#end(new StoreError(`${data.path}: ${error.message}`)));
    this.#worker.on("exit", () => this.#end(new StoreError(`${data.path}: found the log closed, expected it open`)));
  }

  /** Throws `StoreError` where the file cannot be opened. */
  open = (): Promise<unknown> => this.#send("open", []);

  /** Throws `QueryError`, and `StoreError` for everything else that goes wrong. */
  call<Name extends keyof Operations>(
    name: Name,
    ...values: Parameters<Operation<Name>>
  ): Promise<Awaited<ReturnType<Operation<Name>>>> {
    return this.#send(name, values) as Promise<Awaited<ReturnType<Operation<Name>>>>;
  }

  #send(name: Call["name"], values: readonly unknown[]): Promise<unknown> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const id = ++this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, name, values } satisfies Call);
    });
  }

  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    const exit = new Promise((resolve) => this.#worker.once("exit", resolve));
    // The thread may have ended before its answer is heard.
    this.call("close").catch(() => undefined);
    await exit;
  }

  #settle({ id, value, error }: Answer): void {
    const call = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) call?.resolve(value);
    else call?.reject("query" in error ? new QueryError(error.query) : new StoreError(error.message));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
