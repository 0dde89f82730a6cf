import Type from "typebox";
import { text, title } from "./words.ts";

/** What may hit, and what has hit. `text` is for people; what it was made from is kept whole, so that every centre has it. */
export const skyKinds = {
  /** A Conjunction Data Message as it came. With `fault` it could not be read: it is kept, and nothing follows from it. */
  "conjunction-message": {
    name: title,
    text,
    message: Type.String({ minLength: 1, maxLength: 150_000 }),
    fault: Type.Optional(text),
  },
  /** What made a hole, weighed: the evidence file, and the answer as it was then. */
  "cause-weighed": {
    title,
    text,
    evidence: Type.String({ minLength: 1, maxLength: 60_000 }),
    answer: Type.Record(Type.String(), Type.Unknown()),
  },
};
