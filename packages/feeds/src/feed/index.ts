/** The one interface of every live source of telemetry, and what all of them share. */
export type { Clock, Feed, Link, News, Past, Sink, Source, Status, Told } from "./feed.ts";
export { rowsOfJson } from "./json.ts";
export { parseMap } from "./map.ts";
export { Names } from "./names.ts";
export { commonOptions, FeedOptionError, Options, type OptionTable } from "./options.ts";
export { recordingRow, recordingRows } from "./recording-rows.ts";
export type { Quality, Reading, SourceRow } from "./row.ts";
export { startFeed } from "./run.ts";
