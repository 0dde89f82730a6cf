/** What is to be done in turn, and whether telemetry shows that it was. */
export { factsNow } from "./facts.ts";
export { type KnownProcedure, Library } from "./library.ts";
