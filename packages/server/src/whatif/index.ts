/** What if this hatch were closed, this gas let in, this hole open? */
export type { PlanAsked, RefillQuestion, ReserveQuestion, Situated } from "./questions.ts";
export { WhatIf } from "./whatif.ts";
