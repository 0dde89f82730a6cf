import type { TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";

/** What checks values against a schema. It is made when it is first asked: a start, of which there are three, needs few of them. */
export function checksOf<T extends TSchema>(schema: T): () => Validator<Record<never, never>, T> {
  let made: Validator<Record<never, never>, T> | undefined;
  return () => {
    made ??= Compile(schema);
    return made;
  };
}
