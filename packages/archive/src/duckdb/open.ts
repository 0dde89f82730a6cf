import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Second } from "@hullwatch/core/quantity";
import type {
  Appended,
  Archive,
  Bucket,
  ExportFormat,
  Latest,
  ParameterSpan,
  Range,
  Reading,
  Selection,
} from "../archive.ts";
import { makeFolder } from "../disk.ts";
import { ArchiveError } from "../errors.ts";
import type { Entry, Position } from "../row.ts";
import { microseconds } from "../value.ts";
import { copyTo } from "./backup.ts";
import { type Book, committedIn, readBook } from "./book.ts";
import { Database, type DatabaseOptions } from "./database.ts";
import { csvHead, csvLines, seriesOf, writeParquet } from "./export.ts";
import { latestOf, readingsOf, spansOf } from "./history.ts";
import { minmaxOf } from "./minmax.ts";
import { appendEntries, positionOf } from "./position.ts";
import { ensureTables } from "./schema.ts";
import type { Wanted } from "./select.ts";
import { sortRecent } from "./sort.ts";
import { windowsOf } from "./windows.ts";

export interface DuckArchiveOptions extends DatabaseOptions {
  /** Rows of a station that are left as they came before they are put in order. */
  readonly sortAt?: number | undefined;
}

/** (rows) Read with one query of a history or an export. */
const windowRows = 65_536;

/**
 * The archive in a folder, which is made where there is none. Throws `StoreInUseError` where another process has it open (this one must
 * see to that itself), `StoreFormatError`, `DiskFullError`, `ReadOnlyError`, `ArchiveError`.
 */
export async function openDuckArchive(directory: string, options: DuckArchiveOptions = {}): Promise<Archive> {
  await makeFolder(directory);
  const archive = new DuckArchive(directory, options);
  await archive.ready();
  return archive;
}

interface Opened {
  readonly database: Database;
  readonly book: Book;
}

class DuckArchive implements Archive {
  readonly #directory: string;
  readonly #options: DuckArchiveOptions;
  #opened: Promise<Opened> | null = null;
  /** The end of a database that a fault has spoilt: two in one process must never have the file at once. */
  #closing: Promise<void> = Promise.resolve();
  #closed = false;
  /** The end of the last append or backup that was asked for. */
  #last: Promise<unknown> = Promise.resolve();
  #exports = 0;

  constructor(directory: string, options: DuckArchiveOptions) {
    this.#directory = directory;
    this.#options = options;
  }

  /** The database, opened anew where a fault has closed it. */
  ready(): Promise<Opened> {
    if (this.#closed)
      return Promise.reject(new ArchiveError(`${this.#directory}: found the archive closed, expected it open`));
    this.#opened ??= this.#open().catch((error) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  async #open(): Promise<Opened> {
    await this.#closing;
    const database = await Database.open(this.#directory, this.#options);
    try {
      const book = await database.write(async (connection) => {
        await ensureTables(connection, database.path);
        return readBook(connection);
      });
      return { database, book };
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  async position(journal: string): Promise<Position> {
    const { database } = await this.ready();
    return database.read((connection) => positionOf(connection, journal));
  }

  append(journal: string, entries: readonly Entry[], after: Position = 0): Promise<Appended> {
    return this.#alone(async ({ database, book }) => {
      const appended = await database.transaction((connection) =>
        appendEntries(connection, book, journal, entries, after),
      );
      await this.#committed(database, book);
      return appended;
    });
  }

  /** One after the other. After a fault the book may be ahead of the tables, and DuckDB may answer nothing more: both begin anew. */
  #alone<T>(act: (opened: Opened) => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      const opened = await this.ready();
      try {
        return await act(opened);
      } catch (error) {
        this.#opened = null;
        this.#closing = opened.database.close();
        throw error;
      }
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #committed(database: Database, book: Book): Promise<void> {
    const { sortAt = 1_000_000 } = this.#options;
    for (const station of book.stations.values()) {
      station.committed = true;
      if (station.recent < sortAt) continue;
      await sortRecent(database, station.id);
      station.recent = 0;
    }
  }

  async stations(): Promise<string[]> {
    const { book } = await this.ready();
    return [...book.stations.keys()].filter((name) => committedIn(book, name)).sort();
  }

  async parameters(station: string): Promise<ParameterSpan[]> {
    const { database, book } = await this.ready();
    const known = committedIn(book, station);
    return known === undefined ? [] : database.read((connection) => spansOf(connection, known));
  }

  async latest(station: string, before?: Second): Promise<Latest[]> {
    const { database, book } = await this.ready();
    const known = committedIn(book, station);
    const end = before === undefined ? null : microseconds(before);
    return known === undefined ? [] : database.read((connection) => latestOf(connection, known, end));
  }

  async *history({ parameter, ...range }: Range): AsyncGenerator<Reading[]> {
    for await (const { database, wanted } of this.#windows({ ...range, parameters: [parameter] })) {
      yield* await database.read((connection) => readingsOf(connection, wanted));
    }
  }

  async minmax({ parameter, ...range }: Range, points: number): Promise<Bucket[]> {
    const { database, wanted } = await this.#wanted({ ...range, parameters: [parameter] });
    return wanted === null ? [] : database.read((connection) => minmaxOf(connection, wanted, points));
  }

  export(selection: Selection, format: ExportFormat): AsyncGenerator<Uint8Array> {
    return format === "csv" ? this.#csv(selection) : this.#parquet(selection);
  }

  async *#csv(selection: Selection): AsyncGenerator<Uint8Array> {
    yield Buffer.from(csvHead);
    for await (const { database, wanted } of this.#windows(selection)) {
      yield Buffer.from(await database.read((connection) => csvLines(connection, wanted)));
    }
  }

  async *#parquet(selection: Selection): AsyncGenerator<Uint8Array> {
    const { database, wanted } = await this.#wanted(selection);
    const path = join(database.temporary, `export-${this.#exports++}.parquet`);
    try {
      await database.read((connection) => writeParquet(connection, wanted, path));
      for await (const piece of createReadStream(path, { highWaterMark: 1 << 18 })) yield piece;
    } finally {
      await rm(path, { force: true });
    }
  }

  /** What a selection means now; null where there is nothing of it. */
  async #wanted({ station, parameters, from, to }: Selection): Promise<{ database: Database; wanted: Wanted | null }> {
    const { database, book } = await this.ready();
    const known = committedIn(book, station);
    const series = known === undefined ? [] : seriesOf(known, parameters);
    if (known === undefined || series.length === 0) return { database, wanted: null };
    const times = {
      from: from === undefined ? Number.NEGATIVE_INFINITY : microseconds(from),
      to: to === undefined ? Number.POSITIVE_INFINITY : microseconds(to),
    };
    return { database, wanted: { station: known, series, ...times } };
  }

  async *#windows(selection: Selection): AsyncGenerator<{ database: Database; wanted: Wanted }> {
    const { database, wanted } = await this.#wanted(selection);
    if (wanted === null) return;
    const windows = await database.read((connection) => windowsOf(connection, wanted, windowRows));
    for (const times of windows) {
      const now = await this.ready();
      yield { database: now.database, wanted: { ...wanted, ...times } };
    }
  }

  backup(directory: string): Promise<void> {
    return this.#alone(({ database }) => copyTo(database, directory));
  }

  async close(): Promise<void> {
    await this.#last;
    const opened = await this.#opened?.catch(() => null);
    this.#opened = null;
    this.#closed = true;
    await this.#closing;
    await opened?.database.close();
  }
}
