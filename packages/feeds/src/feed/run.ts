import { BackOff } from "./back-off.ts";
import { Book } from "./book.ts";
import type { Clock, Feed, Link, News, Past, Sink, Source, Told } from "./feed.ts";
import type { Names } from "./names.ts";
import { Once } from "./once.ts";
import type { Reading, SourceRow } from "./row.ts";

export interface FeedOptions {
  readonly source: Source;
  readonly sink: Sink;
  readonly clock: Clock;
  readonly names: Names;
  readonly past: Past;
  /** (ms) So long without a new row, and the feed is told to be silent. */
  readonly silentAfter: number;
  /** Numbers from 0 to 1. */
  readonly random?: () => number;
}

/** Rows that may wait to be kept: of a source that cannot be held back, or while they cannot be kept. */
const mostWaiting = 100_000;
interface Batch {
  readonly rows: readonly Reading[];
  readonly mark: string | undefined;
}

interface Waiting extends Batch {
  kept(): void;
  lost(error: unknown): void;
}

/** Rows that are kept at once. */
const mostTogether = 10_000;
/** (ms) A row that is further ahead of this machine's clock has a wrong time. */
const furthestAhead = 86_400_000;
/** (ms) Faults are told at most once in this time, with how many there were. */
const faultsEvery = 1000;

/** Begins a feed: keeps its link up, and hands on what it gives, each row once and in the station's terms. */
export function startFeed(options: FeedOptions): Feed {
  return new Running(options);
}

class Running implements Feed, Link {
  readonly clock: Clock;
  readonly past: Past;
  readonly names: Names;
  readonly #options: FeedOptions;
  readonly #book: Book;
  readonly #once: Once;
  readonly #backOff: BackOff;
  readonly #stop = new AbortController();
  readonly #ended: Promise<unknown>;
  /** Rows that could not be kept: the source may not have them any more. */
  #unkept: Batch[] = [];
  /** What waits to be kept: one batch after the other. */
  readonly #queue: Waiting[] = [];
  #working: Promise<void> | null = null;
  /** Ends the link that stands, because what it brings cannot be kept. */
  #fail = new AbortController();
  #waiting = 0;
  #dropped = 0;
  #heard: number;
  #faultTold = Number.NEGATIVE_INFINITY;
  #untold = 0;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.clock = options.clock;
    this.past = options.past;
    this.names = options.names;
    this.#book = new Book(this.clock);
    this.#once = new Once(options.past);
    this.#backOff = new BackOff(options.random ?? Math.random);
    this.#heard = this.clock.now();
    this.#ended = Promise.all([this.#keepUp(), this.#listen()]);
  }

  get status() {
    return this.#book.status;
  }

  publish(events: readonly Told[]): void {
    if (!this.#stop.signal.aborted) this.#options.source.publish?.(events);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
    await this.#working;
    this.#book.stopped();
  }

  async #keepUp(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      this.#fail = new AbortController();
      const either = AbortSignal.any([signal, this.#fail.signal]);
      const why = await this.#keepAgain()
        .then(() => this.#options.source.run(this, either))
        .then(
          () => (this.#fail.signal.aborted ? reasonOf(this.#fail.signal.reason) : "the link has ended"),
          (error: unknown) => reasonOf(error),
        );
      if (signal.aborted) break;
      const retry = this.#backOff.next();
      this.#tell({ kind: "down", why, retry });
      await this.clock.sleep(retry, signal);
    }
  }

  /** Tells when nothing new has come for too long while the link stands. */
  async #listen(): Promise<void> {
    const { signal } = this.#stop;
    const { silentAfter } = this.#options;
    while (!signal.aborted) {
      const quiet = this.clock.now() - this.#heard;
      if (quiet >= silentAfter && this.status.state === "up") this.#tell({ kind: "silent", for: quiet });
      await this.clock.sleep(quiet >= silentAfter ? silentAfter : silentAfter - quiet, signal);
    }
  }

  up(): void {
    this.#heard = this.clock.now();
    this.#tell({ kind: "up" });
  }

  async rows(rows: readonly SourceRow[], mark?: string): Promise<void> {
    // Whoever acknowledges what is kept must not take these for kept.
    if (this.#stop.signal.aborted) throw new Error("the feed has been stopped");
    const fresh = this.#fresh(rows);
    if (fresh.length > 0) {
      this.#heard = this.clock.now();
      this.#backOff.reset();
      if (this.status.state === "silent") this.#tell({ kind: "heard" });
    }
    this.#book.heard(fresh);
    if (fresh.length === 0 && mark === undefined) return;
    await new Promise<void>((kept, lost) => {
      this.#queue.push({ rows: fresh, mark, kept, lost });
      this.#working ??= this.#work();
    });
  }

  /** Has rows kept, together those that came while the ones before were: many small messages cost no more than a few large ones. */
  async #work(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, this.#together());
      const batch = {
        rows: group.length === 1 ? group[0].rows : group.flatMap(({ rows }) => rows),
        mark: group.findLast(({ mark }) => mark !== undefined)?.mark,
      };
      try {
        await this.#keep(batch);
        for (const { kept } of group) kept();
      } catch (error) {
        this.#putBy(batch);
        for (const { lost } of group) lost(error);
      }
    }
    this.#working = null;
  }

  /** How many of the queue make up one batch. */
  #together(): number {
    let rows = 0;
    const end = this.#queue.findIndex((one) => {
      rows += one.rows.length;
      return rows > mostTogether;
    });
    return end < 0 ? this.#queue.length : Math.max(1, end);
  }

  async #keep({ rows, mark }: Batch): Promise<void> {
    await this.#options.sink.rows(rows, mark);
    this.#book.kept(rows);
  }

  #putBy(batch: Batch): void {
    this.#unkept.push(batch);
    let rows = this.#unkept.reduce((sum, one) => sum + one.rows.length, 0);
    for (; rows > mostWaiting; rows -= this.#unkept.shift()!.rows.length) {
      const { length } = this.#unkept[0].rows;
      this.gap(`${length} rows were dropped: they could not be kept`, length);
    }
  }

  async #keepAgain(): Promise<void> {
    for (let batch = this.#unkept[0]; batch !== undefined; batch = this.#unkept[0]) {
      await this.#keep(batch);
      this.#unkept.shift();
    }
  }

  offer(rows: readonly SourceRow[]): void {
    if (this.#waiting + rows.length > mostWaiting) {
      if (this.#dropped === 0) this.gap("more rows came than could be kept", null);
      this.#dropped += rows.length;
      return;
    }
    if (this.#dropped > 0) {
      this.gap(`${this.#dropped} rows were dropped: more came than could be kept`, this.#dropped);
      this.#dropped = 0;
    }
    this.#waiting += rows.length;
    this.rows(rows)
      .catch((error: unknown) => this.#fail.abort(error))
      .finally(() => {
        this.#waiting -= rows.length;
      });
  }

  gap(why: string, missing: number | null): void {
    this.#tell({ kind: "gap", why, missing });
  }

  stale(names: readonly string[], why: string): void {
    const parameters = names.map((name) => this.names.parameterOf(name)).filter((name) => name !== null);
    this.#tell({ kind: "stale", parameters, why });
  }

  fault(why: string): void {
    this.#book.count("faults");
    this.#untold++;
    const now = this.clock.now();
    if (now - this.#faultTold < faultsEvery) return;
    this.#faultTold = now;
    this.#tell({ kind: "fault", why, more: this.#untold - 1 });
    this.#untold = 0;
  }

  #fresh(rows: readonly SourceRow[]): Reading[] {
    const fresh: Reading[] = [];
    const latest = this.clock.now() + furthestAhead;
    for (const row of rows) {
      const reading = this.names.take(row);
      if (reading === null) this.#book.count("unknown");
      else if ("refused" in reading) this.fault(reading.refused);
      else if (reading.time * 1000 > latest)
        this.fault(`${row.name}: found time ${reading.time}, more than a day ahead of this machine's clock`);
      else if (!this.#once.isNew(reading)) this.#book.count("doubled");
      else fresh.push(reading);
    }
    return fresh;
  }

  #tell(news: News): void {
    if (this.#stop.signal.aborted) return;
    this.#book.tell(news);
    this.#options.sink.tell(news);
  }
}

/** What went wrong, with what was behind it: "fetch failed" alone helps nobody. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const own = error.message || (error as NodeJS.ErrnoException).code || error.name;
  return cause instanceof Error ? `${own} (${reasonOf(cause)})` : own;
}
