/** How do people learn on the station that they fly, without its being the one that they fly? */
export { tryAct } from "./acts.ts";
export { debriefOf } from "./debrief.ts";
export type { TrainingRecord } from "./record.ts";
export { Training, type TrainingScenario } from "./training.ts";
