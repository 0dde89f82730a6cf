/** What flies about: meteoroids and debris by size, speed and direction. */
export { type Basis, debris, debrisValidity } from "./debris.ts";
export {
  type Arrival,
  debrisFactor,
  debrisOnFace,
  meteoroidFactor,
  orbitalSpeed,
} from "./direction.ts";
export { FluxRangeError } from "./errors.ts";
export { earthFactors, gruenFlux } from "./gruen.ts";
export { meteoroids } from "./meteoroid.ts";
export { type Band, fluxOf, noteOf, type OrbitAndYear, type Population, year } from "./population.ts";
export { type FluxTables, parseFluxTable, withTable } from "./table.ts";
