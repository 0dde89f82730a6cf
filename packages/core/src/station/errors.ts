import { choice, englishOf, type Phrase, phrase } from "../phrase/index.ts";

/** An id was asked for that the station does not have. */
export class UnknownIdError extends Error {
  override readonly name = "UnknownIdError";
  readonly code = "HW_UNKNOWN_ID";
  readonly id: string;
  /** The message for those who say it in another language. */
  readonly says: Phrase;

  /** `kind` is what the id should name: "the id of a hatch". */
  constructor(id: string, kind: Phrase, known: readonly string[]) {
    const says = phrase`found ${JSON.stringify(id)}, expected ${choice(known, id, kind)}`;
    super(englishOf(says));
    this.says = says;
    this.id = id;
  }
}
