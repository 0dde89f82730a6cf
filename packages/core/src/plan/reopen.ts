/** Hatches that are shut now and should be opened before any search. */
import type { HatchStates, Station } from "../station/index.ts";
import { flood, type Layout } from "./layout.ts";
import type { Part, PartOf } from "./part.ts";
import type { Situation } from "./situation.ts";

/** Those on the ways of people to their seats, and whoever has none. */
export interface Reunion {
  readonly hatches: readonly string[];
  readonly lost: { readonly person: string; readonly seat: string } | null;
}

export function hatchesToSeats({ station, hatches, positions }: Situation, who: readonly string[]): Reunion {
  const opened: string[] = [];
  for (const person of who) {
    const { vehicle } = station.crew.find(({ id }) => id === person)!;
    const { seat } = station.vehicles.find(({ id }) => id === vehicle)!;
    const way = hatchesTo(station, hatches, positions(person), seat);
    if (way === null) return { hatches: [], lost: { person, seat } };
    opened.push(...way.filter((id) => !opened.includes(id)));
  }
  return { hatches: opened, lost: null };
}

/** The shut hatches on the way that needs the fewest of them opened; null where there is none. */
function hatchesTo(station: Station, hatches: HatchStates, from: string, to: string): readonly string[] | null {
  const usable = station.hatches.filter(({ id, operable }) => operable || hatches(id) === "open");
  const passages = usable.flatMap(({ id, between: [a, b] }) => {
    const shut = hatches(id) === "closed" ? [id] : [];
    return [
      { from: a, to: b, shut },
      { from: b, to: a, shut },
    ];
  });
  const found = new Map<string, readonly string[]>([[from, []]]);
  for (let changed = true; changed; ) {
    changed = false;
    for (const passage of passages) {
      const way = found.get(passage.from);
      const known = found.get(passage.to);
      if (way === undefined || (known !== undefined && way.length + passage.shut.length >= known.length)) continue;
      found.set(passage.to, [...way, ...passage.shut]);
      changed = true;
    }
  }
  return found.get(to) ?? null;
}

/**
 * The quickest shut hatch that people can come to and that joins one of `parts` to other air; undefined where there is
 * none, or the pressure across it is too large.
 */
export function hatchInto(
  { station, positions, settings }: Situation,
  { cells, neighbours, cellOf, shut, anyone }: Layout,
  partOf: PartOf,
  parts: readonly Part[],
): string | undefined {
  const at = station.crew.reduce((mask, { id }) => mask | (1 << cellOf.get(positions(id))!), 0);
  const volumeOf = (cell: number) => partOf(flood(neighbours, 1 << cell, 2 ** cells.length - 1));
  const ways = shut.flatMap(({ a, b, open, hatches }) => {
    const [one, other] = [volumeOf(a), volumeOf(b)];
    const leadsIn = one !== other && (parts.includes(one) || parts.includes(other));
    const across = Math.abs(one.pressure - other.pressure);
    if (!leadsIn || across > settings.openBelow || !(anyone || (at & (one.mask | other.mask)) !== 0)) return [];
    return [{ open, id: hatches.reduce((x, y) => (y.closeTime < x.closeTime ? y : x)).id }];
  });
  return ways.toSorted((x, y) => x.open - y.open)[0]?.id;
}
