import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { phrase } from "@hullwatch/core/phrase";
import { ProblemError } from "../../problem/index.ts";
import { everywhere, type Grant } from "../caller.ts";
import type { Clock } from "../clock.ts";
import { newId } from "../secret.ts";
import { atOnce } from "./database.ts";
import { Grants, type HeldGrant } from "./grants.ts";

/** An account as others may see it. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
  /** Issuer of OpenID Connect; null for a local account. */
  readonly issuer: string | null;
  /** (ms) UNIX time. */
  readonly created: number;
  readonly grants: readonly HeldGrant[];
}

export interface NewAccount {
  readonly name: string;
  readonly displayName: string;
  /** Hash; null where the person signs in elsewhere. */
  readonly password: string | null;
  readonly mustChangePassword?: boolean;
  readonly link?: { readonly issuer: string; readonly subject: string };
}

type Row = Record<string, SQLOutputValue>;

/** Names are told apart without regard to case. */
export const sameName = (name: string) => name.normalize("NFKC").trim().toLowerCase();

/** Accounts and what they are granted. */
export class Accounts {
  readonly #db: DatabaseSync;
  readonly #clock: Clock;
  readonly #grants: Grants;

  constructor(db: DatabaseSync, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
    this.#grants = new Grants(db);
  }

  /** Whether an account that is not disabled may administer every station and centre. */
  hasAdministrator(): boolean {
    return this.#grants.hasAdministrator();
  }

  all(): readonly Account[] {
    return this.#db
      .prepare("SELECT * FROM people ORDER BY name")
      .all()
      .map((row) => this.#account(row));
  }

  byId(id: string): Account | undefined {
    return this.#one("id = ?", id);
  }

  byName(name: string): Account | undefined {
    return this.#one("name = ?", sameName(name));
  }

  byLink(issuer: string, subject: string): Account | undefined {
    return this.#one("issuer = ? AND subject = ?", issuer, subject);
  }

  /** The stored hash of the password; null for none. */
  passwordOf(id: string): string | null {
    const row = this.#db.prepare("SELECT password FROM people WHERE id = ?").get(id);
    return row === undefined ? null : (row.password as string | null);
  }

  /** Throws `ProblemError` 409 where the name is taken. */
  create(
    { name, displayName, password, mustChangePassword = false, link }: NewAccount,
    grants: readonly Grant[],
  ): Account {
    const id = newId();
    atOnce(this.#db, () => {
      if (this.byName(name) !== undefined)
        throw new ProblemError(409, "HW_NAME_TAKEN", phrase`The name ${name} is taken.`);
      this.#db
        .prepare(
          `INSERT INTO people (id, name, display_name, password, must_change, issuer, subject, created_ms)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          id,
          sameName(name),
          displayName,
          password,
          Number(mustChangePassword),
          link?.issuer ?? null,
          link?.subject ?? null,
          this.#clock.now(),
        );
      for (const grant of grants) this.#grants.add(id, grant);
    });
    return this.byId(id)!;
  }

  /** An administrator of everything. */
  createAdministrator(account: NewAccount): Account {
    return this.create(account, [{ role: "administrator", station: everywhere, centre: everywhere }]);
  }

  rename(id: string, displayName: string): void {
    this.#db.prepare("UPDATE people SET display_name = ? WHERE id = ?").run(displayName, id);
  }

  /** Disabled people cannot sign in, and their sessions and tokens hold no more. */
  setDisabled(id: string, disabled: boolean): void {
    this.#keepingAnAdministrator(() => {
      this.#db.prepare("UPDATE people SET disabled = ? WHERE id = ?").run(Number(disabled), id);
      if (disabled) this.#db.prepare("DELETE FROM sessions WHERE person = ?").run(id);
    });
  }

  setPassword(id: string, hash: string, mustChange: boolean): void {
    this.#db.prepare("UPDATE people SET password = ?, must_change = ? WHERE id = ?").run(hash, Number(mustChange), id);
  }

  remove(id: string): void {
    this.#keepingAnAdministrator(() => this.#db.prepare("DELETE FROM people WHERE id = ?").run(id));
  }

  /** Throws `ProblemError` 409 where the person holds it already. */
  grant(id: string, grant: Grant): void {
    this.#grants.add(id, grant);
  }

  withdraw(id: string, grant: string): void {
    this.#keepingAnAdministrator(() => this.#grants.remove(id, grant));
  }

  /** What the issuer says of the person's roles takes the place of what it said before; local grants stay. */
  setIssuerGrants(id: string, grants: readonly Grant[]): void {
    atOnce(this.#db, () => this.#grants.replaceIssuers(id, grants));
  }

  /** Whether the person has signed in from this address before. */
  knowsAddress(id: string, address: string): boolean {
    return (
      this.#db.prepare("SELECT 1 FROM known_addresses WHERE person = ? AND address = ?").get(id, address) !== undefined
    );
  }

  learnAddress(id: string, address: string): void {
    this.#db.prepare("INSERT OR IGNORE INTO known_addresses VALUES (?, ?)").run(id, address);
  }

  #keepingAnAdministrator(work: () => void): void {
    atOnce(this.#db, () => {
      const before = this.#grants.hasAdministrator();
      work();
      if (before && !this.#grants.hasAdministrator()) {
        throw new ProblemError(409, "HW_LAST_ADMINISTRATOR", "Nobody else could administer every station and centre.");
      }
    });
  }

  #one(where: string, ...values: string[]): Account | undefined {
    const row = this.#db.prepare(`SELECT * FROM people WHERE ${where}`).get(...values);
    return row === undefined ? undefined : this.#account(row);
  }

  #account(row: Row): Account {
    const id = row.id as string;
    return {
      id,
      name: row.name as string,
      displayName: row.display_name as string,
      disabled: row.disabled === 1,
      mustChangePassword: row.must_change === 1,
      issuer: row.issuer as string | null,
      created: row.created_ms as number,
      grants: this.#grants.of(id),
    };
  }
}
