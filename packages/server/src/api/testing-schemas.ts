/** Values that fit a schema of the OpenAPI, and values that do not. */
import fc from "fast-check";

/** As much of JSON Schema as the API uses. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

const moments = fc
  .date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((d) => d.toISOString());

function texts({ pattern, format, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format === "date-time") return moments;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= maxLength);
  const length = { minLength, maxLength: Math.min(maxLength, minLength + 40) };
  return fc.oneof(
    fc.string(length),
    fc.string({ ...length, unit: "grapheme" }).filter((text) => text.length <= maxLength),
  );
}

function objects({ properties = {}, required = [], patternProperties, additionalProperties }: Schema) {
  const named = Object.entries(properties);
  if (named.length > 0) {
    const fields = Object.fromEntries(named.map(([name, schema]) => [name, arbitraryOf(schema)]));
    return fc.record(fields, { requiredKeys: [...required] });
  }
  const more =
    typeof additionalProperties === "object" ? additionalProperties : Object.values(patternProperties ?? {})[0];
  const value = more === undefined ? fc.jsonValue() : arbitraryOf(more);
  return fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), value, { maxKeys: 3, noNullPrototype: true });
}

/** Values that fit. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(arbitraryOf));
  const { minimum, maximum, exclusiveMinimum, minItems = 0, maxItems = 4, items = {} } = schema;
  switch (schema.type) {
    case "string":
      return texts(schema);
    case "integer":
      return fc.integer({ min: minimum ?? -1000, max: Math.min(maximum ?? 1_000_000, 2_000_000) });
    case "number":
      return fc.double({
        min: minimum ?? exclusiveMinimum ?? -1e6,
        max: maximum ?? 1e6,
        noNaN: true,
        minExcluded: exclusiveMinimum !== undefined,
      });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(arbitraryOf(items), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) });
    case "object":
      return objects(schema);
    default:
      return fc.jsonValue();
  }
}
