import { ArchiveError, DiskFullError, ReadOnlyError } from "../errors.ts";

/** What PostgreSQL says, by its name in this package. Errors that have a name keep it. */
export function archiveFault(error: unknown, where: string): Error {
  if (error instanceof Error && "code" in error && String(error.code).startsWith("HW_")) return error;
  const { code, message } = error as { code?: string; message?: string };
  // 53100 disk_full, 25006 read_only_sql_transaction (PostgreSQL 15, appendix A).
  if (code === "53100" || code === "ENOSPC") return new DiskFullError(where, { cause: error });
  if (code === "25006") return new ReadOnlyError(where, { cause: error });
  return new ArchiveError(`${where}: ${message || code || error}`, { cause: error });
}
