import { copyFile, open, unlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { codeOf, named, syncFolder } from "../disk.ts";
import type { Position } from "../row.ts";
import { entryText } from "./frame.ts";
import type { Journal } from "./journal.ts";
import { readEntries } from "./reader.ts";
import { idFile, journalId, makeSegment, recover } from "./recover.ts";
import type { Segment } from "./segment.ts";
import { type Files, realFiles, Writer } from "./writer.ts";

export interface JournalOptions {
  /** (bytes) At which a new segment is begun. */
  readonly segmentSize?: number | undefined;
  /**
   * The last position that anyone holds of the journal with this id. Where the files end before it (an acknowledged write at
   * the end that can no longer be read) no position after it is given twice, and those between count as damaged.
   */
  readonly heldElsewhere?: ((id: string) => Promise<Position>) | undefined;
  readonly files?: Files | undefined;
}

/**
 * Opens the journal of a folder, which is made where there is none; nobody else may have it open. Reads every segment through.
 * Throws `StoreFormatError`, `DiskFullError`, `ReadOnlyError`.
 */
export async function openJournal(directory: string, options: JournalOptions = {}): Promise<Journal> {
  const { segmentSize = 16 * 1024 * 1024, heldElsewhere = async () => 0, files = realFiles } = options;
  const id = await journalId(directory);
  const { segments, found } = await recover(directory);
  const held = await heldElsewhere(id);
  const last = segments[segments.length - 1];
  const damaged = [...found.damaged];
  if (held > last.last) {
    damaged.push({ segment: last.path, at: last.size, first: last.last + 1, last: held });
    last.last = held;
    segments.push(await makeSegment(directory, held + 1));
  }
  return new FileJournal(directory, id, segments, { cut: found.cut, damaged }, segmentSize, files);
}

class FileJournal implements Journal {
  readonly id: string;
  readonly found: Journal["found"];
  readonly #directory: string;
  readonly #segments: Segment[];
  readonly #writer: Writer;
  #waiting: (() => void)[] = [];
  /** How many want that no segment goes. */
  #pins = 0;

  constructor(
    directory: string,
    id: string,
    segments: Segment[],
    found: Journal["found"],
    segmentSize: number,
    files: Files,
  ) {
    this.#directory = directory;
    this.id = id;
    this.#segments = segments;
    this.found = found;
    this.#writer = new Writer(segments, segmentSize, files, () => this.#wake());
  }

  get end(): Position {
    return this.#segments[this.#segments.length - 1].last;
  }

  async append(batch: Parameters<Journal["append"]>[0]): Promise<Position> {
    return this.#writer.append(entryText(batch));
  }

  read(after: Position): ReturnType<Journal["read"]> {
    return readEntries(this.#directory, this.#segments, after, this.end);
  }

  async grown(past: Position, signal?: AbortSignal): Promise<void> {
    while (this.end <= past && !this.#writer.closed && signal?.aborted !== true) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push(resolve);
      const stop = () => resolve();
      signal?.addEventListener("abort", stop, { once: true });
      await promise;
      signal?.removeEventListener("abort", stop);
    }
  }

  async release(upTo: Position): Promise<number> {
    let removed = 0;
    while (this.#pins === 0 && this.#segments.length > 1 && this.#segments[0].last <= upTo) {
      const [segment] = this.#segments.splice(0, 1);
      await unlink(segment.path).catch((error) => {
        if (codeOf(error) !== "ENOENT") throw named(error, segment.path);
      });
      removed++;
    }
    if (removed > 0) await syncFolder(this.#directory);
    return removed;
  }

  keep(): () => void {
    this.#pins++;
    let kept = true;
    return () => {
      if (kept) this.#pins--;
      kept = false;
    };
  }

  async backup(directory: string): Promise<void> {
    const release = this.keep();
    try {
      const sizes = this.#segments.map(({ path, size }) => ({ path, size }));
      await copyFile(join(this.#directory, idFile), join(directory, idFile));
      for (const { path, size } of sizes) {
        const copy = join(directory, basename(path));
        await copyFile(path, copy);
        const handle = await open(copy, "r+");
        // A write may be under way: only what is acknowledged goes along.
        await handle.truncate(size);
        await handle.sync();
        await handle.close();
      }
      await syncFolder(directory);
    } catch (error) {
      throw named(error, directory);
    } finally {
      release();
    }
  }

  async close(): Promise<void> {
    const closing = this.#writer.close();
    this.#wake();
    await closing;
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
