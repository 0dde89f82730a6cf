import type { Entry, Log, Stored } from "@hullwatch/log";
import { type JetStreamManager, jetstream, jetstreamManager, type StreamInfo } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Clock } from "../clock/index.ts";
import { keepConnected } from "./connection.ts";
import { everyFile, fileOf, sendFile, type Way } from "./files.ts";
import type { Address } from "./settings.ts";
import { aliveSubject, arrivalHeaders, arrivalOf, entrySubject, logStream, ownStreams, readOn } from "./stream.ts";

/** (entries) Sent at once. */
const page = 200;
/** (ms) */
const heartbeat = 1000;

export interface OutboxOptions {
  readonly address: Address;
  readonly log: Log;
  readonly clock: Clock;
  /** Which centres are heard here. */
  readonly hears: () => Readonly<Record<string, boolean>>;
  readonly onState: (why: string | null) => void;
}

/** What a centre says of itself each second. */
export interface Alive {
  /** (ms) Its clock. */
  readonly now: number;
  readonly hears: Readonly<Record<string, boolean>>;
}

/**
 * Keeps the stream of this centre, at its own NATS, as the log is: entry by entry in the order in which they came to be here. The
 * stream itself says how far it has come, so that it goes on where it was also after NATS has lost what it had not yet synced.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #offered: string[] = [];
  #wake = () => {};
  #newest = 0;
  #sent = 0;
  /** (ms) Since when it stands as `why` says; null where it stands. */
  #since: number;
  #why: string | null = "not yet connected";
  #isPlaced = false;
  #isConnected = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#since = options.clock.now();
  }

  get status() {
    const state = this.#why === null ? ("up" as const) : ("down" as const);
    return { state, since: this.#since, why: this.#why, unsent: Math.max(0, this.#newest - this.#sent) };
  }

  /** What the stream has is in the log. */
  get isSettled(): boolean {
    return this.#isPlaced;
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** A file that came from another centre. */
  offer(sha256: string): void {
    this.#offered.push(sha256);
    this.#wake();
  }

  async run(signal: AbortSignal): Promise<void> {
    const { address, log, clock } = this.#options;
    const stop = log.follow((entries) => {
      this.#newest = entries[entries.length - 1].arrival;
      this.#wake();
    });
    // Of a kind that there is not: none, and where the log ends.
    this.#newest = Math.max(this.#newest, (await log.since({ kinds: ["none"], limit: 1 })).next);
    await keepConnected({
      ...{ address, clock, signal },
      work: (connection, over) => this.#work(connection, over),
      lost: (why) => {
        this.#isConnected = false;
        this.#set(why);
      },
    });
    stop();
  }

  #set(why: string | null): void {
    if (why === this.#why) return;
    if ((why === null) !== (this.#why === null)) this.#since = this.#options.clock.now();
    this.#why = why;
    this.#options.onState(why);
  }

  async #work(connection: NatsConnection, over: AbortSignal): Promise<void> {
    const { log } = this.#options;
    const { files } = log;
    this.#isConnected = true;
    const manager = await jetstreamManager(connection);
    const info = await ownStreams(connection, manager, log.centre);
    this.#sent = await this.#place(connection, manager, info, over);
    this.#isPlaced = true;
    this.#set(null);
    const way = { connection, manager, files };
    await Promise.all([this.#live(connection, over), this.#sendAll(way, info.state.last_seq, over)]);
  }

  /** Sends what the stream has not, and then what comes. */
  async #sendAll(way: Way, end: number, over: AbortSignal): Promise<void> {
    const { log } = this.#options;
    for (const sha256 of await everyFile(log)) await sendFile(way, sha256);
    let last = end;
    over.addEventListener("abort", () => this.#wake());
    while (!over.aborted) {
      const { promise: news, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      const { entries } = await log.since({ after: this.#sent, limit: page });
      for (const { entry } of entries) await this.#sendFileOf(entry, way);
      for (const sha256 of this.#offered.splice(0)) await sendFile(way, sha256);
      await this.#send(way.connection, entries, last);
      last += entries.length;
      this.#sent = entries.at(-1)?.arrival ?? this.#sent;
      if (entries.length === 0) await news;
    }
  }

  async #sendFileOf(entry: Entry, way: Way): Promise<void> {
    const sha256 = fileOf(entry);
    if (sha256 !== null) await sendFile(way, sha256);
  }

  /** Each says which number it must get: whoever else writes here stops both, and what is sent twice is refused. */
  async #send(connection: NatsConnection, entries: readonly Stored[], last: number): Promise<void> {
    const stream = jetstream(connection);
    await Promise.all(
      entries.map(({ entry, arrival }, i) =>
        stream.publish(entrySubject(entry.centre), JSON.stringify(entry), {
          headers: arrivalHeaders(arrival),
          expect: { lastSequence: last + i },
        }),
      ),
    );
  }

  /** The arrival of the last entry that the stream has of this log. */
  async #place(connection: NatsConnection, manager: JetStreamManager, { state }: StreamInfo, over: AbortSignal) {
    const { log } = this.#options;
    if (state.messages === 0) return 0;
    const message = await manager.streams.getMessage(logStream, { seq: state.last_seq });
    const arrival = message === null ? Number.NaN : arrivalOf(message.header);
    if (message !== null && Number.isSafeInteger(arrival)) {
      const [found] = (await log.since({ after: arrival - 1, limit: 1 })).entries;
      if (found?.arrival === arrival && found.entry.hash === message.json<Entry>().hash) return arrival;
    }
    // The log is not the one that wrote this: it was set back, or made anew. What it had comes first, or numbers would be doubled.
    await readOn(connection, { stream: logStream, from: 1 }, over, async (messages, behind) => {
      await log.takeIn(messages.map((one) => one.json()));
      return behind > 0;
    });
    if (over.aborted) throw new Error("the own NATS was lost while what it has was read");
    return 0;
  }

  async #live(connection: NatsConnection, over: AbortSignal): Promise<void> {
    const { clock, log, hears } = this.#options;
    while (!over.aborted) {
      const said: Alive = { now: clock.now(), hears: hears() };
      connection.publish(aliveSubject(log.centre), JSON.stringify(said));
      await clock.sleep(heartbeat, over);
    }
  }
}
