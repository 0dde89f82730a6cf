/** Group commit: one write and one sync for all batches that came while the last ones were on their way to the disk. */
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { named, writeAll } from "../disk.ts";
import { JournalClosedError } from "../errors.ts";
import type { Position } from "../row.ts";
import { buildFrame } from "./frame.ts";
import { makeSegment } from "./recover.ts";
import type { Segment } from "./segment.ts";

/** (bytes) Of text in one write, unless one batch alone has more. */
const groupSize = 1024 * 1024;

interface Waiting {
  readonly text: Buffer;
  readonly resolve: (position: Position) => void;
  readonly reject: (error: unknown) => void;
}

/** What a writer does with files; tests put one in its place that fails. */
export interface Files {
  open(path: string): Promise<Pick<FileHandle, "write" | "datasync" | "truncate" | "close">>;
}
export const realFiles: Files = { open: (path) => open(path, "r+") };

export class Writer {
  readonly #segments: Segment[];
  readonly #segmentSize: number;
  readonly #files: Files;
  readonly #written: () => void;
  #handle: Awaited<ReturnType<Files["open"]>> | null = null;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  #closed: JournalClosedError | null = null;

  /** Goes on at the end of the last of `segments`, and adds to them; `written` is called after each sync. */
  constructor(segments: Segment[], segmentSize: number, files: Files, written: () => void) {
    this.#segments = segments;
    this.#segmentSize = segmentSize;
    this.#files = files;
    this.#written = written;
  }

  get closed(): boolean {
    return this.#closed !== null;
  }

  append(text: Buffer): Promise<Position> {
    if (this.#closed !== null) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  async close(): Promise<void> {
    this.#closed ??= new JournalClosedError(dirname(this.#last.path), "by its owner");
    await this.#running;
    await this.#handle?.close();
    this.#handle = null;
  }

  get #last(): Segment {
    return this.#segments[this.#segments.length - 1];
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#nextGroup();
      try {
        await this.#write(group);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    // Here, and not once the promise is settled: a batch that comes in between would wait for ever.
    this.#running = null;
  }

  #nextGroup(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { text } of this.#waiting) {
      if (count > 0 && bytes + text.length > groupSize) break;
      bytes += text.length;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    if (this.#closed?.cause !== undefined) throw this.#closed;
    const handle = await this.#ready();
    const segment = this.#last;
    const first = segment.last + 1;
    const frame = buildFrame(
      first,
      group.map(({ text }) => text),
    );
    await this.#put(handle, segment, frame);
    segment.firsts.push(first);
    segment.offsets.push(segment.size);
    segment.size += frame.length;
    segment.last += group.length;
    this.#written();
    for (const [i, { resolve }] of group.entries()) resolve(first + i);
  }

  /** The file of the last segment, which is begun anew where the one before has its size. */
  async #ready() {
    if (this.#last.size >= this.#segmentSize) {
      const next = await makeSegment(dirname(this.#last.path), this.#last.last + 1);
      await this.#handle?.close();
      this.#handle = null;
      this.#segments.push(next);
    }
    const { path } = this.#last;
    try {
      this.#handle ??= await this.#files.open(path);
    } catch (error) {
      throw named(error, path);
    }
    return this.#handle;
  }

  async #put(handle: Awaited<ReturnType<Files["open"]>>, { path, size }: Segment, frame: Buffer): Promise<void> {
    try {
      await writeAll(handle, frame, size);
    } catch (error) {
      // What went through of it must not stay, or the next write would stand behind it.
      await handle
        .truncate(size)
        .catch((cause) => this.#fail(path, "a write that failed could not be taken back", cause));
      throw named(error, path);
    }
    try {
      await handle.datasync();
    } catch (error) {
      // After a sync that failed the system may have dropped what it held: neither kept nor lost.
      throw this.#fail(path, "a sync failed", error);
    }
  }

  #fail(path: string, why: string, cause: unknown): JournalClosedError {
    this.#closed = new JournalClosedError(dirname(path), why, { cause });
    return this.#closed;
  }
}
