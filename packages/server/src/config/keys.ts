import { configSchema } from "./schema.ts";

/** As much of JSON Schema as the configuration uses. */
export interface KeySchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, KeySchema>>;
  readonly items?: KeySchema;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Never shown; may also be given as the path of a file that holds it: `<key>_file`. */
  readonly secret?: true;
}

export const root: KeySchema = configSchema as KeySchema;

/** One key that takes a value. */
export interface Key {
  /** `server.port` */
  readonly name: string;
  readonly path: readonly string[];
  /** `HULLWATCH_SERVER_PORT` */
  readonly variable: string;
  readonly schema: KeySchema;
}

/** Every key below `schema`, in the order of the schema. */
function keysOf(schema: KeySchema, path: readonly string[]): readonly Key[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const here = [...path, key];
    if (inner.properties !== undefined) return keysOf(inner, here);
    return [{ name: here.join("."), path: here, variable: `HULLWATCH_${here.join("_").toUpperCase()}`, schema: inner }];
  });
}

export const everyKey: readonly Key[] = keysOf(root, []);

/** Sections and keys that may stand in a file: of a secret also the path of the file that holds it. */
export function withSecretFiles(schema: KeySchema): KeySchema {
  if (schema.properties === undefined) return schema;
  const properties = Object.entries(schema.properties).flatMap(([key, inner]): [string, KeySchema][] =>
    inner.secret === true
      ? [
          [key, inner],
          [`${key}_file`, { type: "string" }],
        ]
      : [[key, withSecretFiles(inner)]],
  );
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** What holds where nothing is said. */
export function defaultsOf(schema: KeySchema): unknown {
  if (schema.properties === undefined) return structuredClone(schema.default);
  const entries = Object.entries(schema.properties).map(([key, inner]) => [key, defaultsOf(inner)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
