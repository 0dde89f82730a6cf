import type { Fault } from "@hullwatch/core/document";
import Type from "typebox";
import { says, text, title } from "./words.ts";

/** One thing that is wrong with a message, and where; `says` for other languages: English patterns, {0}, {1} for their values. */
const phrase = Type.Object({ pattern: Type.String(), values: Type.Array(Type.Unknown()) });
const fault = Type.Unsafe<Fault>(
  Type.Object({
    ...{ line: Type.Integer(), column: Type.Integer(), path: Type.String() },
    ...{ found: Type.String(), expected: Type.String(), says: Type.Object({ found: phrase, expected: phrase }) },
  }),
);

/** What may hit, and what has hit. `text` is for people; what it was made from is kept whole, so that every centre has it. */
export const skyKinds = {
  /** A Conjunction Data Message as it came. With `fault` it could not be read: it is kept, and nothing follows from it. */
  "conjunction-message": {
    name: title,
    text,
    message: Type.String({ minLength: 1, maxLength: 150_000 }),
    says: Type.Optional(says),
    fault: Type.Optional(text),
    faults: Type.Optional(Type.Array(fault, { maxItems: 20 })),
  },
  /** What made a hole, weighed: the evidence file, and the answer as it was then. */
  "cause-weighed": {
    title,
    text,
    evidence: Type.String({ minLength: 1, maxLength: 60_000 }),
    answer: Type.Record(Type.String(), Type.Unknown()),
  },
};
