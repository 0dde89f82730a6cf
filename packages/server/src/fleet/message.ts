/** What stands in the stream of rows: rows of a station, or a file that holds for it from there on. */
import type { Row } from "@hullwatch/archive";
import { second } from "@hullwatch/core/quantity";
import type { StationFile } from "../records/index.ts";

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

export function readMessage(text: string): Message {
  const { file, received, time, parameter, value } = JSON.parse(text);
  if (file !== undefined) return { file };
  const rows = time.map((at: number, i: number) => ({ time: second(at), parameter: parameter[i], value: value[i] }));
  return { received, rows };
}
