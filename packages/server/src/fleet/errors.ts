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

/** A stream that is gone, or was made anew, while this process worked with it: nothing that it knows of positions holds. */
export class StreamLostError extends Error {
  override readonly name = "StreamLostError";
  readonly code = "HW_STREAM_LOST";

  constructor(stream: string, made: string | null, expected: string) {
    super(`${stream}: found ${made === null ? "no such stream" : `one made ${made}`}, expected that made ${expected}`);
  }
}

/** A message in a stream that nobody can read, and that will be no better the next time. */
export class UnreadableMessageError extends Error {
  override readonly name = "UnreadableMessageError";
  readonly code = "HW_UNREADABLE_MESSAGE";

  constructor(found: string, expected: string) {
    super(`found a message with ${found}, expected ${expected}`);
  }
}
