/** What a leak's jet does to the attitude, by the module it is in. */
export { type Candidate, type Jet, type JetReading, jetCandidates } from "./candidates.ts";
