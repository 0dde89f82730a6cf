/** Rows of a recording, and their text. */
import { type Second, second } from "../../quantity/index.ts";
import type { Station } from "../../station/index.ts";
import type { Scenario } from "../scenario/index.ts";

/** One row as it arrives: `time` is its stamp (UNIX s, whole ms), `value` its text with the right decimals. */
export interface Row {
  readonly time: Second;
  readonly parameter: string;
  readonly value: string;
}

/** A time stamp (s) that says itself exactly in ISO 8601. */
export const stamp = (time: number): Second => second(Math.round(time * 1000) / 1000);

/** ISO 8601 in UTC of a time (UNIX s): milliseconds only where there are any. */
export const isoTime = (time: number): string => new Date(Math.round(time * 1000)).toISOString().replace(".000Z", "Z");

/** Writes rows as lines (no line end). Remembers the last stamp, since many rows share it. */
export function rowWriter(): (row: Row) => string {
  let last = Number.NaN;
  let text = "";
  return ({ time, parameter, value }) => {
    if (time !== last) {
      last = time;
      text = isoTime(time);
    }
    return `${text},${quoted(parameter)},${quoted(value)}`;
  };
}

const quoted = (field: string) => (/[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** The lines a simulated recording opens with: comments that say where it comes from, then the header. */
export function recordingHead(scenario: Scenario, station: Station, seed: number): string[] {
  return [
    `# Simulated by Hullwatch: scenario ${scenario.id}, station ${station.id}, seed ${seed}`,
    `# ${scenario.name.replaceAll(/\s+/g, " ")}`,
    "time,parameter,value",
  ];
}
