import type { DatabaseSync, StatementSync } from "node:sqlite";
import { CanonicalError, canonical, hashOf, noPrevious } from "../chain/index.ts";
import { type Draft, type Entry, entryFault, fitsKind, idOf, isEntry, type Stamp, toUtc } from "../entry/index.ts";
import type { Head, Stored, TakenIn } from "../log.ts";
import { largestEntry } from "./limits.ts";
import { authorName, columns, type Row, rowOf, storedOf } from "./row.ts";

/** A draft with the time (ms) at which it was given. */
export interface Order {
  readonly draft: Draft;
  readonly now: number;
}
/** What came of an order. */
export type Outcome =
  | { readonly stored: Stored; readonly isNew: boolean }
  | { readonly reused: string }
  | { readonly uncorrectable: string };

const largestCount = 1_000_000_000;

/** Writes to the file of a log. Everything is read anew in each transaction, so that several writers cannot disagree. */
export class Writer {
  readonly #db: DatabaseSync;
  readonly #centre: string;
  readonly #insert: StatementSync;
  readonly #insertWords: StatementSync;
  readonly #setHead: StatementSync;
  readonly #byKey: StatementSync;
  readonly #byNumber: StatementSync;
  readonly #last: StatementSync;
  readonly #newest: StatementSync;

  constructor(db: DatabaseSync, centre: string) {
    this.#db = db;
    this.#centre = centre;
    this.#insert = db.prepare(
      `INSERT INTO entry (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
       ON CONFLICT (centre, seq, hash) DO NOTHING`,
    );
    this.#insertWords = db.prepare("INSERT INTO entry_words (rowid, words) VALUES (?, ?)");
    this.#setHead = db.prepare(
      `INSERT INTO head VALUES (?, ?, ?) ON CONFLICT (centre) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
       WHERE excluded.seq > head.seq`,
    );
    this.#byKey = db.prepare(
      "SELECT arrival, json FROM entry WHERE key = ? AND author = ? AND centre = ? ORDER BY arrival LIMIT 1",
    );
    this.#byNumber = db.prepare("SELECT arrival, json FROM entry WHERE centre = ? AND seq = ? ORDER BY hash");
    this.#last = db.prepare("SELECT seq, hash FROM entry WHERE centre = ? ORDER BY seq DESC, hash LIMIT 1");
    this.#newest = db.prepare("SELECT ms, count FROM entry ORDER BY ms DESC, count DESC LIMIT 1");
  }

  /** Writes drafts one after the other, all in one transaction: on disk when this returns. */
  append(orders: readonly Order[]): Outcome[] {
    return this.#inTransaction(() => orders.map((order) => this.#appendOne(order)));
  }

  /** Takes in what other logs wrote; `now` (ms). */
  takeIn(entries: readonly unknown[], now: number): TakenIn {
    return this.#inTransaction(() => {
      const taken: Stored[] = [];
      const refused: { id: string; reason: string }[] = [];
      for (const entry of entries) {
        const reason = refusal(entry);
        if (reason !== null) {
          refused.push({ id: nameOf(entry), reason });
          continue;
        }
        const stored = this.#put(entry as Entry);
        if (stored !== undefined) taken.push(stored);
      }
      const newest = Math.max(now, ...taken.map(({ entry }) => entry.stamp.ms));
      const known = entries.length - taken.length - refused.length;
      return { taken, known, refused, ahead: (newest - now) / 1000 };
    });
  }

  #inTransaction<T>(write: () => T): T {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      const result = write();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  #appendOne({ draft, now }: Order): Outcome {
    const before = this.#byKey.get(draft.key, authorName(draft), this.#centre) as Row | undefined;
    if (before !== undefined) {
      const stored = storedOf(before);
      return isSame(draft, stored.entry) ? { stored, isNew: false } : { reused: idOf(stored.entry) };
    }
    const uncorrectable = draft.kind === "correction" ? this.#uncorrectable(draft.body) : null;
    if (uncorrectable !== null) return { uncorrectable };
    return { stored: this.#put(this.#entryOf(draft, now)) as Stored, isNew: true };
  }

  #entryOf({ key, station, incident, time, author, kind, body }: Draft, now: number): Entry {
    const last = this.#last.get(this.#centre) as unknown as Pick<Head, "seq" | "hash"> | undefined;
    const entry: Entry = {
      centre: this.#centre,
      seq: (last?.seq ?? 0) + 1,
      key,
      station,
      incident: incident ?? null,
      time: time === undefined ? new Date(now).toISOString() : toUtc(time),
      stamp: after(this.#newest.get() as unknown as Stamp | undefined, now),
      author,
      kind,
      body,
      previous: last?.hash ?? noPrevious,
      hash: noPrevious,
    };
    return { ...entry, hash: hashOf(entry) };
  }

  /** Puts an entry where it belongs; undefined where it is there. */
  #put(entry: Entry): Stored | undefined {
    const row = rowOf(entry);
    const { changes, lastInsertRowid } = this.#insert.run(...row);
    if (changes === 0) return undefined;
    const arrival = Number(lastInsertRowid);
    this.#insertWords.run(arrival, row.at(-1) as string);
    this.#setHead.run(entry.centre, entry.seq, entry.hash);
    return { arrival, entry };
  }

  /** Why that cannot be put right; null where it can. */
  #uncorrectable({ of, body }: Extract<Draft, { kind: "correction" }>["body"]): string | null {
    const [centre, seq] = of.split(":");
    const [target] = (this.#byNumber.all(centre, Number(seq)) as Row[]).map((row) => storedOf(row).entry);
    if (target === undefined) return `found nothing with the id ${of}, expected an entry of this log`;
    if (target.kind === "correction") return `found the correction ${of}, expected the entry that it corrects`;
    if (body === undefined || fitsKind(target.kind, body)) return null;
    return `found a body that does not fit ${of}, expected that of a ${target.kind}`;
  }
}

/** The stamp of what is written at `now` (ms), after everything that is known. */
function after(newest: Stamp | undefined, now: number): Stamp {
  if (newest === undefined || now > newest.ms) return { ms: now, count: 0 };
  if (newest.count < largestCount) return { ms: newest.ms, count: newest.count + 1 };
  return { ms: newest.ms + 1, count: 0 };
}

/** Whether a draft says again what an entry says; a time that is not given was not meant to differ. */
function isSame({ station, incident, time, author, kind, body }: Draft, entry: Entry): boolean {
  const said = {
    station,
    incident: incident ?? null,
    author,
    kind,
    body,
    time: time === undefined ? entry.time : toUtc(time),
  };
  return Object.entries(said).every(([name, value]) => canonical(value) === canonical(entry[name as keyof Entry]));
}

function nameOf(entry: unknown): string {
  const { centre, seq } = (entry ?? {}) as Partial<Entry>;
  return `${centre}:${seq}`;
}

/** Why something is not to be taken in; null where it is an entry that is what its hash says. */
function refusal(entry: unknown): string | null {
  if (!isEntry(entry)) return entryFault(entry);
  try {
    const due = hashOf(entry);
    if (due !== entry.hash) return `its content has the hash ${due}, and it says ${entry.hash}`;
    return canonical(entry).length <= largestEntry ? null : `it is larger than ${largestEntry} characters`;
  } catch (error) {
    if (error instanceof CanonicalError) return error.message;
    throw error;
  }
}
