/**
 * Who works on what. Each piece of work has a lease in the key-value store, which its holder writes again at every beat; one that
 * nobody has written for `patience` is anybody's. Age is counted by the clock of whoever looks, from when it saw the lease change:
 * no two clocks are compared, and none that may be set is asked.
 *
 * A lease says who should work, and not who may write: two who both believe to hold one do no harm (`said.ts`).
 */
import type { KV, KvEntry } from "@nats-io/kv";
import type { Clock } from "../clock/index.ts";
import { isOvertaken } from "./bus.ts";

export interface LeasesOptions {
  readonly kv: KV;
  /** Every key that was ever written in it. */
  readonly keys: () => Promise<readonly string[]>;
  /** Removes a key for good. */
  readonly remove: (key: string) => Promise<void>;
  readonly me: string;
  /** The pieces of work that there are, the same for all who may take them. */
  readonly work: readonly string[];
  /** A steady one. */
  readonly clock: Clock;
  /** (ms) Between two beats. */
  readonly beat: number;
  /** (ms) A lease that did not change for so long is free. */
  readonly patience: number;
  /** Begins a piece of work that is mine now. */
  onTaken(work: string): void;
  /** Ends one; with `isMine` it is still mine until the promise has resolved. */
  onLost(work: string, isMine: boolean): Promise<void>;
  onFault(error: unknown): void;
}

/** What was seen of a key, and (ms) when it was first seen so. */
interface Seen {
  readonly revision: number;
  readonly holder: string;
  readonly at: number;
}

/** Times `patience`: a worker that was not heard of for so long is forgotten. */
const long = 20;

const keyOfWork = (work: string) => `work.${work}`;
const keyOfWorker = (me: string) => `worker.${me}`;

export class Leases {
  readonly #options: LeasesOptions;
  readonly #seen = new Map<string, Seen>();
  /** The revision at which each of mine was last written. */
  readonly #mine = new Map<string, number>();
  /** Those of mine that are being finished. */
  readonly #leaving = new Set<string>();
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: LeasesOptions) {
    this.#options = options;
  }

  get mine(): readonly string[] {
    return [...this.#mine.keys()];
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Gives back everything. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await Promise.all(this.mine.map((work) => this.#giveBack(work)));
    await this.#options.kv.delete(keyOfWorker(this.#options.me)).catch(() => undefined);
  }

  /** Lets a piece of work go that turned out to be another's. */
  async drop(work: string): Promise<void> {
    if (this.#mine.delete(work)) await this.#options.onLost(work, false);
  }

  async #run(): Promise<void> {
    const { clock, beat, onFault } = this.#options;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#beat().catch(onFault);
      await clock.sleep(beat, signal);
    }
  }

  async #beat(): Promise<void> {
    const { kv, me, work } = this.#options;
    await Promise.all([kv.put(keyOfWorker(me), ""), ...this.mine.map((one) => this.#renew(one))]);
    const { workers, held } = await this.#look();
    const share = Math.ceil(work.length / Math.max(1, workers));
    const staying = this.mine.filter((one) => !this.#leaving.has(one));
    for (const extra of staying.slice(share)) void this.#giveBack(extra).catch(this.#options.onFault);
    const free = work.filter((one) => !this.#mine.has(one) && !held.has(keyOfWork(one)));
    for (const one of free.slice(0, Math.max(0, share - this.#mine.size))) await this.#take(one);
  }

  /** Every key that was written of late, by what stands after its first part. */
  async #look(): Promise<{ readonly workers: number; readonly held: ReadonlySet<string> }> {
    const { kv, keys, remove, clock, patience } = this.#options;
    const entries = await Promise.all((await keys()).map((key) => kv.get(key)));
    const now = clock.now();
    const held = new Set<string>();
    let workers = 0;
    for (const entry of entries) {
      if (entry === null) continue;
      const { at, holder } = this.#note(entry, now);
      const isFresh = entry.operation === "PUT" && now - at < patience;
      const isWorker = entry.key.startsWith("worker.");
      if (isFresh && isWorker) workers++;
      else if (isFresh && holder !== "") held.add(entry.key);
      else if (isWorker && now - at > long * patience) {
        this.#seen.delete(entry.key);
        await remove(entry.key);
      }
    }
    return { workers, held };
  }

  #note(entry: KvEntry, now: number): Seen {
    const known = this.#seen.get(entry.key);
    // A server that takes over may know less than the one that is gone had told: then revisions go back, and that is a change too.
    if (known?.revision === entry.revision) return known;
    const seen = { revision: entry.revision, holder: entry.string(), at: now };
    this.#seen.set(entry.key, seen);
    return seen;
  }

  async #renew(work: string): Promise<void> {
    const { kv, me, onFault } = this.#options;
    const revision = this.#mine.get(work);
    if (revision === undefined) return;
    try {
      this.#mine.set(work, await kv.update(keyOfWork(work), me, revision));
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      const entry = await kv.get(keyOfWork(work));
      // A renewal whose answer was lost is mine all the same.
      if (entry?.string() === me) this.#mine.set(work, entry.revision);
      else {
        onFault(new Error(`${work}: found it held by ${entry?.string() || "nobody"}, expected ${me}`));
        await this.drop(work);
      }
    }
  }

  async #take(work: string): Promise<void> {
    const { kv, me, onTaken } = this.#options;
    const key = keyOfWork(work);
    const known = this.#seen.get(key);
    try {
      const revision = known === undefined ? await kv.create(key, me) : await kv.update(key, me, known.revision);
      this.#mine.set(work, revision);
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      // Whatever was known of it is wrong: it is looked at anew, or nobody would ever have it.
      this.#seen.delete(key);
      return;
    }
    onTaken(work);
  }

  async #giveBack(work: string): Promise<void> {
    const { kv, onLost, onFault } = this.#options;
    this.#leaving.add(work);
    await onLost(work, true).finally(() => this.#leaving.delete(work));
    const revision = this.#mine.get(work);
    this.#mine.delete(work);
    if (revision !== undefined) await kv.update(keyOfWork(work), "", revision).catch(onFault);
  }
}
