/** For tests: evidence in a few lines. */
import { DocumentError } from "../../document/index.ts";
import { type Station, stationBuilder } from "../../station/index.ts";
import { parseEvidence } from "./parse.ts";

export const station = stationBuilder()
  .module("om", 6, { shield: [{ kind: "soyuz-om", area_m2: 18.5, exposed: 0.6, from: "published" }] })
  .module("bare", 6)
  .hatch("h", "om", "bare")
  .build();

export const head = `hullwatch: evidence/1
name: A hole
known_at: 2018-08-30T18:00:00Z
module: om
exposure_days: 85
`;

export const evidenceOf = (yaml: string) => parseEvidence(head + yaml, "e.yaml", { station });

/** What is said of a file, one line a fault, without its name. */
export function faultsOf(text: string, of: Station | null = station): string[] {
  try {
    parseEvidence(text, "e.yaml", of === null ? {} : { station: of });
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return error.message.split("\n").map((line) => line.replace("e.yaml:", ""));
  }
  return [];
}
