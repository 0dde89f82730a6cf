import { DatabaseSync } from "node:sqlite";
import { StoreError } from "./errors.ts";

/** "HWLG", so that other tools can tell what the file is. */
const applicationId = 0x48574c47;
const version = 1;

/**
 * `json` is the entry, in canonical form; the other columns repeat parts of it, to find it by. `author` is centre and id.
 * `head` remembers the newest number of each centre, so that entries cut off at the end are missed.
 */
const schema = `
  CREATE TABLE meta (centre TEXT NOT NULL) STRICT;
  CREATE TABLE entry (
    arrival INTEGER PRIMARY KEY AUTOINCREMENT,
    centre TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    station TEXT NOT NULL,
    incident TEXT,
    kind TEXT NOT NULL,
    time TEXT NOT NULL,
    ms INTEGER NOT NULL,
    count INTEGER NOT NULL,
    author TEXT NOT NULL,
    key TEXT NOT NULL,
    json TEXT NOT NULL,
    words TEXT NOT NULL,
    UNIQUE (centre, seq, hash)
  ) STRICT;
  CREATE INDEX entry_order ON entry (ms, count, centre, seq, hash);
  CREATE INDEX entry_incident ON entry (incident, ms, count) WHERE incident IS NOT NULL;
  CREATE INDEX entry_kind ON entry (kind, ms, count);
  CREATE INDEX entry_key ON entry (key, author, centre);
  CREATE VIRTUAL TABLE entry_words USING fts5 (
    words, content = 'entry', content_rowid = 'arrival', tokenize = 'porter unicode61 remove_diacritics 2'
  );
  CREATE TABLE head (centre TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${version};
`;

const pragma = (db: DatabaseSync, name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];

/**
 * Opens the file of a log, for the thread that writes: makes it where it is new. What is committed is on disk. Throws
 * `StoreError` where it is another file, of a newer version, or another centre's.
 */
export function openForWriting(path: string, centre: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 10_000 });
  try {
    if (pragma(db, "user_version") === 0 && pragma(db, "schema_version") === 0) create(db, centre);
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    checkFile(db, path);
    const owner = db.prepare("SELECT centre FROM meta").get()?.centre;
    if (owner !== centre) throw new StoreError(`${path}: found the log of ${owner}, expected that of ${centre}`);
    return db;
  } catch (error) {
    db.close();
    throw error instanceof StoreError ? error : new StoreError(`${path}: ${(error as Error).message}`);
  }
}

function create(db: DatabaseSync, centre: string): void {
  db.exec("BEGIN IMMEDIATE");
  // Another process may have been quicker.
  if (pragma(db, "user_version") === 0) {
    db.exec(schema);
    db.prepare("INSERT INTO meta VALUES (?)").run(centre);
  }
  db.exec("COMMIT");
}

/** Opens the file of a log, for a thread that reads. */
export function openForReading(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  try {
    checkFile(db, path);
    return db;
  } catch (error) {
    db.close();
    throw error instanceof StoreError ? error : new StoreError(`${path}: ${(error as Error).message}`);
  }
}

function checkFile(db: DatabaseSync, path: string): void {
  if (pragma(db, "application_id") !== applicationId) {
    throw new StoreError(`${path}: found another kind of database, expected a log of Hullwatch`);
  }
  const found = pragma(db, "user_version");
  if (found !== version) throw new StoreError(`${path}: found version ${found} of the log, expected ${version}`);
}
