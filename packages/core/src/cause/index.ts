/** What may hit us next, and what hit us: conjunctions. */
export { type Assessment, assessCdm, assumedRadius, type RadiusFrom, type Shape } from "./conjunction/assess.ts";
export { fromAxes, inertialVelocity, rtnAxes, toAxes } from "./conjunction/frame.ts";
export { type Encounter, encounterOf, type UncertainState } from "./conjunction/plane.ts";
export {
  circleProbability,
  greatestProbability,
  type Passage,
  squareProbability,
  type Tilted,
  tiltedSquareProbability,
} from "./conjunction/probability.ts";
export {
  actionFor,
  type Level,
  leadTimes,
  levelOf,
  type Manoeuvre,
  manoeuvreWithin,
  type Shelter,
  shelterFor,
  shelters,
  thresholds,
} from "./conjunction/rule.ts";
export { type Trend, trendsOf } from "./conjunction/trend.ts";
export { type Doubt, doubtsAbout } from "./conjunction/validity.ts";
export type { Matrix6, Vec3 } from "./conjunction/vector.ts";
export { type Cdm, type CdmFrame, type CdmObject, parseCdm } from "./message/cdm.ts";
export type { Field } from "./message/field.ts";
export { newestOf, parseCatalogue } from "./orbit/catalogue.ts";
export type { Catalogue, ElementSet } from "./orbit/elements.ts";
export { type Orbit, orbitOf, propagate } from "./orbit/propagate.ts";
export { type Approach, type Box, type Companion, issBox } from "./screen/approach.ts";
export { type Screening, screen } from "./screen/screen.ts";
