/** Is air being lost. */
export type { Found } from "./absorb.ts";
export { type Bin, binLength, emptyBin } from "./bin.ts";
export { type Brisk, copyOfBrisk, restart, startBrisk, stir, takeBrisk } from "./brisk.ts";
export { isFelt } from "./climate.ts";
export { isCoarse } from "./codes.ts";
export { copyOf, copyOfEach } from "./copy.ts";
export { acquit, dismiss, type Health, type Reading, roundingOf } from "./fusion.ts";
export { isGone, isRipe, type KnownLeak, leakOf, logOdds } from "./leak.ts";
export { middleOf } from "./middle.ts";
export { probabilityOf, thresholdOf, thresholdsFor } from "./odds.ts";
export { longer, placeOf } from "./offsets.ts";
export { type Basis, basisOf, detectable, horizons, type Sight } from "./promise.ts";
export {
  feel,
  frozenAfter,
  isFeedFrozen,
  isPossible,
  type Pulse,
  possible,
  pulseOf,
  silentAfter,
  standsStill,
  startVital,
  type Vital,
  vanishes,
} from "./pulse.ts";
export { type Drop, forget, grossFall, meanFall, plunged, type Recent, rapid, startRecent } from "./rapid.ts";
export { excessAtOnce, excessVariance, usualScatter } from "./scatter.ts";
export {
  carryOn,
  forget as forgetLeak,
  levelOf,
  patched,
  sharpen,
  takeFound,
  toldOf,
  track,
  unsettleLevel,
} from "./tracker.ts";
export { copyOfTracker, startTracker, type Tracker } from "./tracker-state.ts";
export { startWarmth, type Warmth, warm } from "./warmth.ts";
