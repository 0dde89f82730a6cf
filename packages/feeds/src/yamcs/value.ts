/** What Yamcs says of a parameter, as its HTTP and WebSocket API write it in JSON. */
import { second } from "@hullwatch/core/quantity";
import { readTime } from "../csv/index.ts";
import type { SourceRow } from "../feed/index.ts";

export type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The member of a value that holds it, by its type. */
const members: Readonly<Record<string, string>> = {
  FLOAT: "floatValue",
  DOUBLE: "doubleValue",
  UINT32: "uint32Value",
  SINT32: "sint32Value",
  UINT64: "uint64Value",
  SINT64: "sint64Value",
  BOOLEAN: "booleanValue",
  STRING: "stringValue",
  ENUMERATED: "stringValue",
  TIMESTAMP: "stringValue",
};

function valueIn(value: unknown): number | string | null {
  if (!isFields(value)) return null;
  const found = value[members[String(value.type)] ?? ""];
  if (typeof found === "boolean") return String(found);
  // Whole numbers of 64 bits, and those that are no numbers, come as text.
  return typeof found === "number" || typeof found === "string" ? found : null;
}

/** What a ParameterValue says: a row; that the parameter has expired; or why it is neither. */
export type Read = { readonly row: SourceRow } | { readonly expired: true } | { readonly fault: string };

/** `unit` is that of the mission database, null where it gives none. */
export function readValue(name: string, value: Fields, unit: string | null): Read {
  const { acquisitionStatus = "ACQUIRED", generationTime, engValue } = value;
  // It has the time and the value of the one before: only that it is old is new.
  if (acquisitionStatus === "EXPIRED") return { expired: true };
  const time = readTime(String(generationTime));
  if (Number.isNaN(time))
    return { fault: `${name}: found generationTime ${JSON.stringify(generationTime)}, expected ISO 8601` };
  const quality = acquisitionStatus === "ACQUIRED" ? "good" : "bad";
  return { row: { time: second(time), name, value: valueIn(engValue), unit, quality } };
}

/** The one unit of a parameter of the mission database; null where it has none, or several. */
export function unitOf(parameter: unknown): string | null {
  const type = isFields(parameter) && isFields(parameter.type) ? parameter.type : {};
  const units = Array.isArray(type.unitSet) ? type.unitSet : [];
  const unit: unknown = units.length === 1 && isFields(units[0]) ? units[0].unit : null;
  return typeof unit === "string" && unit !== "" ? unit : null;
}
