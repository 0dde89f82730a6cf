/** Where people can go, and in which order one team shuts hatches without being cut off. */
import type { Hatch, Station } from "../station/index.ts";

/** The shortest way through hatches that are not in `closed`, from a module to the first of `to`; null where there is none. */
export function wayTo(
  station: Station,
  closed: ReadonlySet<string>,
  from: string,
  to: ReadonlySet<string>,
): string | null {
  const seen = new Set([from]);
  for (const module of seen) {
    if (to.has(module)) return module;
    for (const { id, between } of station.hatches) {
      if (closed.has(id) || !between.includes(module)) continue;
      seen.add(between[0] === module ? between[1] : between[0]);
    }
  }
  return null;
}

/** All modules that share air with one. */
export function airFrom(station: Station, closed: ReadonlySet<string>, from: string): ReadonlySet<string> {
  const seen = new Set([from]);
  for (const module of seen) {
    for (const { id, between } of station.hatches) {
      if (closed.has(id) || !between.includes(module)) continue;
      seen.add(between[0] === module ? between[1] : between[0]);
    }
  }
  return seen;
}

/** The module of somebody's seat. */
export function seatOf({ crew, vehicles }: Station, person: string): string {
  const { vehicle } = crew.find(({ id }) => id === person)!;
  return vehicles.find(({ id }) => id === vehicle)!.seat;
}

/** These hatches in an order in which somebody comes to each, and what is shut once they are open. */
export function fromPeople(
  station: Station,
  wanted: readonly Hatch[],
  { closed, at }: { readonly closed: ReadonlySet<string>; readonly at: ReadonlyMap<string, string> },
): readonly [string[], ReadonlySet<string>] {
  const shut = new Set(closed);
  const order: string[] = [];
  const left = new Set(wanted);
  const start = at.size > 0 ? [...at.values()] : [...wanted[0].between];
  while (left.size > 0) {
    const next = [...left].find(({ between }) =>
      start.some((from) => wayTo(station, shut, from, new Set(between)) !== null),
    );
    const hatch = next ?? [...left][0];
    left.delete(hatch);
    shut.delete(hatch.id);
    order.push(hatch.id);
  }
  return [order, shut];
}

/** A hatch to shut and the parts on its two sides. */
export interface Cut {
  readonly hatch: string;
  readonly sides: readonly [number, number];
}

/**
 * The order in which people of part `own` shut hatches and end there: first those that are on no shortest way between the
 * parts, then the far ones before the near ones, each from its near side.
 */
export function farFirst(cuts: readonly Cut[], own: number): readonly string[] {
  const depth = new Map([[own, 0]]);
  const last = new Map<number, Cut>();
  for (const [part, d] of depth) {
    for (const cut of cuts) {
      if (!cut.sides.includes(part)) continue;
      const other = cut.sides[0] === part ? cut.sides[1] : cut.sides[0];
      if (depth.has(other)) continue;
      depth.set(other, d + 1);
      last.set(other, cut);
    }
  }
  const onWay = [...last].sort(([a], [b]) => depth.get(b)! - depth.get(a)!).map(([, cut]) => cut);
  return [...cuts.filter((cut) => !onWay.includes(cut)), ...onWay].map(({ hatch }) => hatch);
}
