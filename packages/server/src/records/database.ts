import { chmod } from "node:fs/promises";
import { backup, DatabaseSync } from "node:sqlite";

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
  CREATE TABLE IF NOT EXISTS cursor (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS mark (feed TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT;
`;

/** What the server itself keeps beside telemetry, log and people: one file, every write on the disk when it returns. */
export class Records {
  readonly db: DatabaseSync;

  /** `path` is that of a file, or `:memory:` for tests. */
  constructor(path: string) {
    this.db = new DatabaseSync(path);
    this.db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000");
    this.db.exec(schema);
  }

  /** Does `work` whole or not at all. */
  together<T>(work: () => T): T {
    this.db.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.db.exec("COMMIT");
      return result;
    } catch (error) {
      this.db.exec("ROLLBACK");
      throw error;
    }
  }

  /** How far something has been taken in; 0 where it never was. */
  cursor(name: string): number {
    const row = this.db.prepare("SELECT value FROM cursor WHERE name = ?").get(name);
    return Number(row?.value ?? 0);
  }

  setCursor(name: string, value: number): void {
    this.db
      .prepare("INSERT INTO cursor VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
      .run(name, value);
  }

  /** Where a feed goes on from; undefined where it has never said. */
  mark(feed: string): string | undefined {
    const row = this.db.prepare("SELECT mark FROM mark WHERE feed = ?").get(feed);
    return row === undefined ? undefined : String(row.mark);
  }

  setMark(feed: string, mark: string): void {
    this.db
      .prepare("INSERT INTO mark VALUES (?, ?) ON CONFLICT (feed) DO UPDATE SET mark = excluded.mark")
      .run(feed, mark);
  }

  /** A copy to the file `path` while it is in use. */
  async backup(path: string): Promise<void> {
    await backup(this.db, path);
    await chmod(path, 0o600);
  }

  close(): void {
    this.db.close();
  }
}
