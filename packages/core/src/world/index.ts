/** The simulator: a scenario becomes a recording, with the truth beside it; a known leak is put into a recording. */
export { type Drill, type Order, startDrill } from "./drill.ts";
export { Exercise, type ExerciseFile, type Injection, InjectionError, type Piece } from "./exercise/index.ts";
export { type InjectedLeak, inject } from "./inject/index.ts";
export type { Scenario } from "./scenario/index.ts";
export { parseScenario, stationOfScenario } from "./scenario/index.ts";
export { type Row, recordingHead, rowWriter } from "./signal/index.ts";
export { simulate } from "./simulate.ts";
export type { LeakTruth, StateTruth, TruthEntry } from "./truth.ts";
