/** How a search goes when people follow the advice. */
export { type DrillResult, playDrill, type Said } from "./drill.ts";
