/** A stream or bucket that was made in another way than this program makes it. */
export class FleetSetupError extends Error {
  override readonly name = "FleetSetupError";
  readonly code = "HW_FLEET_SETUP";

  constructor(what: string, found: string, expected: string) {
    super(`${what}: found ${found}, expected ${expected}`);
  }
}

/** What this process was working on is another's now. */
export class TakenOverError extends Error {
  override readonly name = "TakenOverError";
  readonly code = "HW_TAKEN_OVER";

  constructor(partition: number) {
    super(`partition ${partition}: found it taken over, expected to work on it`);
  }
}
