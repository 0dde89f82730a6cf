/** Stations of more parts than a search can hold: neighbours that are unlikely to leak are taken as one. */
import { grouped } from "./layout.ts";
import type { Situation } from "./situation.ts";
import { seatOf } from "./walk.ts";

/** Cells that a search holds. */
const most = 30;

/**
 * The same situation with at most `settings.parts` parts that hatches could part, itself where it has no more. First the least
 * likely neighbours are merged: the hatches between them count as not operable. Volumes that are shut off from each other
 * cannot be; of more than 30 people's and the likeliest are kept.
 */
export function coarse(situation: Situation): Situation {
  const { station, hatches, probability } = situation;
  const groups = grouped(
    station,
    station.hatches.filter(({ id, operable }) => !operable && hatches(id) === "open"),
  );
  if (groups.length <= Math.min(situation.settings.parts, most)) return situation;
  const merged = withMerged(situation, groups);
  const closed = new Set(station.hatches.filter(({ id }) => hatches(id) === "closed").map(({ id }) => id));
  const stuck = merged.filter(({ id, operable }) => !operable && hatches(id) === "open");
  const cells = grouped(station, stuck);
  if (cells.length <= most) return { ...situation, station: { ...station, hatches: merged } };
  const people = new Set(station.crew.flatMap(({ id }) => [seatOf(station, id), situation.positions(id)]));
  const volumes = grouped(
    station,
    station.hatches.filter(({ id }) => !closed.has(id)),
  );
  const likely = (volume: readonly string[]) => volume.reduce((sum, id) => sum + (probability.get(id) ?? 0), 0);
  const first = Math.max(...volumes.map(likely));
  const worth = (volume: readonly string[]) =>
    likely(volume) === first
      ? 2
      : (volume.some((id) => people.has(id)) ? 1 : 0) + likely(volume) / (1 + likely(volume) * 2);
  const kept = new Set(
    volumes
      .toSorted((a, b) => worth(b) - worth(a))
      .slice(0, most)
      .flat(),
  );
  const crew = station.crew.filter(({ id }) => kept.has(seatOf(station, id)) && kept.has(situation.positions(id)));
  const smaller = {
    ...station,
    modules: station.modules.filter(({ id }) => kept.has(id)),
    hatches: merged.filter(({ between }) => between.every((id) => kept.has(id))),
    vehicles: station.vehicles.filter(({ modules }) => modules.every((id) => kept.has(id))),
    sensors: station.sensors.filter(({ module }) => kept.has(module)),
    crew,
    crewCount: station.crewCount,
  };
  return { ...situation, station: smaller, probability: new Map([...probability].filter(([id]) => kept.has(id))) };
}

/** The hatches, with those between the least likely neighbours not operable, ships with people's seats last. */
function withMerged({ station, hatches, probability, settings }: Situation, groups: readonly (readonly string[])[]) {
  const seats = new Set(station.crew.map(({ id }) => seatOf(station, id)));
  const groupOf = new Map(groups.flatMap((modules, i) => modules.map((id) => [id, i] as const)));
  const p = groups.map((modules) => modules.reduce((sum, id) => sum + (probability.get(id) ?? 0), 0));
  const total = p.reduce((a, b) => a + b, 0);
  const seated = groups.map((modules) => modules.some((id) => seats.has(id)));
  const open = station.hatches.filter(({ id, operable }) => operable && hatches(id) === "open");
  let left = groups.length;
  while (left > settings.parts) {
    const pairs = open.flatMap(({ between }) => {
      const [a, b] = between.map((id) => groupOf.get(id)!);
      return a === b ? [] : [{ a, b, cost: p[a] + p[b] + (seated[a] || seated[b] ? total : 0) }];
    });
    if (pairs.length === 0) break;
    const { a, b } = pairs.reduce((x, y) => (y.cost < x.cost ? y : x));
    for (const [id, group] of groupOf) if (group === b) groupOf.set(id, a);
    p[a] += p[b];
    seated[a] ||= seated[b];
    left--;
  }
  return station.hatches.map((hatch) => {
    const [a, b] = hatch.between.map((id) => groupOf.get(id)!);
    const inside = hatches(hatch.id) === "open" && a === b;
    return inside ? { ...hatch, operable: false } : hatch;
  });
}
