import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../clock.ts";

/** What is kept: a request that was refused, a sign-in, a change of accounts. */
export type AuditKind = "refused" | "signed-in" | "changed";

/** Without secrets: no password, no token, no query string, and no name that nobody has (it may be a password). */
export interface AuditEvent {
  readonly kind: AuditKind;
  /** `HW_...` of the refusal, or what was done. */
  readonly code: string;
  readonly person: string | null;
  /** Id of the session or token. */
  readonly credential: string | null;
  readonly address: string;
  readonly method: string;
  /** As declared, `/stations/:station`; empty where none fits. */
  readonly route: string;
  readonly detail: string;
}

export interface AuditRow extends AuditEvent {
  readonly id: number;
  /** (ms) UNIX time. */
  readonly first: number;
  /** (ms) UNIX time. */
  readonly last: number;
  /** How often, between the two. */
  readonly count: number;
}

/** (ms) The same event again within this time is counted in its row, so that a flood fills no disk. */
const together = 60_000;

export class Audit {
  readonly #db: DatabaseSync;
  readonly #clock: Clock;
  readonly #keep_ms: number;
  #pruned = Number.NEGATIVE_INFINITY;

  constructor(db: DatabaseSync, clock: Clock, keep_days: number) {
    this.#db = db;
    this.#clock = clock;
    this.#keep_ms = keep_days * 86_400_000;
  }

  record({ kind, code, person, credential, address, method, route, detail }: AuditEvent): void {
    const now = this.#clock.now();
    const values = [kind, code, person, credential, address, method, route, detail];
    const { changes } = this.#db
      .prepare(
        `UPDATE audit SET count = count + 1, last_ms = ?
         WHERE last_ms > ? AND first_ms > ? AND kind = ? AND code = ? AND person IS ? AND credential IS ?
           AND address = ? AND method = ? AND route = ? AND detail = ?`,
      )
      .run(now, now - together, now - together, ...values);
    if (changes === 0) {
      this.#db
        .prepare(
          `INSERT INTO audit (first_ms, last_ms, count, kind, code, person, credential, address, method, route, detail)
           VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(now, now, ...values);
    }
    this.#prune(now);
  }

  /** The newest first, at most `limit`, older than the row `before`. */
  list({ before = Number.MAX_SAFE_INTEGER, limit = 100 } = {}): readonly AuditRow[] {
    const rows = this.#db.prepare("SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?").all(before, limit);
    return rows.map(
      ({ first_ms, last_ms, ...row }) => ({ ...row, first: first_ms, last: last_ms }) as unknown as AuditRow,
    );
  }

  /** Once an hour is often enough for what is kept for days. */
  #prune(now: number): void {
    if (now - this.#pruned < 3_600_000) return;
    this.#pruned = now;
    this.#db.prepare("DELETE FROM audit WHERE last_ms < ?").run(now - this.#keep_ms);
  }
}
