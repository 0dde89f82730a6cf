import type { Records } from "./database.ts";
import { columns, type PutEvent, type Said, type StoredEvent, storedOf } from "./row.ts";

export interface EventQuery {
  readonly stations?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly after: number;
  readonly limit: number;
  /** (s) UNIX time: only what speaks of a moment up to then. */
  readonly until?: number | undefined;
  readonly newestFirst?: boolean | undefined;
}

/** What the engines have said, once each: what is told again after a restart is known and kept once. */
export class Events {
  readonly #records: Records;
  readonly #listeners = new Set<(events: readonly StoredEvent[]) => void>();
  #last: number;

  constructor(records: Records) {
    this.#records = records;
    const row = records.db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'event'").get();
    this.#last = Number(row?.seq ?? 0);
  }

  /**
   * Keeps what was said of the batch at `position`; what was kept before stays as it was. Resolves once it is on the disk, and
   * those who follow have been told.
   */
  async put(station: string, position: number, said: readonly Said[]): Promise<readonly PutEvent[]> {
    if (said.length === 0) return [];
    const put = await this.#records.write({ kind: "events", station, position, said });
    const fresh = put.filter(({ isNew }) => isNew);
    if (fresh.length === 0) return put;
    this.#last = fresh[fresh.length - 1].seq;
    for (const listener of this.#listeners) listener(fresh);
    return put;
  }

  /** Tells of every new event, in the order of their sequence numbers; those told at once are of one station. */
  follow(listener: (events: readonly StoredEvent[]) => void): void {
    this.#listeners.add(listener);
  }

  /** Events after a sequence number, in order, or the newest first. */
  list({ stations, types, after, limit, until, newestFirst = false }: EventQuery): readonly StoredEvent[] {
    const where = ["seq > ?"];
    const values: (string | number)[] = [after];
    for (const [column, list] of [
      ["station", stations],
      ["type", types],
    ] as const) {
      if (list === undefined) continue;
      where.push(`${column} IN (SELECT value FROM json_each(?))`);
      values.push(JSON.stringify(list));
    }
    if (until !== undefined) {
      where.push("time <= ?");
      values.push(until);
    }
    const order = newestFirst ? "seq DESC" : "seq";
    const sql = `SELECT ${columns} FROM event WHERE ${where.join(" AND ")} ORDER BY ${order} LIMIT ?`;
    return this.#records.db
      .prepare(sql)
      .all(...values, limit)
      .map(storedOf);
  }

  /** The sequence number of the newest event that has been told; 0 where there is none. */
  get last(): number {
    return this.#last;
  }
}

/** The id of an event that no restart changes. */
export const eventId = ({ station, position, place }: Pick<StoredEvent, "station" | "position" | "place">) =>
  `${station}:${position}:${place}`;
