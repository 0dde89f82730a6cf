/** The fold that every shell feeds: inputs in, events out. */
export type * from "./event.ts";
export { alarmCodes, interruptionCodes } from "./event.ts";
export type { Heard } from "./heard.ts";
export type * from "./input.ts";
export { createEngine, type Engine, restoreEngine, SnapshotError } from "./snapshot.ts";
export type { EngineOptions } from "./state.ts";
export { toWire, type WireQuantity } from "./wire.ts";
export { clock, isoTime, lasting } from "./words.ts";
