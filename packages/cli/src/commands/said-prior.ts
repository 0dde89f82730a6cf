import { priorOf, withPrior } from "@hullwatch/core/locate";
import { PriorError, parsePrior } from "@hullwatch/core/plan";
import type { Station } from "@hullwatch/core/station";
import { Option } from "commander";
import { readText, UsageError } from "../shell/index.ts";

export const priorOption = () =>
  new Option("--prior <FILE>", "how likely each module leaks: YAML or JSON, module: weight (default: the station's)");

/** The weights of the file, or those of the station where none is given. */
export function readPrior(station: Station, file: string | undefined): ReadonlyMap<string, number> {
  if (file === undefined) return priorOf(station);
  try {
    return parsePrior(readText(file), file, station);
  } catch (error) {
    throw error instanceof PriorError ? new UsageError(error.message) : error;
  }
}

/** The station as it would be had its own file these weights. */
export const weighted = (station: Station, file: string | undefined): Station =>
  file === undefined ? station : withPrior(station, readPrior(station, file));
