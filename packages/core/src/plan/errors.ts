/** What a file says of where leaks are likely cannot be used. */
export class PriorError extends Error {
  override readonly name = "PriorError";
  readonly code = "HW_PRIOR";
}
