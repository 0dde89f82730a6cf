/** For tests: a scenario in one line, and what a simulation of it gives. */
import { readFileSync } from "node:fs";
import { parseStation, type Station } from "../station/index.ts";
import type { Scenario } from "./scenario/index.ts";
import { parseScenario } from "./scenario/index.ts";
import type { Row } from "./signal/index.ts";
import { simulate } from "./simulate.ts";
import type { StateTruth, TruthEntry } from "./truth.ts";

const root = new URL("../../../../", import.meta.url);

/** Text of a file of the repository. */
export const repositoryFile = (path: string) => readFileSync(new URL(path, root), "utf8");
export const shippedStation = (name: string) => parseStation(repositoryFile(`stations/${name}.yaml`), name);

export const start = Date.parse("2020-01-01T00:00:00Z") / 1000;
const head = "hullwatch: scenario/1\nid: test\nname: Test\nstation: none\nstart: 2020-01-01T00:00:00Z\n";
/** No weather, no machines, no seepage: only what the test adds. */
const still =
  "weather: {temperature: 0, gas: 0, crew: 0, sensors: 0}\nlife_support: {oxygen: [], co2: [], humidity: off}\n";

/** A scenario with all default nuisances. */
export const lively = (station: Station, yaml: string): Scenario => parseScenario(head + yaml, "test.yaml", station);
/** A scenario in a world that does nothing of itself. */
export const quiet = (station: Station, yaml: string): Scenario => lively(station, still + yaml);

export interface Outcome {
  readonly rows: readonly Row[];
  readonly truth: readonly TruthEntry[];
  readonly states: readonly StateTruth[];
  /** (s from the start) and number of every reading of a parameter, in order of arrival. */
  readings(parameter: string): [time: number, value: number][];
}

export function outcome(scenario: Scenario, station: Station, seed = 1): Outcome {
  const truth: TruthEntry[] = [];
  const rows = [...simulate(scenario, station, seed, (entry) => truth.push(entry))];
  return {
    rows,
    truth,
    states: truth.filter((entry) => entry.type === "state"),
    readings: (parameter) =>
      rows.filter((r) => r.parameter === parameter).map((r) => [r.time - scenario.start, Number(r.value)]),
  };
}

/** (mol) Of every species over all modules that are docked. */
export function moles(cabin: { readonly amount: Float64Array; readonly present: Uint8Array }): number[] {
  return [0, 1, 2, 3].map((s) => cabin.present.reduce((sum, here, m) => sum + here * cabin.amount[4 * m + s], 0));
}
