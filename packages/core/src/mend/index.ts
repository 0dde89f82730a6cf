/** Does the patch hold. */
export type { AirMinute } from "./air.ts";
export {
  adiabatic,
  air as checkAir,
  defaultResidual,
  grossFactor,
  outgassing as checkOutgassing,
} from "./assumptions.ts";
export {
  type Check,
  followCheck,
  isLost,
  leakSeen,
  passesRule,
  questionOf,
  silenceOf,
  startCheck,
  upperFlow,
} from "./check.ts";
export { betterBy, type Opening, openingOf, repairText, timeConstantOf } from "./hold.ts";
export {
  type Attachment,
  AttachmentError,
  actOnHole,
  attach,
  cureLeft,
  curingLayers,
  type Hole,
  type HoleAct,
  type HoleEntry,
  type HoleState,
  isHash,
  lastWork,
  mayLeak,
  startHole,
} from "./hole.ts";
export { type Checked, expectedBreath, flowOfMass, massOfFlow, type PlannedSensor } from "./model.ts";
export { type CheckPlan, planCheck, stillNeeded } from "./plan.ts";
export { vestibule, vestibuleProves } from "./rule.ts";
export type { Question, Verdict } from "./sequential.ts";
export { type GaugeRun, isStill, repeats, startRun } from "./still.ts";
