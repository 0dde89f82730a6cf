import type { TSchema } from "typebox";
import { Settings } from "typebox/system";
import { Errors } from "typebox/value";
import { expectation, plainSchema, type Schema, schemaAt } from "./expectation.ts";
import { type Path, pathOf, valueAt } from "./path.ts";
import { choices } from "./suggest.ts";

/** Something in a value that its schema does not allow. */
export interface Misfit {
  readonly path: Path;
  readonly expected: string;
  /** A missing key is told where its mapping begins; an unknown one where the key stands. */
  readonly kind: "missing key" | "unknown key" | "value";
}

/** Everything in `value` that `schema` does not allow, one misfit a place. */
export function misfits(schema: TSchema, value: unknown): Misfit[] {
  const errors = allErrors(schema, value);
  const plain = plainSchema(schema);
  const found: Misfit[] = [];
  const forks: Path[] = [];
  for (const error of errors) {
    const path = pathOf(error.instancePath, value);
    if (error.keyword === "anyOf") forks.push(path);
    else if (error.keyword === "additionalProperties") found.push(...unknownKeys(plain, path, error.params));
    else if (error.keyword === "required") found.push(...missingKeys(plain, path, error.params));
    // "boolean" is an unknown key, said once more, or one item too many in a list of fixed length.
    else if (error.keyword !== "boolean") found.push(misfit(plain, value, path));
    else if (typeof path.at(-1) === "number") found.push(misfit(plain, value, path.slice(0, -1)));
  }
  const outermost = forks.filter((fork) => !forks.some((other) => other.length < fork.length && isWithin(fork, other)));
  const outside = found.filter(({ path }) => !outermost.some((fork) => isWithin(path, fork)));
  const inside = outermost.flatMap((fork) => forkMisfits(schemaAt(plain, fork), value, fork));
  return onePerPlace([...outside, ...inside]);
}

/** typebox stops after 8 errors unless told otherwise; the setting is its only way, so it is put back at once. */
function allErrors(schema: TSchema, value: unknown) {
  const { maxErrors } = Settings.Get();
  Settings.Set({ maxErrors: Number.POSITIVE_INFINITY });
  try {
    return Errors(schema, value);
  } finally {
    Settings.Set({ maxErrors });
  }
}

const isWithin = (path: Path, outer: Path) => outer.every((step, i) => path[i] === step);

function misfit(schema: Schema, value: unknown, path: Path): Misfit {
  return { path, expected: expectation(schemaAt(schema, path), valueAt(value, path)), kind: "value" };
}

function unknownKeys(schema: Schema, path: Path, { additionalProperties }: { additionalProperties: string[] }) {
  const fitting = Object.keys(schemaAt(schema, path)?.properties ?? {});
  return additionalProperties.map((key) => {
    return { path: [...path, key], expected: choices(fitting, key), kind: "unknown key" } as const;
  });
}

function missingKeys(schema: Schema, path: Path, { requiredProperties }: { requiredProperties: string[] }) {
  return requiredProperties.map((key) => {
    const missing = [...path, key];
    return { path: missing, expected: expectation(schemaAt(schema, missing), undefined), kind: "missing key" } as const;
  });
}

/**
 * The misfits where a schema forks. Mappings that differ by a key of fixed value (`kind: leak`) are told apart by it, so
 * that only the faults of the branch that was meant are reported; any other fork is one misfit.
 */
function forkMisfits(fork: Schema | undefined, whole: unknown, path: Path): Misfit[] {
  const value = valueAt(whole, path);
  const branches = fork?.anyOf ?? [];
  const key = tellingKey(branches);
  const one = { path, expected: expectation(fork, value), kind: "value" } as const;
  if (key === undefined || typeof value !== "object" || value === null) return [one];
  const meant = branches.find((branch) => branch.properties?.[key].const === valueAt(value, [key]));
  if (meant !== undefined) {
    return misfits(meant as TSchema, value).map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
  }
  const words = branches.map((branch) => String(branch.properties?.[key].const));
  const kind = Object.hasOwn(value, key) ? "value" : "missing key";
  return [{ path: [...path, key], expected: choices(words, valueAt(value, [key])), kind }];
}

/** The key that has a fixed value in every branch. */
function tellingKey(branches: readonly Schema[]): string | undefined {
  const keys = Object.keys(branches[0]?.properties ?? {});
  return keys.find((key) => branches.every((branch) => branch.properties?.[key]?.const !== undefined));
}

function onePerPlace(all: readonly Misfit[]): Misfit[] {
  return [...new Map(all.map((each) => [JSON.stringify(each.path), each])).values()];
}
