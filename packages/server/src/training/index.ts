/** How do people learn on the station that they fly, without its being the one that they fly? */
export { tryAct } from "./acts.ts";
export { debriefOf, type LeakDebrief, type Step } from "./debrief.ts";
export type { Injected, TrainingRecord } from "./record.ts";
export { Training, type TrainingScenario } from "./training.ts";
