/** The record that the benchmarks use: `scenarios/quiet-month.yaml` aboard the 26 modules of the ISS, as long as is asked. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { second } from "../packages/core/src/quantity/index.ts";
import { parseStation, type Station } from "../packages/core/src/station/index.ts";
import { parseScenario, recordingHead, rowWriter, type Scenario, simulate } from "../packages/core/src/world/index.ts";

export const root = join(import.meta.dirname, "..");
export const stationFile = join(root, "stations/iss-2018-08-30.yaml");
export const hullwatch = join(root, "packages/cli/src/main.js");

const scenarioFile = join(root, "scenarios/quiet-month.yaml");
const seed = 1;

export interface Voyage {
  readonly scenario: Scenario;
  readonly station: Station;
  readonly days: number;
}

/** `period` (s) replaces that of every sensor. */
export function voyage(days: number, period?: number): Voyage {
  const filed = parseStation(readFileSync(stationFile, "utf8"), stationFile);
  const sensors = filed.sensors.map((s) => (period === undefined ? s : { ...s, period: second(period) }));
  const station = { ...filed, sensors };
  const scenario = parseScenario(readFileSync(scenarioFile, "utf8"), scenarioFile, station);
  return { scenario: { ...scenario, duration: second(days * 86400) }, station, days };
}

export const rowsOf = ({ scenario, station }: Voyage) => simulate(scenario, station, seed);

/** The text of the recording, in pieces of about 64 kB; `at` (0 to 1) is how much of the record has been told. */
export function* recordingOf({ scenario, station }: Voyage): Generator<{ text: string; rows: number; at: number }> {
  const line = rowWriter();
  let text = `${recordingHead(scenario, station, seed).join("\n")}\n`;
  let rows = 0;
  for (const row of simulate(scenario, station, seed)) {
    text += `${line(row)}\n`;
    rows++;
    if (text.length < 65_536) continue;
    yield { text, rows, at: Math.min((row.time - scenario.start) / scenario.duration, 1) };
    text = "";
    rows = 0;
  }
  yield { text, rows, at: 1 };
}
