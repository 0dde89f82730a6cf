import { second } from "@hullwatch/core/quantity";
import { type Fault, type Rows, readTime } from "../csv/index.ts";
import type { SourceRow } from "./row.ts";

/** A row of a recording as it stands: `time,parameter,value`, in the unit of the station file. NaN where the time cannot be read. */
export const recordingRow = (time: number, name: string, value: string): SourceRow => ({
  time: second(time),
  name,
  value: value.trim(),
  quality: "good",
});

/** What is made of the rows of a recording, for its reader. */
export const recordingRows: Rows<SourceRow> = {
  sample: () => null,
  row(fields): SourceRow | Fault {
    const [when, what, value] = fields;
    if (fields.length !== 3)
      return { column: 1, found: `${fields.length} columns`, expected: "3: time,parameter,value" };
    const time = readTime(when.trim());
    if (!Number.isNaN(time)) return recordingRow(time, what.trim(), value);
    return { column: 1, found: `"${when.slice(0, 40)}"`, expected: "an ISO 8601 time with a zone, or UNIX seconds" };
  },
  comment: () => null,
  begins: (line) => !Number.isNaN(readTime(line.split(",", 1)[0].replaceAll('"', "").trim())),
};
