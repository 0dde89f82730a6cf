/** The archive when scaled out: in PostgreSQL, for any number of processes. */
export { openPostgresArchive, type PostgresArchiveOptions, restorePostgresArchive } from "./open.ts";
