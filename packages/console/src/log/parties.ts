/** Who may be asked in a poll: a role, of one control centre. */
import type { StoredEntry } from "../station/index.ts";

export interface Party {
  readonly role: string;
  readonly centre: string;
}

/** Roles that answer for something: who only looks on, or runs the server, is not asked. */
export const asking = ["flight-director", "controller", "crew", "engineer"] as const;

export const partyKey = ({ role, centre }: Party): string => `${role} ${centre}`;

/** Everybody who has written in the log or holds a role here, each role of a centre once; those who decide first. */
export function partiesOf(entries: readonly StoredEntry[], others: readonly Party[]): readonly Party[] {
  const all = [...others, ...entries.map(({ entry: { author } }) => author)]
    .filter(({ role, centre }) => centre !== "*" && (asking as readonly string[]).includes(role))
    .map(({ role, centre }) => ({ role, centre }));
  const each = new Map(all.map((party) => [partyKey(party), party]));
  const rank = ({ role }: Party) => asking.indexOf(role as (typeof asking)[number]);
  return [...each.values()].toSorted((a, b) => rank(a) - rank(b) || a.centre.localeCompare(b.centre));
}

/** Who is asked unless somebody chooses: every flight director, and a controller of each centre that has none. */
export function usualOf(parties: readonly Party[]): readonly Party[] {
  const directors = parties.filter(({ role }) => role === "flight-director");
  const others = parties.filter(
    ({ role, centre }) => role === "controller" && !directors.some((one) => one.centre === centre),
  );
  return [...directors, ...others];
}
