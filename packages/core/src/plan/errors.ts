/** The station has more parts than a search can hold. */
export class PlanTooLargeError extends Error {
  override readonly name = "PlanTooLargeError";
  readonly code = "HW_PLAN_TOO_LARGE";

  constructor(found: number, most: number) {
    super(`found ${found} modules that hatches could part, expected at most ${most}`);
  }
}

/** What a file says of where leaks are likely cannot be used. */
export class PriorError extends Error {
  override readonly name = "PriorError";
  readonly code = "HW_PRIOR";
}
