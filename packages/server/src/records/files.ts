import type { Records } from "./database.ts";

/** A station file as it was put: each time it is put anew a new epoch begins, for what comes after `position`. */
export interface StationFile {
  readonly id: string;
  /** From 1. */
  readonly epoch: number;
  /** The last journal position that still belongs to the epoch before. */
  readonly position: number;
  readonly text: string;
  readonly author: string;
  /** (ms) UNIX time. */
  readonly at: number;
}

/** The station files that this server holds, with all that were put before. */
export class StationFiles {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Every epoch of every station, by station and then by epoch. */
  all(): readonly StationFile[] {
    return this.#records.db.prepare("SELECT * FROM station ORDER BY id, epoch").all().map(fileOf);
  }

  put({ id, epoch, position, text, author, at }: StationFile): void {
    this.#records.db
      .prepare("INSERT INTO station VALUES (?, ?, ?, ?, ?, ?)")
      .run(id, epoch, position, text, author, at);
  }
}

const fileOf = (row: Record<string, unknown>): StationFile => ({
  id: String(row.id),
  epoch: Number(row.epoch),
  position: Number(row.position),
  text: String(row.text),
  author: String(row.author),
  at: Number(row.at),
});
