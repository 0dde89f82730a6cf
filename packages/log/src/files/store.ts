import { randomUUID } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import { mkdir, readFile, stat, utimes } from "node:fs/promises";
import { basename, join } from "node:path";
import { phrase } from "@hullwatch/core/phrase";
import type { WallClock } from "../clock.ts";
import { exists, filesUnder, place, remove, writtenAt } from "./disk.ts";
import { FileContentError, FileMissingError, ImageError } from "./errors.ts";
import { makeThumbnail, type Size } from "./image.ts";
import { receive } from "./receive.ts";
import { typeOfFile } from "./type.ts";

/** (bytes) Unless it is said. */
const usualLimit = 100 * 1024 * 1024;

/** A file that is kept, as the body of a `file` entry wants it; `fault`: why a picture has no thumbnail. */
export interface StoredFile extends Partial<Size> {
  readonly sha256: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly fault: ImageError | null;
}

interface FilesOptions {
  readonly clock: WallClock;
  /** (bytes) The largest file that is taken: 100 MiB unless given. */
  readonly limit?: number;
}

const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);

/** Where in the folder of a log the file of that hash is. */
export const fileAt = (folder: string, sha256: string) => join(folder, "files", sha256.slice(0, 2), sha256);

/** What people call it, without the folders of their machine. */
const cleanName = (name: string) =>
  name
    .split(/[\\/]/)
    .at(-1)
    ?.toWellFormed()
    .replace(/\p{Cc}/gu, "")
    .trim()
    .slice(-300) || "file";

/**
 * Files beside a log, each once, by the hash of its content. One that has been put is on disk, whole, before an entry can
 * speak of it; what a crash leaves behind is swept away later.
 */
export class Files {
  readonly #folder: string;
  readonly #clock: WallClock;
  readonly #limit: number;
  /** What must not go on while files are being swept away. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folder: string, { clock, limit = usualLimit }: FilesOptions) {
    this.#folder = folder;
    this.#clock = clock;
    this.#limit = limit;
  }

  /**
   * Takes a file in. `expect`: the hash that it must have. Throws `FileTooLargeError`, `FileTypeError`,
   * `FileContentError`; then nothing is kept. A picture that cannot be shown is kept, with its `fault`.
   */
  async put(
    source: AsyncIterable<Uint8Array>,
    file: { readonly name: string; readonly expect?: string },
  ): Promise<StoredFile> {
    const name = cleanName(file.name);
    const incoming = await this.#incoming();
    try {
      const { sha256, bytes } = await receive(source, incoming, name, this.#limit);
      if (file.expect !== undefined && file.expect !== sha256) {
        throw new FileContentError(phrase`${name}: found content with the hash ${sha256}, expected ${file.expect}`);
      }
      const type = await typeOfFile(incoming, name);
      await this.exclusively(() => this.#keep(incoming, sha256));
      return { sha256, name, type, bytes, ...(await this.#look(sha256, type)) };
    } finally {
      await remove(incoming);
    }
  }

  async has(sha256: string): Promise<boolean> {
    return isHash(sha256) && exists(this.pathOf(sha256));
  }

  /** Its size (bytes) and, by content, its media type. Throws `FileMissingError`. */
  async describe(sha256: string): Promise<Pick<StoredFile, "bytes" | "type">> {
    if (!(await this.has(sha256))) throw new FileMissingError(sha256);
    const path = this.pathOf(sha256);
    return { bytes: (await stat(path)).size, type: await typeOfFile(path, sha256) };
  }

  /** Its content. Throws `FileMissingError`. */
  async read(sha256: string): Promise<ReadStream> {
    if (!(await this.has(sha256))) throw new FileMissingError(sha256);
    return createReadStream(this.pathOf(sha256));
  }

  /** A small WebP picture of a picture. Throws `FileMissingError`, and `ImageError` where it cannot be shown. */
  async thumbnail(sha256: string): Promise<Buffer> {
    if (!(await this.has(sha256))) throw new FileMissingError(sha256);
    const path = this.#thumbnailOf(sha256);
    if (!(await exists(path))) await this.#makeThumbnail(sha256);
    return readFile(path);
  }

  /** Where a file of that hash is, or would be. */
  pathOf(sha256: string): string {
    return fileAt(this.#folder, sha256);
  }

  /** Runs `act` while no file is swept away. */
  exclusively<T>(act: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(act);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /**
   * Removes what no entry speaks of and what uploads have left behind, if it is older than `age` (s): somebody may just be
   * about to write the entry. `spokenOf`: every hash that an entry names. Gives how many files it has removed.
   */
  sweep(spokenOf: () => Promise<readonly string[]>, age = 86_400): Promise<number> {
    return this.exclusively(async () => {
      const kept = new Set(await spokenOf());
      const all = await Promise.all(
        ["files", "thumbnails", "incoming"].map((part) => filesUnder(join(this.#folder, part))),
      );
      let removed = 0;
      for (const path of all.flat()) {
        // An upload may have just ended, and its file be where it belongs.
        const written = (await writtenAt(path)) ?? this.#clock.now();
        if (written >= this.#clock.now() - age * 1000 || kept.has(basename(path, ".webp"))) continue;
        await remove(path);
        removed++;
      }
      return removed;
    });
  }

  async #incoming(): Promise<string> {
    const folder = join(this.#folder, "incoming");
    await mkdir(folder, { recursive: true });
    return join(folder, randomUUID());
  }

  /** Gives a file its place. One that is there already is made young again: its entry is about to be written. */
  async #keep(incoming: string, sha256: string): Promise<void> {
    const path = this.pathOf(sha256);
    const now = this.#clock.now() / 1000;
    await utimes(incoming, now, now);
    await place(incoming, path);
  }

  async #look(sha256: string, type: string): Promise<Partial<Size> & Pick<StoredFile, "fault">> {
    if (!type.startsWith("image/")) return { fault: null };
    try {
      return { ...(await this.#makeThumbnail(sha256)), fault: null };
    } catch (error) {
      if (error instanceof ImageError) return { fault: error };
      throw error;
    }
  }

  async #makeThumbnail(sha256: string): Promise<Size> {
    const path = this.pathOf(sha256);
    if (!(await typeOfFile(path, sha256)).startsWith("image/")) {
      throw new ImageError(phrase`found that ${sha256} is no picture, expected one`);
    }
    const made = await this.#incoming();
    try {
      const size = await makeThumbnail(path, made);
      await place(made, this.#thumbnailOf(sha256));
      return size;
    } finally {
      await remove(made);
    }
  }

  #thumbnailOf(sha256: string): string {
    return join(this.#folder, "thumbnails", sha256.slice(0, 2), `${sha256}.webp`);
  }
}
