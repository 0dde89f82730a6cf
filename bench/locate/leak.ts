/** One leak somewhere aboard: drawn by its seed, simulated from before it opens. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { priorOf } from "../../packages/core/src/locate/index.ts";
import { toSI } from "../../packages/core/src/quantity/index.ts";
import {
  filedHatchStates,
  joinedVolumes,
  parseStation,
  type Station,
  volumeOf,
} from "../../packages/core/src/station/index.ts";
import { parseScenario, type Scenario } from "../../packages/core/src/world/index.ts";
import { Random } from "../../packages/core/src/world/random.ts";
import { root } from "../iss.ts";

export interface SearchJob {
  readonly station: string;
  /** (mmHg/h) Of the largest joined volume. */
  readonly rate: number;
  readonly seed: number;
}

export interface Leak {
  readonly station: Station;
  /** Modules that could leak, in the order of the file, and the one that does. */
  readonly joined: readonly string[];
  readonly module: string;
  readonly scenario: Scenario;
}

/** (h) Without a leak. */
const before = 18;
/** (m/s) Of free air: an effective area A empties V within V/(A w), choked flow at 295 K (gamma 1.4). */
const outflow = 199.26;

/** The leak of a job, for `after` (h). */
export function leakOf({ station: id, rate, seed }: SearchJob, after: number): Leak {
  const file = `stations/${id}.yaml`;
  const station = parseStation(readFileSync(join(root, file), "utf8"), file);
  const joined = largest(station);
  const prior = priorOf(station);
  const module = draw(joined, (m) => prior.get(m) ?? 0, new Random(seed, `leak on ${id}`));
  const fall = toSI("pressureRate", rate, "mmHg/h") / toSI("pressure", 745, "mmHg");
  const area = (fall * volumeOf(station, joined)) / outflow;
  const machines = station.modules.filter((m) => m.lifeSupport === true).map((m) => `{module: ${m.id}}`);
  const text = [
    "hullwatch: scenario/1",
    "id: search\nname: Search",
    `station: ${file}`,
    "start: 2020-01-01T00:00:00Z",
    `duration: ${before + after}h`,
    `life_support: {oxygen: [${machines}], co2: [${machines}]}`,
    `leaks: [{module: ${module}, area: ${area * 1e6}mm2, from: +${before}h}]\n`,
  ].join("\n");
  return { station, joined, module, scenario: parseScenario(text, "search.yaml", station) };
}

/** The modules of the largest joined volume as the file has the hatches. */
export function largest(station: Station): readonly string[] {
  const volumes = joinedVolumes(station, filedHatchStates(station));
  return volumes.reduce((a, b) => (volumeOf(station, b) > volumeOf(station, a) ? b : a));
}

/** One of a list, as often as its weight says. */
function draw(list: readonly string[], weight: (one: string) => number, random: Random): string {
  let left = random.uniform() * list.reduce((sum, one) => sum + weight(one), 0);
  for (const one of list) {
    left -= weight(one);
    if (left <= 0) return one;
  }
  return list[list.length - 1];
}
