/** What has the server kept of its stations: their files, and what their engines have said. */
export { Records } from "./database.ts";
export {
  Events,
  eventId,
  type PutEvent,
  type Said,
  type StoredEvent,
  type WireEvent,
} from "./events.ts";
export { type StationFile, StationFiles } from "./files.ts";
