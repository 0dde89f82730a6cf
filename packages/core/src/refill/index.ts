/** How the air is got back: which supply, in what order, how fast, within every limit on the way. */
export { ppO2Floor } from "./bounds.ts";
export { mixedWithin, planRefill } from "./plan.ts";
export type {
  Breach,
  CabinAir,
  FirstLimit,
  LedgerLine,
  ModuleAir,
  Refill,
  RefillAsked,
  RefillStep,
  Stop,
} from "./types.ts";
export { refillWire } from "./wire.ts";
