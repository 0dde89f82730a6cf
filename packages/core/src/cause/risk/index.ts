/** What may go through the hull, module by module. */
export {
  assessRisk,
  type ModuleRisk,
  populationsOf,
  type Risk,
  type RiskQuestion,
  type StationRisk,
} from "./assess.ts";
export type { Expected } from "./expected.ts";
export { type AccuracyAnswer, accuracyWire, type RiskAnswer, type RiskFigures, riskWire } from "./wire.ts";
