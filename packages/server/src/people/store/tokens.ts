import { randomBytes } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Clock } from "../clock.ts";
import { isPermission, type Permission } from "../permissions.ts";
import { digest, isSame, newSecret } from "../secret.ts";

/** An API token as its owner may see it; times are (ms) UNIX time. */
export interface Token {
  /** Also the beginning of the token itself, by which it is recognised. */
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly station: string;
  readonly created: number;
  readonly expires: number;
  readonly used: number | null;
}

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly station: string;
  /** (ms) UNIX time. */
  readonly expires: number;
}

/** (ms) A token is written down as used again no more often than this. */
const usedStep = 60_000;

/** API tokens `hw_<id>_<secret>`. Of the secret only the digest is kept. */
export class Tokens {
  readonly #db: DatabaseSync;
  readonly #clock: Clock;

  constructor(db: DatabaseSync, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** The only time that the whole token is there to be seen. */
  create(
    person: string,
    { name, scopes, station, expires }: NewToken,
  ): { readonly secret: string; readonly token: Token } {
    const id = `hw_${randomBytes(6).toString("hex")}`;
    const secret = `${id}_${newSecret()}`;
    this.#db
      .prepare("INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)")
      .run(id, digest(secret), person, name, JSON.stringify(scopes), station, this.#clock.now(), expires);
    return { secret, token: this.byId(id)! };
  }

  bySecret(secret: string): Token | undefined {
    const id = /^hw_[0-9a-f]{12}(?=_)/.exec(secret)?.[0];
    const row = id === undefined ? undefined : this.#row(id);
    return row !== undefined && isSame(row.hash as Uint8Array, digest(secret)) ? tokenOf(row) : undefined;
  }

  byId(id: string): Token | undefined {
    const row = this.#row(id);
    return row === undefined ? undefined : tokenOf(row);
  }

  /** Those that have expired too. */
  of(person: string): readonly Token[] {
    return this.#db.prepare("SELECT * FROM tokens WHERE person = ? ORDER BY created_ms").all(person).map(tokenOf);
  }

  /** The token was used just now. */
  touch({ id, used }: Token): void {
    const now = this.#clock.now();
    if (used === null || now - used >= usedStep) {
      this.#db.prepare("UPDATE tokens SET used_ms = ? WHERE id = ?").run(now, id);
    }
  }

  /** Whether there was such a token of this person. */
  remove(person: string, id: string): boolean {
    return this.#db.prepare("DELETE FROM tokens WHERE id = ? AND person = ?").run(id, person).changes === 1;
  }

  /** A token that has not expired. */
  #row(id: string): Record<string, SQLOutputValue> | undefined {
    return this.#db.prepare("SELECT * FROM tokens WHERE id = ? AND expires_ms > ?").get(id, this.#clock.now());
  }
}

const tokenOf = (row: Record<string, SQLOutputValue>): Token => ({
  id: row.id as string,
  person: row.person as string,
  name: row.name as string,
  // A permission that a later version took away is no scope any more.
  scopes: (JSON.parse(row.scopes as string) as string[]).filter(isPermission),
  station: row.station as string,
  created: row.created_ms as number,
  expires: row.expires_ms as number,
  used: row.used_ms as number | null,
});
