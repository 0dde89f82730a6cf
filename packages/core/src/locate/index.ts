/** In which module is the leak. */
export { air, lived, missRate, nitrogen, opening } from "./assumptions.ts";
export { wanderOf } from "./blind.ts";
export { flowSeen, searched, type TorqueClue, torqueEvidence, torqueSeen } from "./clues.ts";
export type { PartMinute } from "./filter.ts";
export {
  followMinute,
  isReadFor,
  type Locator,
  likelyFlow,
  moveHatches,
  type Prospect,
  patchModule,
  prospectsOf,
  type Situation,
  startLocator,
} from "./locator.ts";
export type { Flow } from "./normal.ts";
export { priorOf, withPrior } from "./prior.ts";
export { livingIn, oxygenFall, unrestOf } from "./unrest.ts";
export { type Finding, findingOf } from "./verdict.ts";
