/** Takes what the journal has acknowledged into the archive, in the background and in bulk. */
import type { Archive } from "./archive.ts";
import type { Clock } from "./clock.ts";
import { ArchiveError, JournalDamagedError, JournalGoneError } from "./errors.ts";
import type { Journal } from "./journal/index.ts";
import type { Entry, Position } from "./row.ts";

/** (rows) Of one transaction: so many that its cost is the rows', and so few that a start again costs little. */
const most = 20_000;

export interface ArchivingOptions {
  readonly clock: Clock;
  /** (ms) To let rows gather before they are taken in, and to wait after a fault. */
  readonly every: number;
  /** Told of every fault. Entries that are damaged or gone are passed over once told; after other faults the same are tried again. */
  readonly onFault: (error: unknown) => void;
}

export interface Archiving {
  readonly position: Position;
  /** Resolves once the archive is at a position or past it, without waiting for more rows; rejects with what prevents it. */
  reached(position: Position): Promise<void>;
  /** Takes in what is there, as far as it can, and ends. */
  stop(): Promise<void>;
}

export async function startArchiving(
  journal: Journal,
  archive: Archive,
  options: ArchivingOptions,
): Promise<Archiving> {
  const archiving = new Loop(journal, archive, options, await archive.position(journal.id));
  archiving.begin();
  return archiving;
}

interface Waiting {
  readonly position: Position;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

class Loop implements Archiving {
  readonly #journal: Journal;
  readonly #archive: Archive;
  readonly #options: ArchivingOptions;
  position: Position;
  #waiting: Waiting[] = [];
  #pause = new AbortController();
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(journal: Journal, archive: Archive, options: ArchivingOptions, position: Position) {
    this.#journal = journal;
    this.#archive = archive;
    this.#options = options;
    this.position = position;
  }

  begin(): void {
    this.#running = this.#run();
  }

  reached(position: Position): Promise<void> {
    if (position <= this.position) return Promise.resolve();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ position, resolve, reject });
    this.#pause.abort();
    return promise;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#pause.abort();
    await this.#running;
    for (const { position, reject } of this.#waiting.splice(0)) {
      reject(
        new ArchiveError(`found the store closed at position ${this.position}, expected it to come to ${position}`),
      );
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#journal.grown(this.position, signal);
      if (!signal.aborted) await this.#wait();
      await this.#takeAll();
    }
  }

  /** The pause in which rows gather; nobody who waits for a position is kept by it. */
  async #wait(): Promise<void> {
    this.#pause = new AbortController();
    if (this.#waiting.length > 0) return;
    await this.#options.clock.sleep(this.#options.every, this.#pause.signal);
  }

  async #takeAll(): Promise<void> {
    try {
      while (this.position < this.#journal.end) await this.#take();
      this.#settle();
    } catch (error) {
      this.#options.onFault(error);
      if (error instanceof JournalDamagedError) this.position = error.resumeAfter;
      else if (error instanceof JournalGoneError) this.position = error.first - 1;
      else await this.#failed(error);
    }
  }

  async #failed(error: unknown): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(error);
    if (!this.#stopping.signal.aborted) await this.#wait();
  }

  /** One transaction's worth. */
  async #take(): Promise<void> {
    const entries: Entry[] = [];
    let rows = 0;
    try {
      for await (const piece of this.#journal.read(this.position)) {
        entries.push(...piece);
        rows += piece.reduce((sum, entry) => sum + entry.rows.length, 0);
        if (rows >= most) break;
      }
    } catch (error) {
      // What was read before the damage is taken in first; then it is come upon again.
      if (entries.length === 0) throw error;
    }
    await this.#archive.append(this.#journal.id, entries);
    this.position = entries[entries.length - 1].position;
    this.#settle();
  }

  #settle(): void {
    const done = this.#waiting.filter(({ position }) => position <= this.position);
    this.#waiting = this.#waiting.filter(({ position }) => position > this.position);
    for (const { resolve } of done) resolve();
  }
}
