import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { phrase } from "@hullwatch/core/phrase";
import { linkOf, Verifier } from "../chain/index.ts";
import type { EntryId } from "../entry/index.ts";
import type { Gap, Head, ListPage, ListQuery, SincePage, SinceQuery, Stored, Verification } from "../log.ts";
import { QueryError } from "./errors.ts";
import { pageSize, sqlOf, whereOf } from "./filter.ts";
import { largestPage } from "./limits.ts";
import { type Row, soundEntry, storedOf } from "./row.ts";

const order = ["ms", "count", "centre", "seq", "hash"];

/** Reads the file of a log. */
export class Reader {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  get(id: EntryId): Stored[] {
    const [centre, seq] = id.split(":");
    return this.#stored(
      "SELECT arrival, json FROM entry WHERE centre = ? AND seq = ? ORDER BY hash",
      centre,
      Number(seq),
    );
  }

  range(centre: string, from: number, to: number): Stored[] {
    const within = "WHERE centre = ? AND seq BETWEEN ? AND ? ORDER BY seq, hash LIMIT ?";
    return this.#stored(`SELECT arrival, json FROM entry ${within}`, centre, from, to, largestPage);
  }

  /** Throws `QueryError` where the cursor is not known. */
  since(query: SinceQuery): SincePage {
    const limit = pageSize(query.limit);
    const after = typeof query.after === "string" ? this.#one(query.after).arrival : (query.after ?? 0);
    const { newest } = this.#db.prepare("SELECT coalesce(max(arrival), 0) AS newest FROM entry").get() as {
      newest: number;
    };
    const where = whereOf(query);
    where.conditions.push("arrival > ?", "arrival <= ?");
    where.values.push(after, newest);
    const found = this.#stored(
      `SELECT arrival, json FROM entry ${sqlOf(where)} ORDER BY arrival LIMIT ?`,
      ...where.values,
      limit + 1,
    );
    const entries = found.slice(0, limit);
    const more = found.length > limit;
    return { entries, more, next: more ? (entries.at(-1) as Stored).arrival : Math.max(after, newest) };
  }

  /** Throws `QueryError` where a cursor is not known. */
  list(query: ListQuery): ListPage {
    const limit = pageSize(query.limit);
    const where = whereOf(query);
    const bound = (id: EntryId, sign: string) => {
      where.conditions.push(`(${order.join(", ")}) ${sign} (?, ?, ?, ?, ?)`);
      const { centre, seq, hash, stamp } = this.#one(id).entry;
      where.values.push(stamp.ms, stamp.count, centre, seq, hash);
    };
    if (query.after !== undefined) bound(query.after, ">");
    if (query.before !== undefined) bound(query.before, "<");
    const direction = query.newestFirst ? "DESC" : "ASC";
    const by = order.map((column) => `${column} ${direction}`).join(", ");
    const found = this.#stored(
      `SELECT arrival, json FROM entry ${sqlOf(where)} ORDER BY ${by} LIMIT ?`,
      ...where.values,
      limit + 1,
    );
    return { entries: found.slice(0, limit), more: found.length > limit };
  }

  heads(): Head[] {
    const rows = this.#db.prepare("SELECT centre, seq, hash FROM head ORDER BY centre").all();
    return rows.map(({ centre, seq, hash }) => ({ centre, seq, hash }) as unknown as Head);
  }

  gaps(): Gap[] {
    const rows = this.#db
      .prepare(
        `SELECT centre, before + 1 AS start, seq - 1 AS until FROM (
           SELECT centre, seq, lag(seq, 1, 0) OVER (PARTITION BY centre ORDER BY seq) AS before
           FROM (SELECT DISTINCT centre, seq FROM entry)
         ) WHERE seq > before + 1 ORDER BY centre, start`,
      )
      .all();
    return rows.map(({ centre, start, until }) => ({ centre, from: start, to: until }) as unknown as Gap);
  }

  /** Every file that an entry speaks of, by hash, also where a correction has since put another in its place. */
  files(): string[] {
    const rows = this.#db
      .prepare("SELECT DISTINCT json ->> '$.body.sha256' AS hash FROM entry WHERE kind = 'file'")
      .all();
    return rows.flatMap(({ hash }) => (typeof hash === "string" ? [hash] : []));
  }

  /** What SQLite finds wrong with the file itself; null where nothing is. */
  damage(): string | null {
    try {
      const found = Object.values(this.#db.prepare("PRAGMA quick_check(1)").get() ?? {})[0];
      return found === "ok" ? null : String(found);
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** Goes through all entries, a page at a time: others may read in between. */
  async verify(anchors: readonly Head[]): Promise<Verification> {
    const verifier = new Verifier([...this.heads(), ...anchors]);
    const page = this.#db.prepare(
      "SELECT * FROM entry WHERE (centre, seq, hash) > (?, ?, ?) ORDER BY centre, seq, hash LIMIT 500",
    );
    let last: SQLInputValue[] = ["", 0, ""];
    for (;;) {
      const rows = page.all(...last) as Row[];
      if (rows.length === 0) return verifier.end();
      for (const row of rows) verifier.add(String(row.centre), linkOf(soundEntry(row), Number(row.seq)));
      const { centre, seq, hash } = rows.at(-1) as Row;
      last = [centre, seq, hash];
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #one(id: EntryId): Stored {
    const [stored] = this.get(id);
    if (stored === undefined)
      throw new QueryError(phrase`found the cursor "${id}", expected the id of an entry of this log`);
    return stored;
  }

  #stored(sql: string, ...values: SQLInputValue[]): Stored[] {
    return (this.#db.prepare(sql).all(...values) as Row[]).map(storedOf);
  }
}
