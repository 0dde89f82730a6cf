import { type Phrase, type Refusal, refusalOf } from "../../phrase/index.ts";

/** Something that cannot be done to this world as it is now. */
export class InjectionError extends Error {
  override readonly name = "InjectionError";
  readonly code = "HW_INJECTION";
  readonly faults: readonly Refusal[];

  constructor(what: string, found: Phrase, expected: Phrase) {
    const fault = refusalOf(what, found, expected);
    super(`${what}: found ${fault.found}, expected ${fault.expected}`);
    this.faults = [fault];
  }
}
