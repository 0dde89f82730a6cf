import type { Log } from "@hullwatch/log";
import type { Logger } from "pino";
import type { Clock } from "../clock/index.ts";
import type { Records } from "../records/index.ts";
import { type LinkStatus, Mirror } from "./mirror.ts";
import { Outbox } from "./outbox.ts";
import type { CentresSettings } from "./settings.ts";

/** (ms) So long a start waits for a NATS to be reached, and so often it looks. */
const [patience, look] = [3000, 50];

export interface CentresOptions {
  readonly log: Log;
  readonly records: Records;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What is known of the other centres. */
export interface CentresStatus {
  readonly own: {
    readonly state: "up" | "down";
    readonly since: number;
    readonly why: string | null;
    readonly unsent: number;
  };
  readonly links: readonly LinkStatus[];
}

/** The other centres: this centre's log goes out to them by its own NATS, theirs comes in from theirs. */
export class Centres {
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #stop = new AbortController();
  readonly #outbox: Outbox;
  readonly #mirrors: readonly Mirror[];
  #running: Promise<unknown> = Promise.resolve();

  constructor({ own, links }: CentresSettings, { log, records, clock, logger }: CentresOptions) {
    this.#log = log;
    this.#clock = clock;
    this.#outbox = new Outbox({
      ...{ address: own, log, clock },
      hears: () => Object.fromEntries(this.#mirrors.map(({ status }) => [status.centre, status.state !== "cut"])),
      onState: (why) =>
        why === null ? logger.info("the own NATS stands") : logger.warn({ why }, "the own NATS is not reached"),
    });
    this.#mirrors = links.map(
      (link) =>
        new Mirror({
          ...{ link, log, records, clock },
          onState: (state, why) =>
            state === "up"
              ? logger.info({ centre: link.centre }, "joined with a centre")
              : logger.warn({ centre: link.centre, why }, "cut off from a centre"),
          onRefused: (what, reason) =>
            logger.error({ centre: link.centre, what, reason }, "something that a centre sent was not taken in"),
          onFile: (sha256) => this.#outbox.offer(sha256),
        }),
    );
  }

  get status(): CentresStatus {
    return { own: this.#outbox.status, links: this.#mirrors.map(({ status }) => status) };
  }

  /**
   * Begins. Resolves when what the own stream has is in the log, or its NATS is not reached within three seconds; a log that has
   * nothing of its own yet waits for the others in the same way: it may have been lost, and its numbers must not be given anew.
   */
  async start(): Promise<void> {
    const { signal } = this.#stop;
    const { centre } = this.#log;
    const isEmpty = !(await this.#log.heads()).some((head) => head.centre === centre);
    this.#running = Promise.all([this.#outbox.run(signal), ...this.#mirrors.map((mirror) => mirror.run(signal))]);
    const awaited = isEmpty ? [this.#outbox, ...this.#mirrors] : [this.#outbox];
    const end = this.#clock.now() + patience;
    const isOwing = ({ isSettled, isConnected }: { readonly isSettled: boolean; readonly isConnected: boolean }) =>
      !isSettled && (isConnected || this.#clock.now() < end);
    while (!signal.aborted && awaited.some(isOwing)) await this.#clock.sleep(look, signal);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }
}
