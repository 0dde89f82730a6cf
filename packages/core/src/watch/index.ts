/** Is air being lost. */
export { type Bin, binLength, emptyBin } from "./bin.ts";
export { acquit, dismiss, type Health, type Reading } from "./fusion.ts";
export { isRipe, type KnownLeak, leakOf, logOdds } from "./leak.ts";
export { probabilityOf, thresholdFor } from "./odds.ts";
export { feel, isPossible, type Pulse, pulseOf, standsStill, startVital, type Vital } from "./pulse.ts";
export { type Drop, forget, grossFall, meanFall, type Recent, rapid, startRecent } from "./rapid.ts";
export { carryOn, levelOf, patched, startTracker, type Tracker, track } from "./tracker.ts";
