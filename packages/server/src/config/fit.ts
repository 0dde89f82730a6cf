import { choices } from "@hullwatch/core/phrase";
import type { TSchema } from "typebox";
import { Value } from "typebox/value";
import type { KeySchema } from "./keys.ts";

/** Something that the schema does not allow. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly isUnknownKey: boolean;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Everything in `value` that `schema` does not allow, one misfit a place. What is left out is no misfit. */
export function misfits(schema: KeySchema, value: unknown, path: Misfit["path"] = []): readonly Misfit[] {
  const here = [{ path, expected: expectation(schema, value), isUnknownKey: false }];
  const { properties, items } = schema;
  if (properties !== undefined) {
    if (!isMapping(value)) return here;
    return Object.entries(value).flatMap(([key, inner]) =>
      Object.hasOwn(properties, key)
        ? misfits(properties[key], inner, [...path, key])
        : [{ path: [...path, key], expected: choices(Object.keys(properties), key), isUnknownKey: true }],
    );
  }
  if (items !== undefined) {
    if (!Array.isArray(value)) return here;
    return value.flatMap((item, i) => [...missing(items, item, [...path, i]), ...misfits(items, item, [...path, i])]);
  }
  return Value.Check(schema as TSchema, value) ? [] : here;
}

/** A mapping in a list has no defaults: what it must hold has to be there. */
function missing(schema: KeySchema & { readonly required?: readonly string[] }, value: unknown, path: Misfit["path"]) {
  if (!isMapping(value)) return [];
  const absent = (schema.required ?? []).filter((key) => !Object.hasOwn(value, key));
  return absent.map((key) => ({ path, expected: `a mapping with ${key}`, isUnknownKey: false }));
}

/** What `schema` asks for, as the end of a sentence: "a whole number from 0 to 65535". */
export function expectation(schema: KeySchema, found?: unknown): string {
  const { type, minimum, maximum, enum: words } = schema;
  if (words !== undefined) return choices(words, found);
  if (schema.properties !== undefined) return "a mapping";
  if (schema.items !== undefined)
    return schema.items.properties === undefined ? "a list of texts" : "a list of mappings";
  if (type === "boolean") return "true or false";
  if (type === "integer") return `a whole number from ${minimum} to ${maximum}`;
  const pattern = (schema as { pattern?: string }).pattern;
  if (pattern !== undefined) return `text that fits ${pattern}`;
  return typeof found === "number" || typeof found === "boolean"
    ? `text, in quotes: "${found}"`
    : "text that is not empty";
}
