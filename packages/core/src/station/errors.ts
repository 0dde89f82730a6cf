import { choices } from "../document/index.ts";

/** An id was asked for that the station does not have. */
export class UnknownIdError extends Error {
  override readonly name = "UnknownIdError";
  readonly code = "HW_UNKNOWN_ID";
  readonly id: string;

  /** `kind` is what the id should name: "the id of a hatch". */
  constructor(id: string, kind: string, known: readonly string[]) {
    super(`found ${JSON.stringify(id)}, expected ${choices(known, id, kind)}`);
    this.id = id;
  }
}
