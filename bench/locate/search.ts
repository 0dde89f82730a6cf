/** One leak somewhere aboard, simulated from before it opens to the end of the search by a crew that follows the advice. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { playDrill, type Said } from "../../packages/cli/src/drill/index.ts";
import { priorOf } from "../../packages/core/src/locate/index.ts";
import { toSI } from "../../packages/core/src/quantity/index.ts";
import { filedHatchStates, joinedVolumes, parseStation, volumeOf } from "../../packages/core/src/station/index.ts";
import { parseScenario } from "../../packages/core/src/world/index.ts";
import { Random } from "../../packages/core/src/world/random.ts";
import { root } from "../iss.ts";
import { safetyOf } from "./safety.ts";

export interface SearchJob {
  readonly station: string;
  /** (mmHg/h) Of the largest joined volume. */
  readonly rate: number;
  readonly seed: number;
}

export interface SearchResult {
  readonly module: string;
  readonly told: boolean;
  /** What the search ended in; null where it did not end. */
  readonly action: string | null;
  readonly modules: readonly string[];
  /** Modules that could leak. */
  readonly joined: number;
  /** From the alarm until what leaks is shut off or, where it stays joined, until that is said. */
  readonly minutes: number;
  /** From the alarm until the last hatch has moved, those with it that join again what is sound. */
  readonly untilJoined: number;
  readonly closures: number;
  /** Moments at which a hatch stood between somebody and their seat. */
  readonly violations: number;
}

/** (h) Without a leak, and after it opens. */
const before = 18;
const after = (rate: number) => (rate < 0.5 ? 60 : 14);
/** (m/s) Of free air: an effective area A empties V within V/(A w), choked flow at 295 K (gamma 1.4). */
const outflow = 199.26;

export function search({ station: id, rate, seed }: SearchJob): SearchResult {
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
    `duration: ${before + after(rate)}h`,
    `life_support: {oxygen: [${machines}], co2: [${machines}]}`,
    `leaks: [{module: ${module}, area: ${area * 1e6}mm2, from: +${before}h}]\n`,
  ].join("\n");
  const safety = safetyOf(station);
  // When the last word began that nothing is to be tested any more.
  let last = Number.NaN;
  const watch = (said: Said) => {
    if ("order" in said) safety.take(said.order);
    else if (said.event.type === "advice") {
      const { action, time } = said.event;
      if (action === "close" || action === "wait") last = Number.NaN;
      else if (Number.isNaN(last)) last = time;
    }
  };
  const { raised, ending, closures } = playDrill(parseScenario(text, "search.yaml", station), station, seed, watch);
  const since = (time: number) => (raised === null || ending === null ? Number.NaN : (time - raised) / 60);
  return {
    module,
    told: raised !== null,
    action: ending?.action ?? null,
    modules: ending?.modules ?? [],
    joined: joined.length,
    minutes: since(ending?.action === "isolate" ? ending.time : last),
    untilJoined: since(ending?.time ?? Number.NaN),
    closures,
    violations: safety.violations,
  };
}

/** The modules of the largest joined volume as the file has the hatches. */
export function largest(station: ReturnType<typeof parseStation>): readonly string[] {
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
