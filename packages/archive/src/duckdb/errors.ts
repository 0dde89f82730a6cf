import { ArchiveError, DiskFullError, ReadOnlyError, StoreInUseError } from "../errors.ts";

const kinds: readonly [RegExp, (path: string, cause: unknown) => Error][] = [
  [/Could not set lock on file|Conflicting lock/i, (path, cause) => new StoreInUseError(path, { cause })],
  [
    /No space left on device|File too large|Disk quota exceeded|Could not write all bytes/i,
    (path, cause) => new DiskFullError(path, { cause }),
  ],
  [
    /Permission denied|Read-only file system|Operation not permitted|read-only mode/i,
    (path, cause) => new ReadOnlyError(path, { cause }),
  ],
];

/** What DuckDB says, by its name in this package: it gives words and no codes. Errors that have a name keep it. */
export function archiveFault(error: unknown, path: string): Error {
  if (error instanceof Error && "code" in error && String(error.code).startsWith("HW_")) return error;
  const words = error instanceof Error ? error.message : String(error);
  const kind = kinds.find(([pattern]) => pattern.test(words));
  return kind === undefined ? new ArchiveError(`${path}: ${words}`, { cause: error }) : kind[1](path, error);
}
