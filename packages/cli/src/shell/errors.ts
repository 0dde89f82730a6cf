/** The command was used wrongly. Exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code = "HW_USAGE";
}

/** The input was read, and found wanting. Exit status 1. */
export class WantingError extends Error {
  override readonly name = "WantingError";
  readonly code = "HW_WANTING";
}

/** A place that does not take what is written to it: no folder, no right, a full disk. */
export const unwritable = (place: string, error: Error) =>
  new UsageError(`${place}: found ${error.message}, expected a place to write`);
