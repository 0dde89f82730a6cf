/** What made this hole: causes weighed by the evidence. */
export { type Cause, causeNames, causes, type OfCauses } from "./causes.ts";
export type { Evidence } from "./evidence.ts";
export { parseEvidence, stationOfEvidence } from "./parse.ts";
export { MissingPriorError, type Prior } from "./priors.ts";
export { type Step, type Weighing, weighCauses } from "./weigh.ts";
export { type CauseAnswer, causeWire } from "./wire.ts";
