/** What is known of a station now? */
export { type HatchStates, levelOf, peopledVolume, sizeOf, volumes } from "./air.ts";
export { linkTrouble } from "./centres.ts";
export { type ListedStation, readStations, stationList } from "./list.ts";
export { LiveStation, type Snapshot } from "./live.ts";
export { hatchName, moduleName, personName, shipName } from "./names.ts";
export { ShownStation, type Timekeeper } from "./shown.ts";
export { groundOf, isTraining } from "./training.ts";
export type * from "./types.ts";
