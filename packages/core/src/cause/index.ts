/** What may hit us next, and what hit us: fluxes, shields, risk, causes, jets, conjunctions. */
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
  type Aboard,
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
export { type PcAnswer, type PcContext, pcWire } from "./conjunction/wire.ts";
export {
  type Basis,
  debris,
  debrisFactor,
  earthFactors,
  FluxRangeError,
  type FluxTables,
  fluxOf,
  gruenFlux,
  meteoroidFactor,
  meteoroids,
  type Population,
  parseFluxTable,
} from "./flux/index.ts";
export { type Candidate, type Jet, type JetReading, jetCandidates } from "./jet/index.ts";
export { type Cdm, type CdmFrame, type CdmObject, parseCdm } from "./message/cdm.ts";
export type { Field } from "./message/field.ts";
export { newestOf, parseCatalogue } from "./orbit/catalogue.ts";
export type { Catalogue, ElementSet } from "./orbit/elements.ts";
export { type Orbit, orbitOf, propagate } from "./orbit/propagate.ts";
export {
  type Cause,
  type CauseAnswer,
  causeNames,
  causes,
  causeWire,
  type Evidence,
  MissingPriorError,
  type OfCauses,
  type Prior,
  parseEvidence,
  type Step,
  stationOfEvidence,
  type Weighing,
  weighCauses,
} from "./origin/index.ts";
export {
  assessRisk,
  type Expected,
  type ModuleRisk,
  type Risk,
  type RiskAnswer,
  type RiskFigures,
  type RiskQuestion,
  riskWire,
  type StationRisk,
} from "./risk/index.ts";
export { type Approach, type Box, type Companion, issBox } from "./screen/approach.ts";
export { type Screening, screen } from "./screen/screen.ts";
export { type ScreenAnswer, screenWire } from "./screen/wire.ts";
export { type Accuracy, accuracyOf, ballisticLimit, holeDiameter, type Impact, type Trust } from "./shield/index.ts";
