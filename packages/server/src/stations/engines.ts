/** The engines of all stations, spread over threads. */
import { Worker } from "node:worker_threads";
import type { Row } from "@hullwatch/archive";
import type { Answer, Folded, Order } from "./engine-messages.ts";

interface Waiting {
  resolve(result: Answer["result"]): void;
  reject(error: Error): void;
}

/** A thread of engines has ended by itself, or could not do what it was told. */
export class EngineThreadError extends Error {
  override readonly name = "EngineThreadError";
  readonly code = "HW_ENGINE_THREAD";
}

class Thread {
  readonly #worker = new Worker(new URL("./engine-thread.ts", import.meta.url));
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #ended: Error | null = null;
  stations = 0;

  constructor(onEnd: (error: Error) => void) {
    this.#worker.on("message", ({ id, result, error }: Answer) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new EngineThreadError(error));
    });
    const end = (error: Error) => {
      if (this.#ended !== null) return;
      this.#ended = error;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
      onEnd(error);
    };
    this.#worker.on("error", (error) => end(new EngineThreadError("a thread of engines failed", { cause: error })));
    this.#worker.on("exit", () => end(new EngineThreadError("a thread of engines ended")));
  }

  ask(order: Order): Promise<Answer["result"]> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, order });
    });
  }

  async stop(): Promise<void> {
    this.#ended ??= new EngineThreadError("the engines have been stopped");
    await this.#worker.terminate();
  }
}

export class Engines {
  readonly #threads: readonly Thread[];
  readonly #of = new Map<string, Thread>();

  /** `onEnd` is told when a thread ends by itself: what its engines knew is lost, and the server must begin anew. */
  constructor(threads: number, onEnd: (error: Error) => void) {
    this.#threads = Array.from({ length: threads }, () => new Thread(onEnd));
  }

  /** Begins the engine of a station, in place of one that it had; from a snapshot where there is one. */
  async open(station: string, file: string, snapshot: string | null): Promise<void> {
    let thread = this.#of.get(station);
    if (thread === undefined) {
      thread = this.#threads.toSorted((a, b) => a.stations - b.stations)[0];
      thread.stations++;
      this.#of.set(station, thread);
    }
    await thread.ask({ kind: "open", station, file, snapshot });
  }

  async fold(station: string, rows: readonly Row[]): Promise<Folded> {
    return (await this.#threadOf(station).ask({ kind: "fold", station, rows })) as Folded;
  }

  async snapshot(station: string): Promise<string> {
    return (await this.#threadOf(station).ask({ kind: "snapshot", station })) as string;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  #threadOf(station: string): Thread {
    const thread = this.#of.get(station);
    if (thread === undefined) throw new EngineThreadError(`no engine of station ${station} runs`);
    return thread;
  }
}
