import type { Station } from "../station/index.ts";

/** A module of a station file that says how apt it is to leak, against the other modules. */
interface Weighted {
  readonly leakPrior?: number;
}

/**
 * Weight (-) of each module before anything is known, in the order of the station file: `leakPrior` where the module has it,
 * otherwise the two-thirds power of its volume, as the area of its hull goes.
 */
export const priorOf = (station: Station): ReadonlyMap<string, number> =>
  new Map(station.modules.map((m) => [m.id, (m as Weighted).leakPrior ?? m.volume ** (2 / 3)]));
