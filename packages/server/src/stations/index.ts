/** What is known of every station now: rows in, engine, events out, and all of it again after a crash. */
export { isReport, RowCheck, type SentRow } from "./rows.ts";
export type { AlarmNews, News, StationRun } from "./station-run.ts";
export { Stations } from "./stations.ts";
export { startView, takeEvent, type View } from "./view.ts";
