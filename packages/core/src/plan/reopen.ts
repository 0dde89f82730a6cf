/** Hatches that are shut now and should be opened before any search. */
import { type Pascal, pascal } from "../quantity/index.ts";
import type { Hatch, HatchStates, Station } from "../station/index.ts";
import { flood, type Layout } from "./layout.ts";
import type { Part, PartOf } from "./part.ts";
import type { Situation } from "./situation.ts";
import { airFrom, seatOf } from "./walk.ts";

/**
 * Air may be let from one side of a hatch to the other: pressures (Pa) differ by little, and neither side is lost, its pressure
 * being under the limit of the reserve.
 */
export function mayOpen(
  { station, settings }: Pick<Situation, "station" | "settings">,
  one: number,
  other: number,
  most: number = settings.openBelow,
): boolean {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  const { reservePressure } = station.limits;
  return high - low <= Math.min(settings.openInto, most) && (low >= reservePressure || high < reservePressure);
}

/** Those on the ways of people to their seats; or whoever has none, and the module that stands too low on it. */
export interface Reunion {
  readonly hatches: readonly string[];
  readonly lost: { readonly person: string; readonly seat: string; readonly low?: string } | null;
}

export function hatchesToSeats(situation: Situation, who: readonly string[]): Reunion {
  const { station, hatches, positions } = situation;
  const shut = new Set(station.hatches.filter(({ id }) => hatches(id) === "closed").map(({ id }) => id));
  const level = new Map<string, number>();
  for (const { id } of station.modules) {
    level.set(id, meanPressure(situation, airFrom(station, shut, id)));
  }
  const able = ({ between: [a, b] }: Hatch) => mayOpen(situation, level.get(a)!, level.get(b)!);
  const opened: string[] = [];
  for (const person of who) {
    const seat = seatOf(station, person);
    const way = hatchesTo(station, hatches, positions(person), seat, able);
    if (way === null || !isLevel(situation, way, level)) {
      const any = hatchesTo(station, hatches, positions(person), seat, () => true);
      if (any === null) return { hatches: [], lost: { person, seat } };
      const ends = any.flatMap((id) => station.hatches.find((hatch) => hatch.id === id)!.between);
      const low = [...ends, seat].reduce((a, b) => (level.get(b)! < level.get(a)! ? b : a));
      return { hatches: [], lost: { person, seat, low } };
    }
    // Others come after, when the air has evened out.
    if (!isLevel(situation, [...opened, ...way], level)) break;
    opened.push(...way.filter((id) => !opened.includes(id)));
  }
  return { hatches: opened, lost: null };
}

/**
 * The quickest way of people through sound volumes to one beside `part`, modules that are shut off from all others: the hatches on it that
 * are shut. Null where people cannot come there, or are there.
 */
export function hatchesBeside(situation: Situation, part: ReadonlySet<string>): readonly string[] | null {
  const { station, hatches, positions } = situation;
  const closed = new Set(station.hatches.filter(({ id }) => hatches(id) === "closed").map(({ id }) => id));
  const levels = new Map(
    station.modules.map(({ id }) => [id, meanPressure(situation, airFrom(station, closed, id)) as number]),
  );
  const isBeside = ({ between: [a, b] }: Hatch) => part.has(a) !== part.has(b);
  const able = (hatch: Hatch) =>
    !hatch.between.some((id) => part.has(id)) &&
    mayOpen(situation, ...(hatch.between.map((id) => levels.get(id)!) as [number, number]));
  const doors = station.hatches.filter((hatch) => hatch.operable && isBeside(hatch));
  const beside = doors.flatMap(({ between }) => between.filter((id) => !part.has(id)));
  const ways = station.crew.flatMap(({ id }) =>
    beside.map((to) => hatchesTo(station, hatches, positions(id), to, able)),
  );
  const time = (way: readonly string[]) =>
    station.hatches.reduce((sum, { id, openTime }) => sum + (way.includes(id) ? openTime : 0), 0);
  const found = ways
    .filter((way) => way !== null)
    .filter((way) => isLevel(situation, way, levels))
    .toSorted((a, b) => time(a) - time(b));
  return found.length === 0 || found[0].length === 0 ? null : found[0];
}

/** (Pa) Of these modules once their air has evened out. */
export function meanPressure(situation: Situation, modules: ReadonlySet<string>): Pascal {
  const within = situation.station.modules.filter(({ id }) => modules.has(id));
  const gas = within.reduce((sum, { id, volume }) => sum + volume * pressureIn(situation, id), 0);
  return pascal(gas / within.reduce((sum, { volume }) => sum + volume, 0));
}

export const pressureIn = ({ pressure }: Situation, module: string): number =>
  typeof pressure === "number" ? pressure : pressure(module);

/** Whatever is opened first, no hatch of these then parts air that differs too much. */
function isLevel(situation: Situation, opened: readonly string[], level: ReadonlyMap<string, number>): boolean {
  const ends = opened.flatMap((id) => situation.station.hatches.find((hatch) => hatch.id === id)!.between);
  const levels = ends.map((module) => level.get(module)!);
  return levels.length === 0 || mayOpen(situation, Math.min(...levels), Math.max(...levels));
}

/** The shut hatches on the way that needs the fewest of them opened; null where there is none. */
function hatchesTo(
  station: Station,
  hatches: HatchStates,
  from: string,
  to: string,
  able: (hatch: Hatch) => boolean,
): readonly string[] | null {
  const usable = station.hatches.filter((hatch) => hatches(hatch.id) === "open" || (hatch.operable && able(hatch)));
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
  situation: Situation,
  { cells, neighbours, cellOf, shut, anyone }: Layout,
  partOf: PartOf,
  parts: readonly Part[],
): string | undefined {
  const { station, positions } = situation;
  const at = station.crew.reduce((mask, { id }) => mask | (1 << cellOf.get(positions(id))!), 0);
  const volumeOf = (cell: number) => partOf(flood(neighbours, 1 << cell, 2 ** cells.length - 1));
  const ways = shut.flatMap(({ a, b, open, hatches }) => {
    const [one, other] = [volumeOf(a), volumeOf(b)];
    const leadsIn = one !== other && (parts.includes(one) || parts.includes(other));
    if (
      !leadsIn ||
      !mayOpen(situation, one.pressure, other.pressure) ||
      !(anyone || (at & (one.mask | other.mask)) !== 0)
    )
      return [];
    return [{ open, id: hatches.reduce((x, y) => (y.openTime < x.openTime ? y : x)).id }];
  });
  return ways.toSorted((x, y) => x.open - y.open)[0]?.id;
}
