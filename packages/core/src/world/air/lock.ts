/** Crew locks: the part of a module that is pumped down alone, behind an inner hatch that no station file lists. */
import { cubicMetre } from "../../quantity/index.ts";
import type { Station } from "../../station/index.ts";
import type { Happening, Scenario } from "../scenario/index.ts";

const lockOf = (module: string) => `${module}/lock`;

/** The station with every lock as a module of its own, after those of the file, and the scenario that speaks of them so. */
export function withLocks(station: Station, scenario: Scenario): { station: Station; scenario: Scenario } {
  const sizes = new Map<string, number>();
  const happenings = scenario.happenings.map((h): Happening => {
    if (h.kind !== "airlock" || h.volume === null) return h;
    sizes.set(h.module, h.volume);
    return { ...h, module: lockOf(h.module), reported: false };
  });
  const whole = station.modules.map((m) => ({ ...m, volume: cubicMetre(m.volume - (sizes.get(m.id) ?? 0)) }));
  const locks = [...sizes].map(([id, volume]) => ({ id: lockOf(id), name: lockOf(id), volume: cubicMetre(volume) }));
  const doors = [...sizes.keys()].map((id) => ({
    ...{ id: lockOf(id), between: [id, lockOf(id)] as const },
    ...{ state: "open" as const, closeTime: scenario.duration, openTime: scenario.duration, operable: true },
  }));
  return {
    station: { ...station, modules: [...whole, ...locks], hatches: [...station.hatches, ...doors] },
    scenario: { ...scenario, happenings },
  };
}
