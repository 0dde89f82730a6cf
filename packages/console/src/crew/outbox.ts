/** What was reported and has not reached the server yet: kept in this browser, sent in order once there is a line. */
import { signal } from "@preact/signals";
import { Problem, Unreachable } from "../link/index.ts";

export interface Report {
  readonly path: string;
  /** With a `key`: sent twice it is entered once. */
  readonly body: Readonly<Record<string, unknown>> & { readonly key: string };
  /** What it is, for people. */
  readonly label: string;
}

export interface Kept {
  read(): string | null;
  write(text: string): void;
}

/** Answers after which the same report may be taken later: no session or one that was begun anew, too many, server not ready. */
const passing = ({ status, code }: Problem) => status === 401 || status === 429 || status >= 500 || code === "HW_CSRF";

export class Outbox {
  readonly waiting = signal<readonly Report[]>([]);
  /** What the server did not take, and why. */
  readonly refused = signal<readonly { readonly report: Report; readonly why: unknown }[]>([]);
  readonly #kept: Kept;
  readonly #send: (report: Report) => Promise<unknown>;
  #sending: Promise<void> | null = null;

  constructor(kept: Kept, send: (report: Report) => Promise<unknown>) {
    this.#kept = kept;
    this.#send = send;
    try {
      this.waiting.value = JSON.parse(kept.read() ?? "[]") as Report[];
    } catch {
      // What cannot be read was not written by us.
    }
  }

  /** Takes a report, and sends it with all before it as soon as it can. */
  async put(report: Report): Promise<void> {
    this.#set([...this.waiting.value, report]);
    await this.flush();
  }

  /** Sends what waits, in order; ends where there is no line. Called as often as one likes. */
  flush(): Promise<void> {
    this.#sending ??= this.#flush().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #flush(): Promise<void> {
    while (this.waiting.value.length > 0) {
      const [first] = this.waiting.value;
      try {
        await this.#send(first);
      } catch (error) {
        if (error instanceof Unreachable || (error instanceof Problem && passing(error))) return;
        this.refused.value = [...this.refused.value, { report: first, why: error }];
      }
      this.#set(this.waiting.value.slice(1));
    }
  }

  #set(waiting: readonly Report[]): void {
    this.waiting.value = waiting;
    this.#kept.write(JSON.stringify(waiting));
  }
}
