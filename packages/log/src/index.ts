/** The shared log: entries that are only ever added, and what follows from them. */
export * from "./entry/index.ts";
export type * from "./log.ts";
export * from "./state/index.ts";
