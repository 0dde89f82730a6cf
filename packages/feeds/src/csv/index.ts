/** Recordings in long form (`time,parameter,value`), plain or gzipped. */
export { RecordingError, type Reject } from "./errors.ts";
export { excerpt } from "./excerpt.ts";
export { createReader, type Reader, type ReaderOptions } from "./reader.ts";
export { type Recording, readRecording } from "./recording.ts";
export { type Chunks, openSource, SourceError, unpacked } from "./source.ts";
export type { Tally } from "./tally.ts";
export { readTime } from "./time.ts";
