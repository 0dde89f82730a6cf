import type { Reject } from "../csv/index.ts";
import type { Link, Source, SourceRow } from "../feed/index.ts";
import { type FoundFile, filesIn } from "./files.ts";
import { GrowingCsv } from "./growing-csv.ts";
import { gzipRows, parquetRows } from "./whole-file.ts";

export interface FolderOptions {
  readonly path: string;
  /** (ms) Between two looks. */
  readonly every: number;
}

/** What is known of a file: how far a growing one was read, or what a whole one was like when it was. */
interface Known {
  readonly offset: number;
  readonly size: number;
  readonly written: number;
}
type Marks = { [name: string]: Known };

/** Recordings that are put into a folder, or grow there. */
export class Folder implements Source {
  readonly #options: FolderOptions;
  #marks: Marks | null = null;
  /** Whole files that were there at the last look: they are read when they have stopped to grow. */
  readonly #growing = new Map<string, string>();
  readonly #csvs = new Map<string, GrowingCsv>();

  constructor(options: FolderOptions) {
    this.#options = options;
  }

  async run(link: Link, signal: AbortSignal): Promise<void> {
    this.#marks ??= readMarks(link.past.mark);
    // What was read and not kept is read again.
    this.#csvs.clear();
    let isUp = false;
    while (!signal.aborted) {
      const files = await filesIn(this.#options.path);
      if (!isUp) link.up();
      isUp = true;
      this.#forget(files);
      for (const file of files) {
        if (signal.aborted) return;
        await this.#look(file, this.#marks, link, signal);
      }
      await link.clock.sleep(this.#options.every, signal);
    }
  }

  /** What is known of files that are gone is of no use. */
  #forget(files: readonly FoundFile[]): void {
    const names = new Set(files.map(({ name }) => name));
    for (const name of Object.keys(this.#marks ?? {})) if (!names.has(name)) delete this.#marks?.[name];
    for (const name of this.#csvs.keys()) if (!names.has(name)) this.#csvs.delete(name);
    for (const name of this.#growing.keys()) if (!names.has(name)) this.#growing.delete(name);
  }

  async #look(file: FoundFile, marks: Marks, link: Link, signal: AbortSignal): Promise<void> {
    const { name, size, written } = file;
    const known = marks[name];
    if (known !== undefined && known.size === size && known.written === written) return;
    const onReject = ({ line, found, expected }: Reject) =>
      link.fault(`${name}:${line}: found ${found}, expected ${expected}`);
    if (file.kind === "csv") await this.#grown(file, marks, link, signal, onReject);
    else if (this.#growing.get(name) === `${size} ${written}`) {
      this.#growing.delete(name);
      const rows = file.kind === "gzip" ? gzipRows(file, onReject) : parquetRows(file);
      await this.#hand(rows, file, marks, link, signal, () => 0);
    } else this.#growing.set(name, `${size} ${written}`);
  }

  async #grown(
    file: FoundFile,
    marks: Marks,
    link: Link,
    signal: AbortSignal,
    onReject: (reject: Reject) => void,
  ): Promise<void> {
    const known = marks[file.name]?.offset ?? 0;
    // One that is shorter than what was read of it is another file.
    const offset = known > file.size ? 0 : known;
    let csv = this.#csvs.get(file.name);
    if (csv === undefined || csv.offset !== offset) csv = new GrowingCsv(file.name, offset, onReject);
    this.#csvs.set(file.name, csv);
    const reading = csv;
    await this.#hand(csv.rows(file), file, marks, link, signal, () => reading.offset);
  }

  /** Hands rows on, each piece with how far it goes. A file that cannot be read is told once, until it is written again. */
  async #hand(
    pieces: AsyncGenerator<readonly SourceRow[]>,
    { name, size, written }: FoundFile,
    marks: Marks,
    link: Link,
    signal: AbortSignal,
    offset: () => number,
  ): Promise<void> {
    for (;;) {
      let next: IteratorResult<readonly SourceRow[]>;
      try {
        next = await pieces.next();
      } catch (error) {
        link.fault(error instanceof Error ? error.message : String(error));
        break;
      }
      if (next.done) break;
      if (signal.aborted) return;
      // Of a whole file the mark is set behind its last row: half of one is read again.
      const mark = offset() > 0 ? { ...marks, [name]: { offset: offset(), size: -1, written: 0 } } : marks;
      await link.rows(next.value, JSON.stringify(mark));
      Object.assign(marks, mark);
    }
    marks[name] = { offset: offset(), size, written };
    await link.rows([], JSON.stringify(marks));
  }
}

function readMarks(mark: string | undefined): Marks {
  try {
    return JSON.parse(mark ?? "{}") as Marks;
  } catch {
    return {};
  }
}
