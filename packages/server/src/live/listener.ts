/** One that listens: what it wants to hear, up to where it has heard, and a line of bounded length to it. */
import type { ServerResponse } from "node:http";

/** Where a stream stands: the last event and the last log entry that it was given. Its text is the id of an SSE message. */
export interface Mark {
  readonly seq: number;
  readonly arrival: number;
}

export const markText = ({ seq, arrival }: Mark): string => `${seq}.${arrival}`;

/** Reads what `markText` wrote; null where it is none. */
export function readMark(text: string): Mark | null {
  const [, seq, arrival] = /^(\d{1,15})\.(\d{1,15})$/.exec(text) ?? [];
  return seq === undefined ? null : { seq: Number(seq), arrival: Number(arrival) };
}

/** What a listener wants. */
export interface Wish {
  /** Whether it is to hear of a station. */
  readonly station: (id: string) => boolean;
  /** Whether it may also read the log of one. */
  readonly log: (id: string) => boolean;
  /** Types of events, and `rows` and `log`. */
  readonly types: ReadonlySet<string> | null;
}

/** (bytes) A listener with more than this on its way is too slow: it is let go, and may resume. */
const mostPending = 1 << 20;

export class Listener {
  readonly wish: Wish;
  readonly #to: ServerResponse;
  readonly #onSlow: () => void;
  seq: number;
  arrival: number;
  /** Until it has been given everything that it missed, news wait in the record. */
  isLive = false;

  constructor(to: ServerResponse, wish: Wish, { seq, arrival }: Mark, onSlow: () => void) {
    this.#to = to;
    this.wish = wish;
    this.seq = seq;
    this.arrival = arrival;
    this.#onSlow = onSlow;
  }

  get isOpen(): boolean {
    return !this.#to.destroyed && !this.#to.writableEnded;
  }

  wants(type: string, station: string): boolean {
    const { types } = this.wish;
    return (types === null || types.has(type)) && this.wish.station(station);
  }

  /** Sends a message; `data` has no line break. One with `id` is what a stream resumes after. */
  send(type: string, data: string, id?: string): void {
    this.write(`${id === undefined ? "" : `id: ${id}\n`}event: ${type}\ndata: ${data}\n\n`);
  }

  write(text: string): void {
    if (!this.isOpen) return;
    this.#to.write(text);
    if (this.#to.writableLength <= mostPending) return;
    this.#onSlow();
    this.#to.destroy();
  }

  /** Resolves once what was sent is on its way. */
  async drained(): Promise<void> {
    if (!this.#to.writableNeedDrain || !this.isOpen) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#to.once("drain", resolve).once("close", resolve);
    await promise;
    this.#to.off("drain", resolve).off("close", resolve);
  }

  end(): void {
    this.#to.end();
  }
}
