import type { Station } from "../station/index.ts";
import { sealsAge } from "./assumptions.ts";

/** (-) Of the mean weight: no module is so sound that no reading could show a leak there. */
const least = 1e-3;

/**
 * Weight (-) of each module before anything is known, in the order of the station file: `leakPrior` where the module has it,
 * otherwise the two-thirds power of its volume, as the area of its hull goes, times 1 + (age of its seals)/`sealsAge` where the
 * file tells that. A weight of 0 counts as a thousandth of the mean.
 */
export function priorOf({ modules }: Station): ReadonlyMap<string, number> {
  const weights = modules.map(
    ({ volume, sealAge = 0, leakPrior = volume ** (2 / 3) * (1 + sealAge / sealsAge) }) => leakPrior,
  );
  const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
  return new Map(modules.map(({ id }, i) => [id, mean > 0 ? Math.max(weights[i], least * mean) : 1]));
}

/** The station with these weights (-) for those of its file; a module that is not named has weight 0. */
export const withPrior = (station: Station, prior: ReadonlyMap<string, number>): Station => ({
  ...station,
  modules: station.modules.map((m) => ({ ...m, leakPrior: prior.get(m.id) ?? 0 })),
});
