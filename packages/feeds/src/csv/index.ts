/** Recordings in long form (`time,parameter,value`), plain or gzipped. */
export { RecordingError, type Reject } from "./errors.ts";
export { excerpt } from "./excerpt.ts";
export { createReader, type Reader, type ReaderOptions, readerOf } from "./reader.ts";
export { type Recording, readRecording } from "./recording.ts";
export { createRows, type Fault, type Rows } from "./rows.ts";
export { type Chunks, openSource, SourceError, unpacked } from "./source.ts";
export { emptyTally, type Tally } from "./tally.ts";
export { readTime } from "./time.ts";
