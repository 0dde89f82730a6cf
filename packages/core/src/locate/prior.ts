import type { Station } from "../station/index.ts";

/**
 * Weight (-) of each module before anything is known, in the order of the station file: `leakPrior` where the module has it,
 * otherwise the two-thirds power of its volume, as the area of its hull goes.
 */
export const priorOf = ({ modules }: Station): ReadonlyMap<string, number> =>
  new Map(modules.map(({ id, volume, leakPrior = volume ** (2 / 3) }) => [id, leakPrior]));
