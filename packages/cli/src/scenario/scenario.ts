import type { Station } from "@hullwatch/core/station";
import { parseScenario, type Scenario, stationOfScenario } from "@hullwatch/core/world";
import { loadStation, readNamed, stationPath, type TextFile } from "../shell/index.ts";

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly station: Station;
}

/** A scenario on the station it names, or on another one. */
export function loadScenario(argument: string, stationArgument?: string): LoadedScenario {
  const { text, name } = readNamed("scenario", argument);
  const station = loadStation(stationArgument ?? stationPath(stationOfScenario(text, name)));
  return { station, scenario: parseScenario(text, name, station) };
}

/** The texts of a scenario and of the station that it names. */
export function readScenario(argument: string): { readonly scenario: TextFile; readonly station: TextFile } {
  const scenario = readNamed("scenario", argument);
  return { scenario, station: readNamed("station", stationPath(stationOfScenario(scenario.text, scenario.name))) };
}
