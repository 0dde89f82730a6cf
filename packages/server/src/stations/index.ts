/** What is known of every station now: rows in, engine, events out, and all of it again after a crash. */
export { Engines } from "./engines.ts";
export { isReport, RowCheck, type SentRow } from "./rows.ts";
export { nothingSaved, readSaved, type Saved, savedText } from "./saved.ts";
export { type AlarmNews, type News, StationRun, type Surroundings } from "./station-run.ts";
export { Stations } from "./stations.ts";
export type { View } from "./view.ts";
