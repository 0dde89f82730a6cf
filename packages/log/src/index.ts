/** The shared log: entries that are only ever added, and what follows from them. */
export { CanonicalError, canonical, digestOf, hashOf, linkHash, noPrevious, sha256Of } from "./chain/index.ts";
export type { WallClock } from "./clock.ts";
export * from "./entry/index.ts";
export {
  FileContentError,
  FileMissingError,
  type Files,
  FileTooLargeError,
  FileTypeError,
  ImageError,
  type StoredFile,
} from "./files/index.ts";
export { type LiveState, liveState } from "./live.ts";
export type * from "./log.ts";
export { type LogOptions, openLog } from "./open.ts";
export * from "./procedure/index.ts";
export * from "./report/index.ts";
export * from "./state/index.ts";
export { QueryError, restoreLog, StoreError } from "./store/index.ts";
