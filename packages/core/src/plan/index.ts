/** Which hatch next: the search for the leak, and nobody cut off from their ship. */
export { type BookOrder, type Order, planOneAtATime, planRuleBook } from "./by-module.ts";
export { PriorError } from "./errors.ts";
export type { Action, Outcome, Plan, PlanNode } from "./plan.ts";
export { parsePrior } from "./prior.ts";
export { mayOpen } from "./reopen.ts";
export { planReading, planSearch } from "./search-plan.ts";
export { defaultSettings, type Settings } from "./settings.ts";
export type { Situation } from "./situation.ts";
export { type Plans, planWire } from "./wire.ts";
