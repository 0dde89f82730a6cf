/** The archive of a fleet, as a server reads it and one worker of all fills it. */
import { type Archive, ArchiveBehindError, ArchiveError, BackupError, type Entry } from "@hullwatch/archive";
import type { JsMsg } from "@nats-io/jetstream";
import type { Clock } from "../clock/index.ts";
import type { ServedStore } from "../stations/index.ts";
import type { Bus } from "./bus.ts";
import { follow } from "./follow.ts";
import { readMessage } from "./message.ts";
import { lastToken, rowsStream, stationOf } from "./names.ts";

export interface FillingOptions {
  readonly bus: Bus;
  readonly archive: Archive;
  readonly clock: Clock;
  /** (ms) To let rows gather. */
  readonly every: number;
  onFault(error: unknown): void;
  /** The stream is lost: the process had better end. */
  onBroken(error: unknown): void;
}

/** (rows) Of one transaction, and (ms) between two tries. */
const [most, pause] = [50_000, 1000];

/** Takes the stream of rows into the archive, from where the archive is: what waits while the database is away, waits in the stream. */
export function fillArchive(options: FillingOptions): { stop(): Promise<void> } {
  const stop = new AbortController();
  const filling = new Filling(options, stop.signal);
  const running = filling.run();
  return {
    async stop() {
      stop.abort();
      await running;
    },
  };
}

class Filling {
  readonly #options: FillingOptions;
  readonly #signal: AbortSignal;
  #entries: Entry[] = [];
  #rows = 0;
  #writing: Promise<void> | null = null;
  /** Up to where the archive is known to have the stream. */
  #reached = 0;
  /** Aborted where it turns out not to have it: what is missing is read again. */
  #back = new AbortController();

  constructor(options: FillingOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
  }

  async run(): Promise<void> {
    while (!this.#signal.aborted) await this.#fill();
    await this.#options.archive.close();
  }

  /** From where the archive is, until all is to end, or the database was set back: to an older copy, or by a standby that took over. */
  async #fill(): Promise<void> {
    const { bus, archive, clock, every, onFault, onBroken } = this.#options;
    const after = await this.#again(() => archive.position(bus.journal));
    if (after === null) return;
    [this.#reached, this.#entries, this.#rows, this.#back] = [after, [], 0, new AbortController()];
    const signal = AbortSignal.any([this.#signal, this.#back.signal]);
    const following = follow(bus, {
      ...{ stream: rowsStream, subject: "hullwatch.rows.>", after, signal, onFault },
      take: (message) => this.#take(message),
    }).catch(onBroken);
    while (!signal.aborted) {
      await clock.sleep(every, signal);
      await this.#write();
    }
    await following;
    while (this.#writing !== null) await this.#writing;
  }

  #take(message: JsMsg): Promise<void> | undefined {
    const said = readMessage(message.string());
    const rows = "file" in said ? [] : said.rows;
    this.#entries.push({ station: stationOf(lastToken(message.subject)), position: message.seq, rows });
    this.#rows += rows.length;
    return this.#rows >= most ? this.#write() : undefined;
  }

  /** While one transaction is being written, the next one gathers. */
  async #write(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
    if (this.#entries.length === 0) return;
    const entries = this.#entries;
    this.#entries = [];
    this.#rows = 0;
    this.#writing = this.#again(() => this.#append(entries)).then(() => {
      this.#writing = null;
    });
  }

  async #append(entries: readonly Entry[]): Promise<void> {
    const { archive, bus, onFault } = this.#options;
    try {
      const { position } = await archive.append(bus.journal, entries, this.#reached);
      this.#reached = Math.max(this.#reached, position);
    } catch (error) {
      if (!(error instanceof ArchiveBehindError)) throw error;
      onFault(error);
      this.#back.abort();
    }
  }

  /** Until it works; null where it is to end before. */
  async #again<T>(act: () => Promise<T>): Promise<T | null> {
    while (!this.#signal.aborted) {
      try {
        return await act();
      } catch (error) {
        this.#options.onFault(error);
        await this.#options.clock.sleep(pause, this.#signal);
      }
    }
    return null;
  }
}

/** (ms) Between two looks, and how many of them. */
const [look, looks] = [100, 100];

/** The store of a server whose rows are in the stream and in the database; `end` gives how far it has followed the stream. */
export function fleetStore(bus: Bus, archive: Archive, clock: Clock, end: () => number): ServedStore {
  let reached = 0;
  return {
    journal: {
      get end() {
        return end();
      },
    },
    archive,
    async archived(position) {
      for (let left = looks; reached < position; left--) {
        reached = Math.max(reached, await archive.position(bus.journal));
        if (reached >= position) return;
        if (left === 0)
          throw new ArchiveError(`found the archive at position ${reached}, expected it to come to ${position}`);
        await clock.sleep(look);
      }
    },
    async backup(directory) {
      throw new BackupError(
        directory,
        "telemetry in PostgreSQL and NATS",
        "pg_dump and `nats stream backup` to copy it",
      );
    },
    close: () => archive.close(),
  };
}
