import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Clock } from "../clock.ts";
import { digest, newId, newSecret } from "../secret.ts";

export interface SessionLife {
  /** (min) */
  readonly idle_min: number;
  /** (h) */
  readonly absolute_h: number;
}

/** A session as its owner may see it; times are (ms) UNIX time. */
export interface Session {
  readonly id: string;
  readonly person: string;
  /** What its CSRF tokens are made from. */
  readonly csrf: string;
  readonly created: number;
  readonly seen: number;
  readonly address: string;
  readonly agent: string;
}

/** (ms) A session is written down as seen again no more often than this. */
const seenStep = 30_000;

/** Sessions of browsers. Of the secret in the cookie only the digest is kept. */
export class Sessions {
  readonly #db: DatabaseSync;
  readonly #clock: Clock;
  readonly #life: SessionLife;

  constructor(db: DatabaseSync, clock: Clock, life: SessionLife) {
    this.#db = db;
    this.#clock = clock;
    this.#life = life;
  }

  /** A new session and the secret for its cookie; ones that are over are cleared away. */
  begin(person: string, address: string, agent: string): { readonly secret: string; readonly session: Session } {
    const secret = newSecret();
    const now = this.#clock.now();
    this.#db.prepare("DELETE FROM sessions WHERE created_ms <= ? OR seen_ms <= ?").run(...this.#limits());
    this.#db
      .prepare("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .run(digest(secret), newId(), person, newSecret(), now, now, address, agent.slice(0, 200));
    return { secret, session: this.bySecret(secret)! };
  }

  bySecret(secret: string): Session | undefined {
    return this.#alive("hash = ?", digest(secret));
  }

  byId(id: string): Session | undefined {
    return this.#alive("id = ?", id);
  }

  of(person: string): readonly Session[] {
    const rows = this.#db
      .prepare("SELECT * FROM sessions WHERE person = ? AND created_ms > ? AND seen_ms > ? ORDER BY created_ms")
      .all(person, ...this.#limits());
    return rows.map(sessionOf);
  }

  /** The session was used just now. */
  touch({ id, seen }: Session): void {
    const now = this.#clock.now();
    if (now - seen >= seenStep) this.#db.prepare("UPDATE sessions SET seen_ms = ? WHERE id = ?").run(now, id);
  }

  /** Whether there was such a session of this person. */
  end(person: string, id: string): boolean {
    return this.#db.prepare("DELETE FROM sessions WHERE id = ? AND person = ?").run(id, person).changes === 1;
  }

  endAll(person: string): void {
    this.#db.prepare("DELETE FROM sessions WHERE person = ?").run(person);
  }

  #limits(): [created: number, seen: number] {
    const now = this.#clock.now();
    return [now - this.#life.absolute_h * 3_600_000, now - this.#life.idle_min * 60_000];
  }

  #alive(where: string, value: string | Buffer): Session | undefined {
    const row = this.#db
      .prepare(`SELECT * FROM sessions WHERE ${where} AND created_ms > ? AND seen_ms > ?`)
      .get(value, ...this.#limits());
    return row === undefined ? undefined : sessionOf(row);
  }
}

const sessionOf = (row: Record<string, SQLOutputValue>): Session => ({
  id: row.id as string,
  person: row.person as string,
  csrf: row.csrf as string,
  created: row.created_ms as number,
  seen: row.seen_ms as number,
  address: row.address as string,
  agent: row.agent as string,
});
