/** A file that is said to hold an incident does not. */
export class ExportError extends Error {
  override readonly name = "ExportError";
  readonly code = "HW_LOG_EXPORT";
}
