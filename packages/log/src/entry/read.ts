import { demandOf, type Phrase, phrase, refusalOf, verbatim } from "@hullwatch/core/phrase";
import type { TSchema } from "typebox";
import type { TLocalizedValidationError } from "typebox/error";
import { checksOf } from "./checks.ts";
import { draftSchemas, type Entry, entrySchema } from "./entry.ts";
import type { DraftFault } from "./errors.ts";
import { kindNames, readableBodies } from "./kinds.ts";

const checksByName = <T extends TSchema>(schemas: Readonly<Record<string, T>>) =>
  new Map(Object.entries(schemas).map(([name, schema]) => [name, checksOf(schema)]));

const drafts = checksByName(draftSchemas);
const bodies = checksByName(readableBodies);
const envelope = checksOf(entrySchema);

/** What stands at `path`, in a few characters. */
function describe(value: unknown): Phrase {
  if (value === undefined) return phrase`nothing`;
  const text = JSON.stringify(value) ?? typeof value;
  return verbatim(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

const valueAt = (value: unknown, pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((owner, key) => (owner as Record<string, unknown> | undefined)?.[key], value);

/** What `value` has that a draft of its kind must not have, or lacks; empty where it is one. */
export function draftFaults(value: unknown): DraftFault[] {
  const kind = valueAt(value, "/kind");
  const schema = typeof kind === "string" ? drafts.get(kind)?.() : undefined;
  if (schema === undefined) return [refusalOf("kind", describe(kind), phrase`one of ${kindNames.join(", ")}`)];
  if (schema.Check(value)) return [];
  // A member too many is told of twice: by its owner, and as a place where nothing may be.
  const errors = [...schema.Errors(value)].filter(({ keyword }) => keyword !== "boolean");
  return errors.flatMap((error) => faultsOf(error, value));
}

function faultsOf({ instancePath, keyword, params }: TLocalizedValidationError, value: unknown): DraftFault[] {
  const path = instancePath.slice(1).replaceAll("/", ".");
  const inside = (name: string) => (path === "" ? name : `${path}.${name}`);
  switch (keyword) {
    case "required":
      return params.requiredProperties.map((name) => refusalOf(inside(name), phrase`nothing`, phrase`a value`));
    case "additionalProperties":
      return params.additionalProperties.map((name) => refusalOf(inside(name), phrase`it`, phrase`no such member`));
    default:
      return [refusalOf(path, describe(valueAt(value, instancePath)), demandOf(keyword, { ...params }))];
  }
}

/** Why `value` is no entry of any kind; null where it is one. What more a newer version put into it stays. */
export function entryFault(value: unknown): string | null {
  if (envelope().Check(value)) return null;
  const [{ instancePath, message }] = envelope().Errors(value);
  return `${instancePath.slice(1) || "entry"} ${message}`;
}

export const isEntry = (value: unknown): value is Entry => envelope().Check(value);

/** Whether `body` is what `kind` wants. */
export const fitsKind = (kind: string, body: unknown) => bodies.get(kind)?.().Check(body) ?? false;
