/** What is known of every station now: rows in, engine, events out, and all of it again after a crash. */
export { Engines } from "./engines.ts";
export { StationIdError, UnknownStationError } from "./errors.ts";
export type { Held, HeldStations, ServedStore } from "./held.ts";
export { isReport, RowCheck, type SentRow } from "./rows.ts";
export { nothingSaved, readSaved, type Saved, savedText } from "./saved.ts";
export { type News, StationRun, type Surroundings } from "./station-run.ts";
export { Stations } from "./stations.ts";
export { type AlarmNews, takeSaid } from "./told.ts";
export { startView, takeEvent, takeRow, type View } from "./view.ts";
