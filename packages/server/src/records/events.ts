import type { Records } from "./database.ts";

/** An event as the engine says it: the JSON object of docs/events.md. */
export interface WireEvent {
  readonly type: string;
  readonly time: string;
  readonly [field: string]: unknown;
}

/** What the engine said of one batch, in order: `place` counts from 0. */
export interface Said {
  readonly place: number;
  readonly event: WireEvent;
  /** It speaks of a past that came too late to be news. */
  readonly late: boolean;
}

/** An event that is kept: known by the station, the journal position that caused it, and its place in what was said then. */
export interface StoredEvent extends Said {
  /** Grows by one with every event of any station: what streams resume by. */
  readonly seq: number;
  readonly station: string;
  readonly position: number;
}

export interface PutEvent extends StoredEvent {
  /** It was not kept before. */
  readonly isNew: boolean;
}

export interface EventQuery {
  readonly stations?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly after: number;
  readonly limit: number;
}

const columns = "seq, station, position, place, late, body";

/** What the engines have said, once each: what is told again after a restart is known and kept once. */
export class Events {
  readonly #records: Records;
  readonly #insert;
  readonly #one;

  constructor(records: Records) {
    this.#records = records;
    this.#insert = records.db.prepare(
      "INSERT INTO event (station, position, place, type, time, late, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
    this.#one = records.db.prepare(`SELECT ${columns} FROM event WHERE station = ? AND position = ? AND place = ?`);
  }

  /**
   * Keeps what was said of the batch at `position`; what was kept before stays as it was.
   */
  put(station: string, position: number, said: readonly Said[]): readonly PutEvent[] {
    if (said.length === 0) return [];
    return this.#records.together(() =>
      said.map(({ place, event, late }) => {
        const time = Date.parse(event.time) / 1000;
        const body = JSON.stringify(event);
        const kept = this.#one.get(station, position, place);
        if (kept !== undefined) return { ...storedOf(kept), isNew: false };
        const { lastInsertRowid } = this.#insert.run(station, position, place, event.type, time, late ? 1 : 0, body);
        return { seq: Number(lastInsertRowid), station, position, place, event, late, isNew: true };
      }),
    );
  }

  /** Events after a sequence number, in order. */
  list({ stations, types, after, limit }: EventQuery): readonly StoredEvent[] {
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
    const sql = `SELECT ${columns} FROM event WHERE ${where.join(" AND ")} ORDER BY seq LIMIT ?`;
    return this.#records.db
      .prepare(sql)
      .all(...values, limit)
      .map(storedOf);
  }

  /** The sequence number of the newest event; 0 where there is none. */
  get last(): number {
    const row = this.#records.db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'event'").get();
    return Number(row?.seq ?? 0);
  }
}

const storedOf = (row: Record<string, unknown>): StoredEvent => ({
  seq: Number(row.seq),
  station: String(row.station),
  position: Number(row.position),
  place: Number(row.place),
  late: row.late === 1,
  event: JSON.parse(String(row.body)),
});

/** The id of an event that no restart changes. */
export const eventId = ({ station, position, place }: Pick<StoredEvent, "station" | "position" | "place">) =>
  `${station}:${position}:${place}`;
