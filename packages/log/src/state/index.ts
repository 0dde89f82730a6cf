/** What follows from the log: pure, for Node and the browser. */
export { rank } from "./alarm.ts";
export { type AlarmState, acknowledgementOf, alarmStateOf, type Party } from "./alarm-state.ts";
export { Fold, stateOf } from "./fold.ts";
export { effective, type SaidOf } from "./said.ts";
export type * from "./types.ts";
