import type { TSchema } from "typebox";
import type { Path } from "./path.ts";
import { choices } from "./suggest.ts";

/** The JSON Schema keywords that the schemas of our files use. */
export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema | readonly Schema[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** A typebox schema is plain JSON Schema; this is its view by keyword. */
export const plainSchema = (schema: TSchema) => schema as Schema;

/** The part of `schema` that speaks of the value at `path`; undefined where none does. */
export function schemaAt(schema: Schema | undefined, path: Path): Schema | undefined {
  return path.reduce<Schema | undefined>((here, step) => {
    if (here === undefined) return undefined;
    if (typeof step === "number") return Array.isArray(here.items) ? here.items[step] : (here.items as Schema);
    if (here.properties !== undefined && Object.hasOwn(here.properties, step)) return here.properties[step];
    return Object.values(here.patternProperties ?? {})[0];
  }, schema);
}

/**
 * What `schema` asks for, as the end of a sentence: "a number above 0". A `description` in the schema is taken as it
 * stands. `found` is the value in its place, for a "did you mean".
 */
export function expectation(schema: Schema | undefined, found: unknown): string {
  const unquoted = schema?.type === "string" && (typeof found === "number" || typeof found === "boolean");
  if (unquoted) return `${schema.description ?? "text"}, in quotes: "${found}"`;
  if (schema?.description !== undefined) return schema.description;
  const words = allowed(schema);
  if (words !== undefined) return choices(words, found);
  switch (schema?.type) {
    case "number":
      return `a number${bounds(schema)}`;
    case "integer":
      return `a whole number${bounds(schema)}`;
    case "string":
      return "text";
    case "boolean":
      return "true or false";
    case "array":
      return list(schema);
    case "object":
      return "a mapping";
    default:
      return [...new Set(schema?.anyOf?.map((branch) => expectation(branch, found)))].join(" or ");
  }
}

/** The values of an enumeration, however it is written; undefined for anything else. */
function allowed(schema: Schema | undefined): string[] | undefined {
  if (schema?.const !== undefined) return [String(schema.const)];
  if (schema?.enum !== undefined) return schema.enum.map(String);
  const branches = schema?.anyOf?.map(allowed);
  return branches?.every((words) => words !== undefined) ? branches.flat() : undefined;
}

function bounds(schema: Schema): string {
  const low = schema.exclusiveMinimum ?? schema.minimum;
  const high = schema.exclusiveMaximum ?? schema.maximum;
  const above = schema.exclusiveMinimum === undefined ? `of at least ${low}` : `above ${low}`;
  const below = schema.exclusiveMaximum === undefined ? `at most ${high}` : `below ${high}`;
  if (low !== undefined && high !== undefined) return ` ${above} and ${below}`;
  if (low !== undefined) return ` ${above}`;
  return high === undefined ? "" : ` of ${below}`;
}

function list({ items, minItems }: Schema): string {
  if (Array.isArray(items)) return `a list of ${items.length}`;
  return minItems === undefined ? "a list" : `a list of at least ${minItems}`;
}
