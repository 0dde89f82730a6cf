import type { Fault } from "@hullwatch/core/document";
import { englishOf, type Phrase } from "@hullwatch/core/phrase";

/** A message that cannot be used: it is kept in the log as it came, and says what of it is wrong, and where. */
export class MessageError extends Error {
  override readonly name = "MessageError";
  readonly code = "HW_MESSAGE";
  readonly faults: readonly Fault[];

  constructor(message: string, faults: readonly Fault[]) {
    super(message);
    this.faults = faults;
  }
}

/** Element sets of which nothing can be worked out for this station. */
export class ElementsError extends Error {
  override readonly name = "ElementsError";
  readonly code = "HW_ELEMENTS";
  readonly says: Phrase;

  /** `more` stands behind it in English alone. */
  constructor(says: Phrase, more = "") {
    super(`${englishOf(says)}${more}`);
    this.says = says;
  }
}
