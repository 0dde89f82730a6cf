import { join } from "node:path";
import type { WallClock } from "../clock.ts";
import { CorrectionError, type Draft, type EntryId, KeyReusedError } from "../entry/index.ts";
import type { Files } from "../files/index.ts";
import type { Backup, Head, ListQuery, Log, SearchQuery, SinceQuery, Stored, TakenIn } from "../log.ts";
import { backUp, logFile } from "./backup.ts";
import { checkFile, soundDraft } from "./draft.ts";
import { checkFilter, pageSize } from "./filter.ts";
import { searchQueryOf } from "./search-query.ts";
import { Thread } from "./thread.ts";
import type { Order, Outcome } from "./writer.ts";

/** How many drafts are written in one transaction, at most. */
const largestBatch = 200;

export interface DiskLogParts {
  readonly centre: string;
  readonly clock: WallClock;
  readonly files: Files;
}

interface Waiting extends Order {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** A log on disk: one thread writes, one reads. What comes while a transaction is being written goes into the next one. */
export class DiskLog implements Log {
  readonly centre: string;
  readonly files: Files;
  readonly #clock: WallClock;
  readonly #writer: Thread;
  readonly #reader: Thread;
  readonly #listeners = new Set<(entries: readonly Stored[]) => void>();
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  private constructor({ centre, clock, files }: DiskLogParts, writer: Thread, reader: Thread) {
    this.centre = centre;
    this.files = files;
    this.#clock = clock;
    this.#writer = writer;
    this.#reader = reader;
  }

  /** Opens the log in `folder`, made where it is new. Throws `StoreError`. */
  static async open(folder: string, parts: DiskLogParts): Promise<DiskLog> {
    const path = join(folder, logFile);
    const { centre } = parts;
    const writer = new Thread({ path, centre, writes: true });
    const reader = new Thread({ path, centre, writes: false });
    try {
      await writer.open();
      await reader.open();
      return new DiskLog(parts, writer, reader);
    } catch (error) {
      await reader.close();
      await writer.close();
      throw error;
    }
  }

  async append(draft: Draft): Promise<Stored> {
    const sound = soundDraft(draft);
    if (sound.kind !== "file") return this.#append(sound);
    return this.files.exclusively(async () => {
      await checkFile(sound.body, this.files);
      return this.#append(sound);
    });
  }

  async #append(draft: Draft): Promise<Stored> {
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      this.#waiting.push({ draft, now: Math.floor(this.#clock.now()), resolve, reject });
      this.#writing ??= this.#write();
    });
    if ("reused" in outcome) throw new KeyReusedError(draft.key, outcome.reused);
    if ("uncorrectable" in outcome) throw new CorrectionError(outcome.uncorrectable);
    return outcome.stored;
  }

  async takeIn(entries: readonly unknown[]): Promise<TakenIn> {
    const result = await this.#writer.call("takeIn", entries, Math.floor(this.#clock.now()));
    this.#tell(result.taken);
    return result;
  }

  get = (id: EntryId) => this.#reader.call("get", id);
  since = async (query: SinceQuery) => this.#reader.call("since", checkFilter(query));
  list = async (query: ListQuery) => this.#reader.call("list", checkFilter(query));
  range = (centre: string, from: number, to: number) => this.#reader.call("range", centre, from, to);
  heads = () => this.#reader.call("heads");
  gaps = () => this.#reader.call("gaps");
  verify = (anchors: readonly Head[] = []) => this.#reader.call("verify", anchors);
  sweepFiles = (age?: number) => this.files.sweep(() => this.#reader.call("files"), age);
  backup = (folder: string): Promise<Backup> =>
    backUp(folder, {
      files: this.files,
      copyTo: (path) => this.#reader.call("backup", path),
    });

  async search({ text, ...filter }: SearchQuery) {
    pageSize(filter.limit);
    return this.#reader.call("search", searchQueryOf(text), checkFilter(filter));
  }

  follow(listener: (entries: readonly Stored[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#reader.close();
    await this.#writer.close();
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, largestBatch);
      const orders = batch.map(({ draft, now }) => ({ draft, now }));
      await this.#writer.call("append", orders).then(
        (outcomes) => {
          this.#tell(outcomes.flatMap((outcome) => ("isNew" in outcome && outcome.isNew ? [outcome.stored] : [])));
          for (const [i, outcome] of outcomes.entries()) batch[i].resolve(outcome);
        },
        (error) => {
          for (const { reject } of batch) reject(error);
        },
      );
    }
    this.#writing = undefined;
  }

  #tell(entries: readonly Stored[]): void {
    if (entries.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(entries);
      } catch (error) {
        // What is written is written: a listener's mistake is its own, and no reason to say otherwise to the writer.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
