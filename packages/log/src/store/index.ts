/** The log on disk. */
export { restoreLog } from "./backup.ts";
export { DiskLog } from "./disk-log.ts";
export { QueryError, StoreError } from "./errors.ts";
export { largestPage } from "./limits.ts";
