/** What lives in a part while it is tested: everybody is on the side of their seat. */
import { livingIn } from "../locate/index.ts";
import { cellsOf, type Layout } from "./layout.ts";
import type { Situation } from "./situation.ts";
import type { Watched } from "./watching.ts";

/** By the cells of a part: how far people and machines may change its pressure, whether its nitrogen is read, how much of all air it holds. */
export function lifeIn(
  { station }: Situation,
  { cells, people, anyone }: Layout,
): (mask: number) => Pick<Watched, "unrest" | "analysed" | "share"> {
  const known = new Map<number, Pick<Watched, "unrest" | "analysed" | "share">>();
  const aboard = Math.max(people.length, station.crewCount);
  const whole = cells.reduce((sum, { volume }) => sum + volume, 0);
  const analysed = cells.map(({ modules }) => modules.some((module) => isAnalysed(station.sensors, module)));
  return (mask) => {
    const found = known.get(mask);
    if (found !== undefined) return found;
    const inside = [...cellsOf(mask)];
    const modules = inside.flatMap((i) => cells[i].modules);
    const share = inside.reduce((sum, i) => sum + cells[i].volume, 0) / whole;
    const here = anyone ? aboard * share : people.filter(({ seat }) => (mask >> seat) & 1).length;
    const { own, made: machines } = livingIn(station, modules, here, aboard);
    const made = {
      unrest: Math.hypot(own, machines),
      analysed: inside.some((i) => analysed[i]),
      share,
    };
    known.set(mask, made);
    return made;
  };
}

/** Its nitrogen is measured, or what other gases leave of its pressure. */
function isAnalysed(sensors: Situation["station"]["sensors"], module: string): boolean {
  const has = (of: string) => sensors.some(({ quantity, module: at }) => quantity === of && at === module);
  return has("ppN2") || (has("pressure") && has("ppO2") && has("ppCO2"));
}
