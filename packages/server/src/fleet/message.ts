/** What stands in the stream of rows: rows of a station, or a file that holds for it from there on. */
import type { Row } from "@hullwatch/archive";
import { second } from "@hullwatch/core/quantity";
import { parseStation } from "@hullwatch/core/station";
import type { StationFile } from "../records/index.ts";
import { UnreadableMessageError } from "./errors.ts";

/** Rows as they were accepted, or another file of the station. */
export type Message = { readonly rows: readonly Row[]; readonly received: number } | { readonly file: StationFile };

/** Columns, since a JSON array a row costs three times as much to read. */
export function writeRows(rows: readonly Row[], received: number): string {
  return JSON.stringify({
    received,
    time: rows.map((row) => row.time),
    parameter: rows.map((row) => row.parameter),
    value: rows.map((row) => row.value),
  });
}

export const writeFile = (file: StationFile): string => JSON.stringify({ file });

/** Throws `UnreadableMessageError`: whoever follows the stream passes such a message over, or it would hold them up for ever. */
export function readMessage(text: string): Message {
  const { file, received, time, parameter, value } = fieldsOf(text);
  if (file !== undefined) return { file: soundFile(file as StationFile) };
  if (!isNumbers(time) || !isTexts(parameter) || !isTexts(value))
    throw new UnreadableMessageError("no columns of rows", "time, parameter and value");
  if (typeof received !== "number" || parameter.length !== time.length || value.length !== time.length)
    throw new UnreadableMessageError("columns that do not fit each other", "as many of each, and when they came");
  const rows = time.map((at, i) => ({ time: second(at), parameter: parameter[i], value: value[i] }));
  return { received, rows };
}

const isTexts = (column: unknown): column is readonly string[] =>
  Array.isArray(column) && column.every((one) => typeof one === "string");
const isNumbers = (column: unknown): column is readonly number[] =>
  Array.isArray(column) && column.every((one) => typeof one === "number");

/** What a message says, by its fields. Throws `UnreadableMessageError` for what is no JSON object. */
export function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  let fields: unknown = null;
  try {
    fields = JSON.parse(text);
  } catch {
    // Told below.
  }
  if (typeof fields === "object" && fields !== null) return fields as Record<string, unknown>;
  throw new UnreadableMessageError(`"${text.slice(0, 40)}"`, "a JSON object");
}

/** A file that no engine can be begun with would end every worker in turn. */
function soundFile(file: StationFile): StationFile {
  try {
    parseStation(file.text, `${file.id}.yaml`);
    return file;
  } catch (error) {
    throw new UnreadableMessageError(
      `a station file: ${error instanceof Error ? error.message : error}`,
      "a sound one",
    );
  }
}
