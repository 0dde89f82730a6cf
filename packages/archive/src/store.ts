/** One folder with everything that a server keeps of telemetry, and what moves between its parts. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Archive } from "./archive.ts";
import { type Archiving, startArchiving } from "./archiving.ts";
import { emptyFolder, seal } from "./backup.ts";
import type { Clock } from "./clock.ts";
import { makeFolder } from "./disk.ts";
import { type DuckArchiveOptions, openDuckArchive } from "./duckdb/index.ts";
import { type Journal, openJournal } from "./journal/index.ts";
import { lockFolder } from "./lock.ts";
import type { Position } from "./row.ts";
import { openSnapshots, type Snapshots } from "./snapshots/index.ts";

export interface Store {
  readonly journal: Journal;
  readonly snapshots: Snapshots;
  readonly archive: Archive;

  /** The journal position that queries of the archive show: it follows `journal.end` by about `every` milliseconds. */
  readonly archivedTo: Position;

  /**
   * Resolves once the archive holds every entry up to a position, at once and not after `every`: what was acknowledged shows in
   * queries from then on. Rejects with what keeps the archive from taking them in.
   */
  archived(position: Position): Promise<void>;

  /** Removes journal segments that the archive and the snapshots of all `stations` have passed; gives how many. */
  tidy(stations: readonly string[]): Promise<number>;

  /**
   * A copy of everything acknowledged before the call, while the store is in use; `directory` must not exist or be empty. Throws
   * `BackupError`, `DiskFullError`, `ReadOnlyError`.
   */
  backup(directory: string): Promise<void>;

  /** Waits for what is on its way, takes it into the archive as far as that can be, and lets the folder go. */
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly clock: Clock;
  /** (ms) Between two transactions of the archive, while rows come in; 1,000 unless said. */
  readonly every?: number | undefined;
  /** Told of what keeps the archive from taking rows in, and of entries of the journal that cannot be read. */
  readonly onFault: (error: unknown) => void;
  /** (bytes) Of a segment of the journal; 16 MiB unless said. */
  readonly segmentSize?: number | undefined;
  readonly archive?: DuckArchiveOptions | undefined;
}

/**
 * Opens the store of a folder, which is made where there is none; one process has it, and in it one part. Throws `StoreInUseError`,
 * `StoreFormatError`, `DiskFullError`, `ReadOnlyError`, `ArchiveError`.
 */
export async function openStore(directory: string, options: StoreOptions): Promise<Store> {
  await makeFolder(directory);
  const unlock = lockFolder(directory);
  const opened: { close(): Promise<void> }[] = [];
  try {
    const archive = await openDuckArchive(join(directory, "archive"), options.archive);
    opened.push(archive);
    const snapshots = await openSnapshots(join(directory, "snapshots"));
    const heldElsewhere = async (id: string) => Math.max(await archive.position(id), await snapshots.latest(id));
    const { segmentSize } = options;
    const journal = await openJournal(join(directory, "journal"), { segmentSize, heldElsewhere });
    opened.push(journal);
    const { clock, every = 1000, onFault } = options;
    const archiving = await startArchiving(journal, archive, { clock, every, onFault });
    return new FolderStore(journal, snapshots, archive, archiving, unlock);
  } catch (error) {
    for (const part of opened.reverse()) await part.close();
    unlock();
    throw error;
  }
}

class FolderStore implements Store {
  readonly journal: Journal;
  readonly snapshots: Snapshots;
  readonly archive: Archive;
  readonly #archiving: Archiving;
  readonly #unlock: () => void;

  constructor(journal: Journal, snapshots: Snapshots, archive: Archive, archiving: Archiving, unlock: () => void) {
    this.journal = journal;
    this.snapshots = snapshots;
    this.archive = archive;
    this.#archiving = archiving;
    this.#unlock = unlock;
  }

  get archivedTo(): Position {
    return this.#archiving.position;
  }

  archived(position: Position): Promise<void> {
    return this.#archiving.reached(position);
  }

  async tidy(stations: readonly string[]): Promise<number> {
    const needed = await this.snapshots.needed(this.journal.id, stations);
    return this.journal.release(Math.min(needed, this.archivedTo));
  }

  async backup(directory: string): Promise<void> {
    await emptyFolder(directory);
    // The journal is copied last: it then reaches beyond what the others hold, and a restored server goes on from there.
    const release = this.journal.keep();
    try {
      for (const part of ["snapshots", "archive", "journal"] as const) {
        const folder = join(directory, part);
        await mkdir(folder);
        await this[part].backup(folder);
      }
    } finally {
      release();
    }
    await seal(directory);
  }

  async close(): Promise<void> {
    await this.journal.close();
    await this.#archiving.stop();
    await this.archive.close();
    this.#unlock();
  }
}
