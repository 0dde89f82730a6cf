import { type CubicMetre, cubicMetre } from "../quantity/index.ts";
import { type HatchStates, moduleOf } from "./lookup.ts";
import type { Hatch, Station } from "./types.ts";

/** A hatch as one of its two modules sees it. */
export interface Way {
  readonly hatch: Hatch;
  readonly to: string;
}

/** The ways out of every module through open hatches, in the order of the file. */
export function openWays(station: Station, states: HatchStates): ReadonlyMap<string, readonly Way[]> {
  const ways = new Map<string, Way[]>(station.modules.map(({ id }) => [id, []]));
  for (const hatch of station.hatches) {
    if (states(hatch.id) !== "open") continue;
    const [a, b] = hatch.between;
    ways.get(a)!.push({ hatch, to: b });
    ways.get(b)!.push({ hatch, to: a });
  }
  return ways;
}

/**
 * Which modules share air: every module in exactly one joined volume; modules within a volume, and volumes by their
 * first module, in the order of the file.
 */
export function joinedVolumes(station: Station, states: HatchStates): readonly (readonly string[])[] {
  const ways = openWays(station, states);
  const seen = new Set<string>();
  const volumes: (readonly string[])[] = [];
  for (const { id } of station.modules) {
    if (seen.has(id)) continue;
    const reached = reach(ways, id);
    for (const module of reached) seen.add(module);
    volumes.push(inFileOrder(station, reached));
  }
  return volumes;
}

/** The modules that share air with `module`, itself included, in the order of the file. Throws `UnknownIdError`. */
export function joinedVolumeOf(station: Station, states: HatchStates, module: string): readonly string[] {
  moduleOf(station, module);
  return inFileOrder(station, reach(openWays(station, states), module));
}

/** (m3) The free air of these modules together. Throws `UnknownIdError`. */
export function volumeOf(station: Station, modules: readonly string[]): CubicMetre {
  return cubicMetre(modules.reduce((sum, id) => sum + moduleOf(station, id).volume, 0));
}

function reach(ways: ReadonlyMap<string, readonly Way[]>, from: string): ReadonlySet<string> {
  // A set is walked in the order of insertion, and what is added on the way is walked too.
  const reached = new Set([from]);
  for (const module of reached) for (const { to } of ways.get(module)!) reached.add(to);
  return reached;
}

const inFileOrder = (station: Station, modules: ReadonlySet<string>) =>
  station.modules.map(({ id }) => id).filter((id) => modules.has(id));
