import { second } from "@hullwatch/core/quantity";
import { readTime } from "../csv/index.ts";
import type { Quality, SourceRow } from "./row.ts";

/** Where a message came, and how it is called there. */
export interface JsonContext {
  /** What a value is called whose message does not say it. */
  readonly name: string;
  /** (ms) When it came; null where that says nothing of when it was measured, as of a message that was kept. */
  readonly now: number | null;
}

/** A message that is no row; `message` says what was found and what was expected. */
class JsonRowError extends Error {
  override readonly name = "JsonRowError";
  readonly code = "HW_JSON_ROW";
}

const expected = "a number, {time, value}, {time, parameter, value}, {time, values}, or a list of such";
type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const qualities: readonly Quality[] = ["good", "suspect", "bad", "stale"];
/** A UNIX time beyond this is in milliseconds: in seconds it would be the year 5138. */
const inMilliseconds = 1e11;

/**
 * The rows of a message in JSON. A value alone, or with a time, is called as its place is, and has the unit that it says, none otherwise;
 * rows that name their parameter are in the unit of the station file unless they say another. Throws `JsonRowError` for anything else.
 */
export function rowsOfJson(text: string, context: JsonContext): readonly SourceRow[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new JsonRowError(`found "${text.slice(0, 60)}", expected ${expected}`);
  }
  return (Array.isArray(value) ? value : [value]).flatMap((one) => rowsOf(one, context));
}

function rowsOf(value: unknown, context: JsonContext): SourceRow[] {
  if (!isFields(value)) return [rowOf({ value }, context.name, context)];
  if (isFields(value.values))
    return Object.entries(value.values).map(([name, one]) =>
      rowOf({ ...value, parameter: name, value: one }, name, context),
    );
  if (!("value" in value)) throw wrong(value);
  return [rowOf(value, typeof value.parameter === "string" ? value.parameter : context.name, context)];
}

function rowOf(fields: Fields, name: string, { now }: JsonContext): SourceRow {
  const { value, unit, quality = "good" } = fields;
  if (value !== null && typeof value !== "number" && typeof value !== "string" && typeof value !== "boolean")
    throw wrong(fields);
  if (!qualities.includes(quality as Quality))
    throw new JsonRowError(`found quality ${JSON.stringify(quality)}, expected ${qualities.join(", ")}`);
  const own = typeof fields.parameter === "string" ? {} : { unit: null };
  return {
    time: second(timeOf(fields.time ?? fields.timestamp ?? fields.ts, now)),
    name,
    value: typeof value === "boolean" ? String(value) : value,
    ...own,
    ...(typeof unit === "string" && { unit }),
    quality: quality as Quality,
  };
}

function timeOf(said: unknown, now: number | null): number {
  if (said === undefined && now !== null) return now / 1000;
  const number = typeof said === "number" && Math.abs(said) > inMilliseconds ? said / 1000 : said;
  const time = typeof number === "number" || typeof number === "string" ? readTime(String(number)) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new JsonRowError(
    `found time ${JSON.stringify(said)?.slice(0, 60)}, expected ISO 8601 with a zone, or UNIX seconds`,
  );
}

const wrong = (value: unknown) =>
  new JsonRowError(`found ${JSON.stringify(value)?.slice(0, 60)}, expected ${expected}`);
