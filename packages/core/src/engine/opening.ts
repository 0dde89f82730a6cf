/** A volume that nobody can read is opened as soon as what stands in it would tell. */
import { type Finding, type Locator, type Prospect, prospectsOf } from "../locate/index.ts";
import { defaultSettings, mayOpen } from "../plan/index.ts";
import type { Second } from "../quantity/index.ts";
import { hatchOf, type Station } from "../station/index.ts";
import type { Cabin, Volume } from "./cabin.ts";
import { pressureOf } from "./losing.ts";
import { isRead } from "./read.ts";
import { type Stage, suspected } from "./situation.ts";

/**
 * (-) Standard deviations by which it must tell, and how likely the leak must be there: while the closure that is watched has its time
 * yet to tell, likelier than anywhere else, since what is read tells of that place too by not falling.
 */
const enough = 4;
const worthIt = { due: 0.5, later: 0.03 };

/** What is to be opened: the hatches on the way of people to it, then its own. */
export interface ToOpen {
  readonly hatches: readonly string[];
  /** That nobody can read. */
  readonly modules: readonly string[];
}

/** Where the leak is likeliest, of what would tell by `time` (s), is not all that is searched and people may open; null where there is none. */
export function openingThatTells(
  station: Station,
  cabin: Cabin,
  locator: Locator,
  finding: Finding,
  stage: Stage,
  time: Second,
): ToOpen | null {
  const { modules, hatches, probability } = finding;
  if (modules.length > 0 || hatches.length > 0) return null;
  const suspects = suspected(station, cabin, locator, finding, stage);
  const parts = (p: Prospect) => suspects.some((m) => !p.modules.includes(m));
  const chance = (p: Prospect) => p.modules.reduce((sum, m) => sum + probability[m], 0);
  const least = stage === "due" ? worthIt.due : worthIt.later;
  const found = prospectsOf(station, locator, time)
    .filter((p) => p.strength >= enough && chance(p) >= least && parts(p))
    .toSorted((a, b) => chance(b) - chance(a));
  for (const { hatch, modules, stands } of found) {
    const { operable, between } = hatchOf(station, hatch);
    const near = cabin.volumes.find((v) => between.some((m) => v.modules.includes(m) && !modules.includes(m)))!;
    if (!operable || !stands.every((level) => isSafe(station, pressureOf(near), level))) continue;
    const way = wayTo(station, cabin, near);
    if (way !== null) return { hatches: [...new Set([...way, hatch])], modules };
  }
  return null;
}

const isSafe = (station: Station, one: number, other: number) =>
  mayOpen({ station, settings: defaultSettings }, one, other);

/** The fewest shut hatches by which people come to a volume, through volumes that are read; null where they do not. */
function wayTo(station: Station, cabin: Cabin, goal: Volume): readonly string[] | null {
  const of = (module: string) => cabin.volumes.find((v) => v.modules.includes(module))!;
  const ways = new Map<Volume, readonly string[]>(Object.values(cabin.crew).map((at) => [of(at), []]));
  for (const [volume, way] of ways) {
    for (const { id, between, operable } of station.hatches) {
      const [a, b] = between.map(of);
      const next = a === volume ? b : a;
      const isWay = operable && a !== b && (a === volume || b === volume) && !ways.has(next);
      if (isWay && isRead(station, cabin, next) && isSafe(station, pressureOf(volume), pressureOf(next)))
        ways.set(next, [...way, id]);
    }
  }
  return ways.get(goal) ?? null;
}
