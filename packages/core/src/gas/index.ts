/** Cabin air as an ideal gas: what is in it, how it leaves through a hole, how long it lasts, how it is shared. */
export { airWithOxygen, dryAir, type GasProperties, gasProperties } from "./air.ts";
export { type HeldVolume, isolatedFall, joinedAmounts, joinedPressure, joinedTemperature } from "./balance.ts";
export { adiabaticBlowdown, adiabaticBlowdownTime, isothermalBlowdown, isothermalBlowdownTime } from "./blowdown.ts";
export { GasRangeError } from "./errors.ts";
export {
  effectiveArea,
  effectiveDiameter,
  holeArea,
  massFlowOfFall,
  massOfGas,
  pressureFall,
  timeConstant,
} from "./leak.ts";
export {
  type Feed,
  feedOf,
  type LimitTimes,
  type LivedInAir,
  pressureOfFlow,
  type ReserveLimit,
  type ReserveLimits,
  reserveTimesLivedIn,
  supplyGasConstant,
  supplyOxygen,
} from "./lived-in.ts";
export {
  type Amounts,
  amountsAt,
  heatCapacityRatio,
  massOfAmounts,
  meanMolarMass,
  molarMass,
  moleFractions,
  type PartialPressures,
  partialPressures,
  pressureOfAmounts,
  R,
  type Species,
  species,
  specificGasConstant,
  totalAmount,
} from "./mixture.ts";
export {
  chokedFlow,
  criticalFlowFactor,
  criticalPressureRatio,
  type GasState,
  orificeFlow,
  vacuum,
} from "./orifice.ts";
export {
  type FedLeak,
  fallOfT1mm,
  feedPressure,
  reserveTimeExponential,
  reserveTimeFed,
  reserveTimeLinear,
  reserveTimeT1mm,
  t1mmOfFall,
} from "./reserve.ts";
export { freeExpansionThrust, jetThrust } from "./thrust.ts";
