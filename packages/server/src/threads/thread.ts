import { Worker } from "node:worker_threads";
import type { Told } from "../told/index.ts";

/** What a thread says to an order. */
export interface Answer {
  readonly id: number;
  readonly result?: unknown;
  /** The order could not be carried out: the error's code, where it has one, its message, and what it says in parts. */
  readonly error?: { readonly code: string | undefined; readonly message: string } & Told;
}

/** What a thread says to an order before it answers. */
export interface Part {
  readonly id: number;
  readonly part: unknown;
}

/** A thread has ended by itself, or could not do what it was told. */
export class ThreadError extends Error {
  override readonly name = "ThreadError";
  /** That of the error in the thread, where it had one. */
  readonly code: string;

  readonly says: Told["says"];
  readonly faults: Told["faults"];

  constructor(message: string, code = "HW_THREAD", { says, faults, ...options }: ErrorOptions & Told = {}) {
    super(message, options);
    this.code = code;
    this.says = says;
    this.faults = faults;
  }
}

interface Waiting {
  readonly hear: ((part: unknown) => void) | undefined;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A thread that carries out orders in the order in which they are given. */
export class Thread<Order> {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #ended: Error | null = null;

  /** `file` calls `answering`, and finds `data` as its `workerData`; `onEnd` is told when the thread ends by itself. */
  constructor(file: URL, onEnd: (error: Error) => void, data?: unknown) {
    this.#worker = new Worker(file, { workerData: data });
    this.#worker.on("message", (said: Answer | Part) => {
      const waiting = this.#waiting.get(said.id);
      if ("part" in said) {
        waiting?.hear?.(said.part);
        return;
      }
      const { id, result, error } = said;
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new ThreadError(error.message, error.code, error));
    });
    const end = (error: Error) => {
      if (this.#ended !== null) return;
      this.#end(error);
      onEnd(error);
    };
    this.#worker.on("error", (cause) =>
      end(new ThreadError(`${file.pathname}: the thread failed`, "HW_THREAD", { cause })),
    );
    this.#worker.on("exit", () => end(new ThreadError(`${file.pathname}: the thread ended`)));
  }

  /** Orders waiting or being carried out. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** `hear` is given what the thread says before it answers. */
  ask(order: Order, hear?: (part: unknown) => void): Promise<unknown> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { hear, resolve, reject });
      this.#worker.postMessage({ id, order });
    });
  }

  async stop(): Promise<void> {
    this.#end(new ThreadError("the thread has been stopped"));
    await this.#worker.terminate();
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
