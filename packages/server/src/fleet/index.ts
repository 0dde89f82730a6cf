/** Many stations, many machines: feeds into a stream, engines in workers behind it, servers that follow. */
export { FollowedStations } from "./followed.ts";
export { type Begun, beginIngest, beginWorker, fleetArchive, fleetBus } from "./open.ts";
export { fleetStore } from "./stored.ts";
