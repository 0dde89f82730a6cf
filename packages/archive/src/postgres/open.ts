import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import type { Second } from "@hullwatch/core/quantity";
import pg, { type ClientBase } from "pg";
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
import { ArchiveBehindError, ArchiveError } from "../errors.ts";
import type { Entry, Position } from "../row.ts";
import { microseconds } from "../value.ts";
import { addRows } from "./append.ts";
import { copyIn, copyOut } from "./backup.ts";
import { type Book, forget, olderThan, readBook, type Series, type StationBook, seriesOf } from "./book.ts";
import { archiveFault } from "./errors.ts";
import { csvHead, csvLines, parquetOf } from "./export.ts";
import { Link } from "./link.ts";
import { packRecent } from "./packing.ts";
import { ensureTables, packOf, packStart } from "./schema.ts";
import type { Wanted } from "./select.ts";
import { type AnyRow, latestOf, minmaxOf, readingOf, rowsOf, spansOf, windowsOf } from "./views.ts";

export interface PostgresArchiveOptions {
  /** `postgres://user@host:5432/database`. A password stands in `PGPASSWORD` or a `.pgpass` file rather than here. */
  readonly url: string;
  /** Schema of the tables, made where there is none: `hullwatch` unless said. */
  readonly schema?: string | undefined;
  /** Rows that are left as they came before they are packed, sixteen times as many while nobody pauses; 250,000 unless said. */
  readonly packAt?: number | undefined;
  /** (ms) Without an append before rows are packed; 250 unless said. 0: with the append that makes them enough. */
  readonly packAfter?: number | undefined;
}

/** (rows) Read at once, and of one piece of a history. */
const [windowRows, pieceRows] = [65_536, 8192];

/**
 * The archive in a PostgreSQL database. Any number of processes may have it open; rows of one journal are taken in once, whoever
 * gives them. Throws `StoreFormatError`, `ArchiveError`.
 */
export async function openPostgresArchive(options: PostgresArchiveOptions): Promise<Archive> {
  const archive = new PostgresArchive(options);
  try {
    await archive.begin();
    return archive;
  } catch (error) {
    await archive.close();
    throw error;
  }
}

/** Fills an archive that is empty with what `backup` wrote. Throws `BackupError`, and what `openPostgresArchive` throws. */
export async function restorePostgresArchive(options: PostgresArchiveOptions, directory: string): Promise<void> {
  const archive = new PostgresArchive(options);
  try {
    await archive.begin();
    await archive.restore(directory);
  } finally {
    await archive.close();
  }
}

/** Times `packAt`: so many rows are packed at once, and parts of half hours that are not over with them. */
const atMost = 16;

class PostgresArchive implements Archive {
  readonly #link: Link;
  readonly #schema: string;
  readonly #packAt: number;
  readonly #packAfter: number;
  #idle: NodeJS.Timeout | undefined;
  /** What is known of the tables; null where nothing is, or others may have written since. */
  #book: Book | null = null;
  /** Up to where this process has taken each journal in: where the table says something else, another process has written. */
  readonly #positions = new Map<string, Position>();
  #last: Promise<unknown> = Promise.resolve();

  constructor({ url, schema = "hullwatch", packAt = 250_000, packAfter = 250 }: PostgresArchiveOptions) {
    if (!/^[a-z_][a-z0-9_]*$/.test(schema)) {
      throw new ArchiveError(`schema ${schema}: expected lower case letters, digits and _`);
    }
    this.#schema = schema;
    this.#link = new Link({ url, schema });
    this.#packAt = packAt;
    this.#packAfter = packAfter;
  }

  async begin(): Promise<void> {
    await this.#alone((client) => ensureTables(client, this.#schema));
  }

  restore(directory: string): Promise<void> {
    return this.#alone(async (client) => {
      await client.query("BEGIN");
      await copyIn(client, directory);
      await client.query("COMMIT");
    });
  }

  position(journal: string): Promise<Position> {
    return this.#link.read((client) => positionOf(client, journal));
  }

  append(journal: string, entries: readonly Entry[], after: Position = 0): Promise<Appended> {
    return this.#alone(async (client) => {
      const position = await beginAppend(client, journal);
      if (position < after) throw new ArchiveBehindError(position, after);
      const ahead = entries.filter((entry) => entry.position > position);
      if (ahead.length === 0) {
        await client.query("COMMIT");
        return { position, added: 0, doubled: 0 };
      }
      if (this.#positions.get(journal) !== position) this.#book = null;
      this.#book ??= await readBook(client);
      const added = await addRows(client, this.#book, ahead);
      const reached = ahead[ahead.length - 1].position;
      await client.query(`UPDATE journal SET position = ${reached} WHERE id = ${pg.escapeLiteral(journal)}; COMMIT`);
      this.#positions.set(journal, reached);
      if (this.#packAfter === 0 || this.#book.recent >= atMost * this.#packAt) await this.#pack(client);
      else this.#packWhenIdle();
      return { position: reached, added, doubled: ahead.reduce((sum, { rows }) => sum + rows.length, 0) - added };
    });
  }

  /** Half hours that are over, once they are most of what there is; all, where a half hour is too much to wait for. */
  async #pack(client: ClientBase): Promise<void> {
    const book = this.#book;
    if (book === null || book.recent < this.#packAt) return;
    const newest = Math.max(...[...book.byId.values()].map((series) => series.newest));
    const over = packStart(packOf(newest));
    const isOver = olderThan(book, over) >= book.recent / 2;
    if (!isOver && book.recent < atMost * this.#packAt) return;
    const before = isOver ? over : Number.POSITIVE_INFINITY;
    await client.query("BEGIN");
    await packRecent(client, before);
    await client.query("COMMIT");
    forget(book, before);
    book.packedTo = Math.max(book.packedTo, isOver ? over : packStart(packOf(newest) + 1));
  }

  /** Nobody who brings rows waits for others to be packed, unless they have become very many. */
  #packWhenIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      // What could not be packed is packed the next time.
      this.#alone((client) => this.#pack(client)).catch(() => undefined);
    }, this.#packAfter);
    this.#idle.unref();
  }

  /** One after the other. After a fault the book may be ahead of the tables, and the connection in the midst of something. */
  #alone<T>(act: (client: ClientBase) => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      try {
        return await act(await this.#link.writer());
      } catch (error) {
        this.#book = null;
        await this.#link.forgetWriter();
        throw archiveFault(error, this.#link.where);
      }
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async stations(): Promise<string[]> {
    const { rows } = await this.#link.read((client) => client.query("SELECT name FROM station"));
    return rows.map(({ name }) => String(name)).sort();
  }

  parameters(station: string): Promise<ParameterSpan[]> {
    return this.#of(station, [], (client, known) => spansOf(client, known));
  }

  latest(station: string, before?: Second): Promise<Latest[]> {
    const end = before === undefined ? Number.POSITIVE_INFINITY : microseconds(before);
    return this.#of(station, [], (client, known) => latestOf(client, known, end));
  }

  minmax({ parameter, ...range }: Range, points: number): Promise<Bucket[]> {
    return this.#of(range.station, [], (client, known) => {
      const wanted = wantedOf(known, { ...range, parameters: [parameter] });
      return wanted.series.length === 0 ? Promise.resolve([]) : minmaxOf(client, wanted, points);
    });
  }

  async *history({ parameter, ...range }: Range): AsyncGenerator<Reading[]> {
    for await (const { rows } of this.#windows({ ...range, parameters: [parameter] })) {
      for (let i = 0; i < rows.length; i += pieceRows) yield rows.slice(i, i + pieceRows).map(readingOf);
    }
  }

  async *export(selection: Selection, format: ExportFormat): AsyncGenerator<Uint8Array> {
    const names = new Map<number, string>();
    const windows = this.#windows(selection, names);
    if (format === "parquet") {
      const pieces = (async function* () {
        for await (const { rows } of windows) yield rows;
      })();
      yield* parquetOf(pieces, names, (path) => createReadStream(path, { highWaterMark: 1 << 18 }));
      return;
    }
    yield Buffer.from(csvHead);
    for await (const { rows } of windows) if (rows.length > 0) yield Buffer.from(csvLines(rows, names));
  }

  /** The rows of a selection in windows; `names` is told what its series are called. */
  async *#windows(selection: Selection, names = new Map<number, string>()): AsyncGenerator<{ rows: AnyRow[] }> {
    const wanted = await this.#of(selection.station, null, async (client, known) => {
      for (const { id, parameter } of known.series.values()) names.set(id, parameter);
      const found = wantedOf(known, selection);
      return found.series.length === 0 ? null : { found, windows: await windowsOf(client, found, windowRows) };
    });
    for (const times of wanted?.windows ?? []) {
      yield { rows: await this.#link.read((client) => rowsOf(client, { ...wanted!.found, ...times })) };
    }
  }

  /** What is asked of one station; `nothing` where there is none of that name. */
  #of<T>(name: string, nothing: T, ask: (client: ClientBase, station: StationBook) => Promise<T>): Promise<T> {
    return this.#link.read(async (client) => {
      const { rows } = await client.query(
        "SELECT s.id, s.parameter, s.station FROM series s JOIN station t ON t.id = s.station WHERE t.name = $1",
        [name],
      );
      if (rows.length === 0) return nothing;
      const series = new Map<string, Series>();
      for (const { id, parameter } of rows) series.set(parameter, seriesOf(id, parameter));
      return ask(client, { id: rows[0].station, series });
    });
  }

  async backup(directory: string): Promise<void> {
    await mkdir(directory, { recursive: true });
    await this.#link.read((client) => copyOut(client, directory));
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#last;
    await this.#link.close();
  }
}

async function positionOf(client: ClientBase, journal: string): Promise<Position> {
  const { rows } = await client.query("SELECT position::float8 FROM journal WHERE id = $1", [journal]);
  return rows[0]?.position ?? 0;
}

/** Begins a transaction in which nobody else appends to the journal, and gives its position; all in one question. */
async function beginAppend(client: ClientBase, journal: string): Promise<Position> {
  const id = pg.escapeLiteral(journal);
  const results = (await client.query(`
    BEGIN;
    INSERT INTO journal VALUES (${id}, 0) ON CONFLICT DO NOTHING;
    SELECT position::float8 FROM journal WHERE id = ${id} FOR UPDATE`)) as unknown as pg.QueryResult[];
  return results[2].rows[0].position;
}

/** What a selection means. */
function wantedOf({ id, series }: StationBook, { parameters, from, to }: Selection): Wanted {
  const all = [...series.values()];
  const names = new Set(parameters ?? series.keys());
  return {
    station: id,
    series: all.filter(({ parameter }) => names.has(parameter)).map(({ id }) => id),
    from: from === undefined ? Number.NEGATIVE_INFINITY : microseconds(from),
    to: to === undefined ? Number.POSITIVE_INFINITY : microseconds(to),
  };
}
