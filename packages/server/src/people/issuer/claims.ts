import { everywhere, type Grant } from "../caller.ts";
import type { Role } from "../permissions.ts";

/** Who has `value` in the claim gets this role; everywhere unless said. */
export interface ClaimGrant {
  readonly value: string;
  readonly role: Role;
  readonly station?: string;
  readonly centre?: string;
}

export type Claims = Readonly<Record<string, unknown>>;

/** The grants that the claim gives. Its value is a text or a list of texts; anything else gives none. */
export function grantsOf(claims: Claims, claim: string, table: readonly ClaimGrant[]): readonly Grant[] {
  const said = claims[claim];
  const values = Array.isArray(said) ? said : [said];
  return table
    .filter(({ value }) => values.includes(value))
    .map(({ role, station = everywhere, centre = everywhere }) => ({ role, station, centre }));
}

const textOf = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value.trim() : undefined);

/** A name that nobody has, made from what the issuer calls the person: they are told apart by their subject, not by it. */
export function nameFor(claims: Claims, isTaken: (name: string) => boolean): string {
  const wished = textOf(claims.preferred_username) ?? textOf(claims.email) ?? "person";
  const base =
    wished
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9._@-]+/g, "")
      .replace(/^[^a-z0-9]+/, "")
      .slice(0, 56) || "person";
  let name = base;
  for (let n = 2; isTaken(name); n++) name = `${base}-${n}`;
  return name;
}

/** What others read of the person. */
export const displayNameFor = (claims: Claims, name: string): string =>
  // Control characters and marks that turn the direction of text could make one name look like another.
  (textOf(claims.name) ?? name)
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .slice(0, 100)
    .trim() || name;
