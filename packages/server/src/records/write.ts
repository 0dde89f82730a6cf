/** Writing to the records: what was said, once each, and how far the log and feeds have been taken in. */
import { DatabaseSync } from "node:sqlite";
import { columns, type PutEvent, type Said, storedOf } from "./row.ts";

const schema = `
  CREATE TABLE IF NOT EXISTS station (
    id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (id, epoch)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    station TEXT NOT NULL,
    position INTEGER NOT NULL,
    place INTEGER NOT NULL,
    type TEXT NOT NULL,
    time REAL NOT NULL,
    late INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (station, position, place)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS event_of_station ON event (station, seq);
  CREATE INDEX IF NOT EXISTS event_of_type ON event (station, type, seq);
  CREATE TABLE IF NOT EXISTS training (number INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS cursor (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS mark (feed TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT;
`;

/** What is to be written. */
export type Order =
  | { readonly kind: "events"; readonly station: string; readonly position: number; readonly said: readonly Said[] }
  | { readonly kind: "cursor"; readonly name: string; readonly value: number }
  | { readonly kind: "mark"; readonly feed: string; readonly mark: string };

/** Opens the records, which are made where there are none. What is committed is on the disk. */
export function openRecords(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  db.exec(schema);
  return db;
}

/** Carries out orders one after the other, all of them or none. */
export function writerOf(db: DatabaseSync): (orders: readonly Order[]) => (readonly PutEvent[])[] {
  const insert = db.prepare(
    "INSERT INTO event (station, position, place, type, time, late, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const one = db.prepare(`SELECT ${columns} FROM event WHERE station = ? AND position = ? AND place = ?`);
  const setCursor = db.prepare(
    "INSERT INTO cursor VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const setMark = db.prepare("INSERT INTO mark VALUES (?, ?) ON CONFLICT (feed) DO UPDATE SET mark = excluded.mark");
  const put = (station: string, position: number, { place, event, late }: Said): PutEvent => {
    const kept = one.get(station, position, place);
    if (kept !== undefined) return { ...storedOf(kept), isNew: false };
    const time = Date.parse(event.time) / 1000;
    const { lastInsertRowid } = insert.run(
      station,
      position,
      place,
      event.type,
      time,
      late ? 1 : 0,
      JSON.stringify(event),
    );
    return { seq: Number(lastInsertRowid), station, position, place, event, late, isNew: true };
  };
  const carryOut = (order: Order): readonly PutEvent[] => {
    if (order.kind === "events") return order.said.map((said) => put(order.station, order.position, said));
    if (order.kind === "cursor") setCursor.run(order.name, order.value);
    else setMark.run(order.feed, order.mark);
    return [];
  };
  return (orders) => {
    db.exec("BEGIN IMMEDIATE");
    try {
      const results = orders.map(carryOut);
      db.exec("COMMIT");
      return results;
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
  };
}
