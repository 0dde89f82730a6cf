import * as v from "valibot";
import { choice, type Phrase, phrase, verbatim } from "../phrase/index.ts";

/** The kinds of valibot schema that describe a file, by `type`, with what the check and its messages need of each. */
export type Schema = v.GenericSchema & { readonly pipe?: readonly Action[] } & (
    | { readonly type: "string" | "number" | "boolean" }
    | { readonly type: "literal"; readonly literal: string }
    | { readonly type: "picklist"; readonly options: readonly string[] }
    | { readonly type: "array"; readonly item: Schema }
    | { readonly type: "strict_tuple"; readonly items: readonly Schema[] }
    | { readonly type: "record"; readonly value: Schema }
    | Mapping
    | { readonly type: "exact_optional"; readonly wrapped: Schema }
    | { readonly type: "variant"; readonly key: string; readonly options: readonly Mapping[] }
    | { readonly type: "union"; readonly options: readonly Schema[] }
  );

/** The schema of a mapping that knows all its keys. */
export type Mapping = v.StrictObjectSchema<Readonly<Record<string, Schema>>, undefined>;

/** A demand beyond the type: `{ type: "min_value", requirement: 0 }`. */
interface Action {
  readonly type: string;
  readonly requirement?: unknown;
}

/**
 * What `schema` asks for, as the end of a sentence: "a number above 0". What `asks` has put
 * into the schema goes before that. `found` is the value in its place, for a "did you mean".
 */
export function expectation(schema: Schema, found: unknown): Phrase {
  const { asks: asked } = v.getMetadata(schema) as { readonly asks?: Phrase };
  const unquoted = schema.type === "string" && (typeof found === "number" || typeof found === "boolean");
  if (unquoted) return phrase`${asked ?? phrase`text`}, in quotes: "${String(found)}"`;
  if (asked !== undefined) return asked;
  switch (schema.type) {
    case "string":
      return phrase`text`;
    case "number":
      return demands(
        schema.pipe?.some(({ type }) => type === "integer") ? phrase`a whole number` : phrase`a number`,
        schema,
      );
    case "boolean":
      return phrase`true or false`;
    case "literal":
      return verbatim(schema.literal);
    case "picklist":
      return choice(schema.options, found);
    case "array":
      return demands(phrase`a list`, schema);
    case "strict_tuple":
      return phrase`a list of ${schema.items.length}`;
    case "union":
      return schema.options.map((option) => expectation(option, found)).reduce((a, b) => phrase`${a} or ${b}`);
    case "exact_optional":
      return expectation(schema.wrapped, found);
    default:
      return phrase`a mapping`;
  }
}

/** For the pipe of a schema: what it asks for, where that is more than its type says. */
export const asks = <T>(what: Phrase) => v.metadata<T, { readonly asks: Phrase }>({ asks: what });

const limits: Readonly<Record<string, (what: Phrase, x: number) => Phrase>> = {
  gt_value: (what, x) => phrase`${what} above ${x}`,
  min_value: (what, x) => phrase`${what} of at least ${x}`,
  min_length: (what, x) => phrase`${what} of at least ${x}`,
  max_value: (what, x) => phrase`${what} at most ${x}`,
};

/** "a number above 0 and at most 10" */
function demands(what: Phrase, { pipe = [] }: Schema): Phrase {
  const all = pipe.filter(({ type }) => type in limits);
  return all.reduce(
    (said, { type, requirement }, i) => limits[type](i === 0 ? said : phrase`${said} and`, Number(requirement)),
    what,
  );
}
