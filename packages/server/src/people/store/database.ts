import { chmodSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** Each step brings a file from the version of its place in the list to the next. Steps that were released never change. */
const steps = [
  `CREATE TABLE people (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    password TEXT,
    must_change INTEGER NOT NULL DEFAULT 0,
    disabled INTEGER NOT NULL DEFAULT 0,
    issuer TEXT,
    subject TEXT,
    created_ms INTEGER NOT NULL,
    UNIQUE (issuer, subject)
  ) STRICT;
  CREATE TABLE grants (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
    role TEXT NOT NULL,
    station TEXT NOT NULL,
    centre TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('local', 'oidc')),
    UNIQUE (person, role, station, centre, source)
  ) STRICT;
  CREATE TABLE known_addresses (
    person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
    address TEXT NOT NULL,
    PRIMARY KEY (person, address)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sessions (
    hash BLOB PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
    csrf TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_person ON sessions (person);
  CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL,
    person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    station TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    used_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tokens_person ON tokens (person);
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    count INTEGER NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    person TEXT,
    credential TEXT,
    address TEXT NOT NULL,
    method TEXT NOT NULL,
    route TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_last ON audit (last_ms);`,
];

/** The file was written by a later version. */
export class NewerStoreError extends Error {
  override readonly name = "NewerStoreError";
  readonly code = "HW_NEWER_STORE";

  constructor(path: string, found: number) {
    super(`${path}: found version ${found} of the store of accounts, expected at most ${steps.length}`);
  }
}

/** Opens the store of accounts, makes it where it is not there, brings an older one up to date. `:memory:` for tests. */
export function openDatabase(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 5000 });
  // It holds hashes of passwords: for the server's own user alone.
  if (path !== ":memory:") chmodSync(path, 0o600);
  // A session that was revoked must stay so after the power fails, not only after a kill.
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
  const { user_version } = db.prepare("PRAGMA user_version").get() as { user_version: number };
  if (user_version > steps.length) {
    db.close();
    throw new NewerStoreError(path, user_version);
  }
  for (let version = user_version; version < steps.length; version++) {
    atOnce(db, () => db.exec(`${steps[version]} PRAGMA user_version = ${version + 1};`));
  }
  return db;
}

/** All of `work` or nothing of it. */
export function atOnce<T>(db: DatabaseSync, work: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}
