/** What comes near the stations: messages and element sets in, approaches and their alarms out. */
export { readWatched } from "./folder.ts";
export { Sky } from "./sky.ts";
