import * as v from "valibot";
import { choices } from "./suggest.ts";

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
 * What `schema` asks for, as the end of a sentence: "a number above 0". A `description` in the schema is taken as it
 * stands. `found` is the value in its place, for a "did you mean".
 */
export function expectation(schema: Schema, found: unknown): string {
  const description = v.getDescription(schema);
  const unquoted = schema.type === "string" && (typeof found === "number" || typeof found === "boolean");
  if (unquoted) return `${description ?? "text"}, in quotes: "${found}"`;
  if (description !== undefined) return description;
  switch (schema.type) {
    case "string":
      return "text";
    case "number":
      return demands(schema.pipe?.some(({ type }) => type === "integer") ? "a whole number" : "a number", schema);
    case "boolean":
      return "true or false";
    case "literal":
      return schema.literal;
    case "picklist":
      return choices(schema.options, found);
    case "array":
      return demands("a list", schema);
    case "strict_tuple":
      return `a list of ${schema.items.length}`;
    case "union":
      return schema.options.map((option) => expectation(option, found)).join(" or ");
    case "exact_optional":
      return expectation(schema.wrapped, found);
    default:
      return "a mapping";
  }
}

const limits: Readonly<Record<string, string>> = {
  gt_value: "above",
  min_value: "of at least",
  min_length: "of at least",
  max_value: "at most",
};

/** "a number above 0 and at most 10" */
function demands(what: string, { pipe = [] }: Schema): string {
  const all = pipe.flatMap(({ type, requirement }) => (type in limits ? [`${limits[type]} ${requirement}`] : []));
  return all.length === 0 ? what : `${what} ${all.join(" and ")}`;
}
