import * as v from "valibot";
import { choice, englishOf, type Phrase } from "../phrase/index.ts";
import { expectation, type Schema } from "./expectation.ts";
import { type Path, valueAt } from "./path.ts";

/** Something in a value that its schema does not allow. */
export interface Misfit {
  readonly path: Path;
  readonly expected: Phrase;
  readonly isUnknownKey: boolean;
}

/**
 * Everything in `value` that `schema` does not allow, one misfit a place. The walk is ours and valibot judges what it
 * meets: by itself it takes a list for a mapping and reports no more than the first unknown key.
 */
export function misfits(schema: Schema, value: unknown, path: Path = []): Misfit[] {
  const here = () => [{ path, expected: expectation(schema, value), isUnknownKey: false }];
  const inside = (inner: Schema, step: string | number) => misfits(inner, valueAt(value, [step]), [...path, step]);
  switch (schema.type) {
    case "exact_optional":
      return value === undefined ? [] : misfits(schema.wrapped, value, path);
    case "strict_object": {
      if (!isMapping(value)) return here();
      const known = Object.keys(schema.entries).flatMap((key) => inside(schema.entries[key], key));
      return [...known, ...unknownKeys(Object.keys(schema.entries), value, path)];
    }
    case "record":
      return isMapping(value) ? Object.keys(value).flatMap((key) => inside(schema.value, key)) : here();
    case "array":
      return isFitList(schema, value) ? value.flatMap((_, i) => inside(schema.item, i)) : here();
    case "strict_tuple": {
      if (!Array.isArray(value)) return here();
      const items = schema.items.slice(0, value.length).flatMap(inside);
      return value.length === schema.items.length ? items : [...here(), ...items];
    }
    case "variant":
      return value instanceof Object ? variantMisfits(schema, value, path) : here();
    case "union":
      return schema.options.some((option) => misfits(option, value).length === 0) ? [] : here();
    default:
      return isFitLeaf(schema, value) ? [] : here();
  }
}

/** Of mappings that are told apart by a key only the faults of the one that was meant; where none was, the key's. */
function variantMisfits({ key, options }: Extract<Schema, { type: "variant" }>, value: object, path: Path): Misfit[] {
  const kind = valueAt(value, [key]);
  const meant = options.find(({ entries }) => v.is(entries[key], kind));
  if (meant !== undefined) return misfits(meant, value, path);
  const kinds = options.map(({ entries }) => englishOf(expectation(entries[key], undefined)));
  return misfits(v.picklist(kinds), kind, [...path, key]);
}

export const isMapping = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a list is all that is asked of it as a whole, whatever its items. */
const isFitList = (schema: Schema, value: unknown): value is unknown[] =>
  v.safeParse(schema, value).issues?.every((issue) => issue.path !== undefined) ?? true;

/** No number of a file may be infinite (.inf, 1e999), which valibot lets pass. */
const isFitLeaf = (schema: Schema, value: unknown) =>
  v.is(schema, value) && (typeof value !== "number" || Number.isFinite(value));

function unknownKeys(known: readonly string[], value: object, path: Path): Misfit[] {
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  return unknown.map((key) => ({ path: [...path, key], expected: choice(known, key), isUnknownKey: true }));
}
