/** The engines of all stations, spread over threads. */
import type { Row } from "@hullwatch/archive";
import type { WireEvent } from "../records/index.ts";
import { Thread, ThreadError } from "../threads/index.ts";
import type { Folded, Order } from "./engine-messages.ts";

/** One that begins with its first station. */
interface EngineThread {
  thread: Thread<Order> | null;
  stations: number;
}

/** What an engine that was let go goes on from: the station file, and the state as it was saved. */
type Recall = () => Promise<{ readonly file: string; readonly engine: string | null }>;

export class Engines {
  readonly #threads: readonly EngineThread[];
  readonly #onEnd: (error: Error) => void;
  readonly #of = new Map<string, EngineThread>();
  /** Stations whose engine was let go, and how it is begun again. */
  readonly #resting = new Map<string, Recall>();

  /** `onEnd` is told when a thread ends by itself: what its engines knew is lost, and the server must begin anew. */
  constructor(threads: number, onEnd: (error: Error) => void) {
    this.#threads = Array.from({ length: threads }, () => ({ thread: null, stations: 0 }));
    this.#onEnd = onEnd;
  }

  /** Begins the engine of a station, in place of one that it had; from a snapshot where there is one. */
  async open(station: string, file: string, snapshot: string | null): Promise<void> {
    this.#resting.delete(station);
    let place = this.#of.get(station);
    if (place === undefined) {
      place = this.#threads.toSorted((a, b) => a.stations - b.stations)[0];
      place.stations++;
      this.#of.set(station, place);
    }
    place.thread ??= new Thread<Order>(new URL("./engine-thread.ts", import.meta.url), this.#onEnd);
    await place.thread.ask({ kind: "open", station, file, snapshot });
  }

  /** Lets an engine go whose state is saved: it is begun again by `recall` when rows come. */
  async rest(station: string, recall: Recall): Promise<void> {
    if (this.#resting.has(station)) return;
    await this.close(station);
    this.#resting.set(station, recall);
  }

  /** `soon` is given events as soon as there is an alarm among them; the answer has those that follow. */
  async fold(station: string, rows: readonly Row[], soon: (events: readonly WireEvent[]) => void): Promise<Folded> {
    const found = await this.#resting.get(station)?.();
    if (found !== undefined) await this.open(station, found.file, found.engine);
    return (await this.#ask({ kind: "fold", station, rows }, (part) => soon(part as WireEvent[]))) as Folded;
  }

  async snapshot(station: string): Promise<string> {
    const found = await this.#resting.get(station)?.();
    if (found !== undefined) return found.engine ?? "";
    return (await this.#ask({ kind: "snapshot", station })) as string;
  }

  /** Ends the engine of a station, which is known here no more. */
  async close(station: string): Promise<void> {
    const place = this.#of.get(station);
    if (place === undefined) return;
    this.#of.delete(station);
    place.stations--;
    await place.thread?.ask({ kind: "close", station });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map(({ thread }) => thread?.stop()));
  }

  #ask(order: Order, hear?: (part: unknown) => void): Promise<unknown> {
    const place = this.#of.get(order.station);
    if (place?.thread == null) throw new ThreadError(`no engine of station ${order.station} runs`);
    return place.thread.ask(order, hear);
  }
}
