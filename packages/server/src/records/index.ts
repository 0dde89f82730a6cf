/** What has the server kept of its stations: their files, and what their engines have said. */
export { Records } from "./database.ts";
export { Events, eventId } from "./events.ts";
export { type StationFile, StationFiles } from "./files.ts";
export type { PutEvent, Said, StoredEvent, WireEvent } from "./row.ts";
