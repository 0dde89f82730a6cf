/** What a scenario file says, checked and in SI. */
export { parseScenario, stationOfScenario } from "./read.ts";
export { usualAir } from "./read-air.ts";
export type {
  AirState,
  Co2Removal,
  Delivery,
  Fan,
  Fault,
  Gap,
  Happening,
  Leak,
  LifeSupport,
  OxygenGenerator,
  Scenario,
  Span,
  Ventilation,
} from "./types.ts";
