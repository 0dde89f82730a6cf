/** The part of the log that needs no machine: what entries are, what follows from them, procedures. For browsers too. */
export * from "./entry/index.ts";
export type * from "./log.ts";
export * from "./procedure/index.ts";
export * from "./state/index.ts";
