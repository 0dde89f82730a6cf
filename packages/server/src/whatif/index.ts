/** What if this hatch were closed, this gas let in, this hole open? */
export type { RiskAsked } from "./hull.ts";
export { Kept } from "./kept.ts";
export type { Situated } from "./questions.ts";
export { WhatIf } from "./whatif.ts";
