/** The archive in one file on this machine: DuckDB. */
export { type DuckArchiveOptions, openDuckArchive } from "./open.ts";
