import type { Box, Catalogue, ElementSet } from "@hullwatch/core/cause";
import type { Metre, Second } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import { Command } from "commander";
import { plural, screenText } from "../report/index.ts";
import {
  daysOption,
  jsonLine,
  loadStation,
  type Moment,
  momentOption,
  needOptions,
  positiveOption,
  readText,
  type Shell,
  UsageError,
  WantingError,
  warn,
} from "../shell/index.ts";
import { stationOption } from "./common-options.ts";

interface Options {
  readonly station: string;
  readonly catalogue: string;
  readonly days: Second;
  readonly from?: Moment;
  readonly norad?: string;
  readonly box?: Box;
  readonly hardBody?: Metre;
  readonly strict?: true;
  readonly json?: true;
}

const examples = `
Examples:
  $ hullwatch screen --station iss-2018-08-30 --catalogue active.json --days 7
      What comes into the box of 4 by 50 by 50 km around the station within a week of its elements' epoch.
  $ hullwatch screen --station iss-2018-08-30 --catalogue gp.csv --from 2024-03-01T00:00Z --days 3 --json
      From a moment of your own; for scripts: one JSON object.
  $ hullwatch screen --station ring-habitat.yaml --norad 25544 --catalogue active.tle
      A station whose file has no norad_id.

The catalogue holds element sets as TLE, or as OMM (GP data) in JSON, KVN, XML or CSV, the station's own among them: by the
norad_id of the station file, or --norad. Element sets that cannot be read are named and left out; with --strict that ends with
status 1. Elements have no covariance: no probability of collision follows from them. That takes a Conjunction Data Message
(hullwatch pc).`;

/** At most this many element sets that cannot be read are named. */
const named = 20;

/** `hullwatch screen`: what of a catalogue comes near the station. */
export function screenCommand(shell: Shell): Command {
  return new Command("screen")
    .description("objects of a catalogue that come near the station, with their closest approaches")
    .addOption(stationOption())
    .option("--catalogue <FILE>", "element sets: TLE, or OMM as JSON, KVN, XML or CSV")
    .option("--days <N>", "how far ahead (default: 7)", daysOption("--days", 30))
    .option("--from <TIME>", "from when (default: the epoch of the station's elements)", momentOption("--from"))
    .option("--norad <N>", "catalogue number of the station", noradOption)
    .option("--box <RxTxN>", "whole sides: radial, along the track, across (default: 4x50x50km)", boxOption)
    .option(
      "--hbr, --hard-body <R>",
      "combined hard-body radius (default: 60m)",
      positiveOption("--hard-body", "length"),
    )
    .option("--strict", "an element set that cannot be read ends with status 1")
    .option("--json", "one JSON object")
    .addHelpText("after", examples)
    .action(async (options: Options, command: Command) => {
      needOptions(command, ["station", "catalogue"]);
      await search(shell, options, loadStation(options.station));
    });
}

async function search(shell: Shell, options: Options, station: Station): Promise<void> {
  // Loaded where it is asked for: readers of XML and orbits are nothing that a replay should pay for.
  const { assumedRadius, issBox, newestOf, parseCatalogue, screen, screenWire } = await import("@hullwatch/core/cause");
  const { catalogue: file, days = 7 * 86400, box = issBox } = options;
  const catalogue = parseCatalogue(readText(file), file);
  const { newest, older } = newestOf(catalogue.elements);
  const own = ownOf(newest, options, station);
  nameFaults(shell, file, catalogue);
  const from: number = options.from?.(own.epoch as Second) ?? own.epoch;
  const to = from + days;
  const screening = screen(own, newest, { from, to, box });
  if (screening === null) {
    throw new WantingError(
      `${file}: found elements of ${own.name} (${own.id}) that make no orbit all the time asked for, expected newer ones, or fewer --days`,
    );
  }
  const radius = options.hardBody ?? assumedRadius;
  const wire = screenWire(screening, { station, own, catalogue, file, older, from, to, box, radius });
  shell.stdout.write(options.json ? jsonLine(wire) : screenText(shell, wire));
  if (options.strict && catalogue.faults.length > 0) {
    throw new WantingError(`${file}: found ${plural(catalogue.faults.length, "fault")}, expected none (--strict)`);
  }
}

/** The station's own elements. Throws `UsageError` where nobody says which, or they are not there. */
function ownOf(
  newest: readonly ElementSet[],
  { station: file, norad, catalogue }: Options,
  station: Station,
): ElementSet {
  const id = norad ?? station.norad;
  if (id === undefined) {
    throw new UsageError(`${file}: found no norad_id, expected the station's catalogue number there, or --norad`);
  }
  const own = newest.find((elements) => elements.id === id);
  if (own !== undefined) return own;
  throw new UsageError(
    `${catalogue}: found no readable element set of ${id} among ${newest.length} objects, expected the station's own orbit in it; --norad says which object is the station`,
  );
}

function nameFaults(shell: Shell, file: string, { faults }: Catalogue): void {
  for (const { line, column, path, found, expected } of faults.slice(0, named)) {
    warn(
      shell,
      `${file}:${line}:${column}: ${path === "" ? "" : `${path}: `}found ${found}, expected ${expected}; left out`,
    );
  }
  if (faults.length > named) warn(shell, `${file}: … and ${plural(faults.length - named, "more fault")}`);
}

function noradOption(text: string): string {
  if (/^0*[1-9]\d{0,8}$/.test(text)) return text.replace(/^0+/, "");
  throw new UsageError(`--norad: found "${text}", expected a catalogue number of up to nine digits`);
}

function boxOption(text: string): Box {
  const [, r, t, n, unit] = /^([\d.]+)x([\d.]+)x([\d.]+)(km|m)$/.exec(text) ?? [];
  const sides = [r, t, n].map((side) => (Number(side) * (unit === "km" ? 1000 : 1)) / 2) as unknown as Box;
  if (sides.every((half) => half > 0 && half <= 500e3)) return sides;
  throw new UsageError(`--box: found "${text}", expected three whole sides of up to 1000 km, such as 4x50x50km`);
}
