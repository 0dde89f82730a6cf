import type { DatabaseSync } from "node:sqlite";
import { ProblemError } from "../../problem/index.ts";
import { everywhere, type Grant } from "../caller.ts";
import type { Role } from "../permissions.ts";
import { newId } from "../secret.ts";

/** A grant with its name, and who said so: an administrator here, or the issuer of OpenID Connect. */
export interface HeldGrant extends Grant {
  readonly id: string;
  readonly source: "local" | "oidc";
}

export class Grants {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  of(person: string): readonly HeldGrant[] {
    const rows = this.#db
      .prepare("SELECT id, role, station, centre, source FROM grants WHERE person = ? ORDER BY role, station, centre")
      .all(person);
    return rows.map((row) => ({
      id: row.id as string,
      role: row.role as Role,
      station: row.station as string,
      centre: row.centre as string,
      source: row.source as HeldGrant["source"],
    }));
  }

  add(person: string, grant: Grant): void {
    if (this.#insert(person, grant, "local") === 0) {
      throw new ProblemError(409, "HW_GRANTED", "This role is granted there already.");
    }
  }

  remove(person: string, id: string): void {
    this.#db.prepare("DELETE FROM grants WHERE id = ? AND person = ?").run(id, person);
  }

  replaceIssuers(person: string, grants: readonly Grant[]): void {
    this.#db.prepare("DELETE FROM grants WHERE person = ? AND source = 'oidc'").run(person);
    for (const grant of grants) this.#insert(person, grant, "oidc");
  }

  /** Whether an account that is not disabled may administer everything. */
  hasAdministrator(): boolean {
    const row = this.#db
      .prepare(
        `SELECT 1 FROM grants JOIN people ON people.id = grants.person
         WHERE role = 'administrator' AND station = ? AND centre = ? AND disabled = 0 LIMIT 1`,
      )
      .get(everywhere, everywhere);
    return row !== undefined;
  }

  #insert(person: string, { role, station, centre }: Grant, source: HeldGrant["source"]): number {
    const { changes } = this.#db
      .prepare("INSERT OR IGNORE INTO grants (id, person, role, station, centre, source) VALUES (?, ?, ?, ?, ?, ?)")
      .run(newId(), person, role, station, centre, source);
    return Number(changes);
  }
}
