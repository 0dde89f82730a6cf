import type { ElementSet } from "../orbit/elements.ts";
import { orbitOf } from "../orbit/propagate.ts";
import { type Approach, approachesOf, type Box, type Companion, companionOf, issBox } from "./approach.ts";
import { reachOf } from "./gate.ts";
import { passesOf } from "./passes.ts";
import { type Table, tableOf } from "./table.ts";

export interface Screening {
  /** In the order of their times. */
  readonly approaches: readonly Approach[];
  readonly companions: readonly Companion[];
  /** Objects looked at, and how many of them come to the height of the station at all. */
  readonly objects: number;
  readonly atHeight: number;
  /** Objects for which SGP4 has no answer in all of the time, or from some moment on. */
  readonly lost: readonly ElementSet[];
}

/** (m) Around the sphere that the box fits in, so that steps need not be too small to reach it. */
const skin = 2e3;
/** (s) Longer within the sphere than a third of a revolution: no approach but company. */
const company = 1800;

/**
 * Which objects of `catalogue` come into `box` around `station` from `from` to `to` (s, UNIX time), by SGP4, with closest
 * approach to 1 ms. Objects with the station's own number are left out. Null where SGP4 has no answer for the station in
 * all of that time. Elements carry no covariance: no probability follows from this.
 *
 * An approach is a pass through the box; its closest approach may be just outside it.
 */
export function screen(
  station: ElementSet,
  catalogue: readonly ElementSet[],
  { from, to, box = issBox }: { readonly from: number; readonly to: number; readonly box?: Box },
): Screening | null {
  const own = orbitOf(station);
  const table = tableOf(own, from, to + company);
  const reach = reachOf(own, from, to);
  if (table === null || reach === null) return null;
  const core = Math.hypot(...box);
  const sphere = core + skin;
  const [low, high] = radiiOf(table);
  const shell = [low - sphere, high + sphere] as const;
  const approaches: Approach[] = [];
  const companions: Companion[] = [];
  const lost: ElementSet[] = [];
  let atHeight = 0;
  for (const elements of catalogue) {
    if (elements.id === station.id) continue;
    const orbit = orbitOf(elements);
    const its = reachOf(orbit, from, to);
    if (its === null) lost.push(elements);
    if (its === null || its.highest < shell[0] || its.lowest > shell[1]) continue;
    atHeight++;
    const walk = { orbit, reach: its, table, shell, stationSpeed: reach.speed, sphere, core };
    const { passes, decayed } = passesOf(walk, from, to);
    if (decayed) lost.push(elements);
    for (const pass of passes) {
      if (pass.until - pass.from > company) companions.push(companionOf(own, orbit, pass));
      else approaches.push(...approachesOf(own, orbit, pass, box).filter(({ tca }) => tca >= from && tca <= to));
    }
  }
  approaches.sort((a, b) => a.tca - b.tca);
  return { approaches, companions, objects: catalogue.length, atHeight, lost };
}

/** (m) Least and greatest radius in a table. */
function radiiOf({ rows }: Table): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < rows.length; i += 6) {
    const radius = Math.hypot(rows[i], rows[i + 1], rows[i + 2]);
    low = Math.min(low, radius);
    high = Math.max(high, radius);
  }
  return [low, high];
}
