import type { Metre } from "@hullwatch/core/quantity";
import { metre, type Second, second } from "@hullwatch/core/quantity";
import { Command } from "commander";
import { riskText } from "../report/index.ts";
import {
  jsonLine,
  loadStation,
  needOptions,
  numberOption,
  positiveOption,
  readText,
  type Shell,
  WantingError,
} from "../shell/index.ts";
import { jsonOption, stationOption } from "./common-options.ts";

interface Options {
  readonly station: string;
  readonly for?: Second;
  readonly year?: number;
  readonly altitude?: Metre;
  readonly inclination?: number;
  readonly flux?: string;
  readonly json?: true;
}

/** What is taken where the command line says nothing: half a year of the ISS in the last year of the table. */
const usual = { days: 180, year: 2023, altitude: metre(400e3), inclination: 51.6 } as const;

const examples = `
Examples:
  $ hullwatch risk --station iss-2018-08-30 --for 85d --year 2018
      How likely nothing comes through each hull in 85 days; which module is the most exposed.
  $ hullwatch risk --station iss-2018-08-30 --for 5479d --year 2008 --json | jq '.vehicles[] | {vehicle, pnp}'
      15 years of a docked Soyuz, for scripts.
  $ hullwatch risk --station my-station.yaml --flux master-2026.csv --year 2026
      With the flux of your own run of ORDEM, MASTER or MEM in place of the built-in one:
        population,diameter_cm,flux_per_m2_yr,basis,source
        debris,0.01,2.1,cross-section,MASTER-8 run of 3 March
        debris,0.1,4.4e-3,cross-section,

A module counts if the station file has its shield:, see stations/README.md. Every figure has a band: what its models leave open, no
confidence is attached. Fields of --json: docs/risk.md.`;

/** `hullwatch risk`: what may go through the hull. */
export function riskCommand(shell: Shell): Command {
  return new Command("risk")
    .description("how likely debris and meteoroids leave every hull whole, module by module, and where not")
    .addOption(stationOption())
    .option("--for <TIME>", "how long (default: 180d)", positiveOption("--for", "time"))
    .option("--year <YEAR>", "when, in the middle of it (default: 2023)", numberOption("--year", 1900, 2100))
    .option("--altitude <H>", "of the orbit (default: 400km)", positiveOption("--altitude", "length"))
    .option("--inclination <DEG>", "of the orbit (default: 51.6)", numberOption("--inclination", 0, 180))
    .option("--flux <FILE>", "CSV of your own fluxes by size")
    .addOption(jsonOption())
    .addHelpText("after", examples)
    .action(async (options: Options, command: Command) => {
      needOptions(command, ["station"]);
      const { assessRisk, parseFluxTable, riskWire } = await import("@hullwatch/core/cause");
      const orbit = {
        altitude: options.altitude ?? usual.altitude,
        inclination: ((options.inclination ?? usual.inclination) * Math.PI) / 180,
        year: options.year ?? usual.year,
      };
      const duration = options.for ?? second(usual.days * 86400);
      const station = loadStation(options.station);
      const tables = options.flux === undefined ? {} : parseFluxTable(readText(options.flux), options.flux);
      const risk = assessRisk(station, { orbit, duration, tables });
      if (risk.modules.length === 0) {
        throw new WantingError(
          `${options.station}: found no shield: of any module, expected that of those to be counted, as in stations/README.md`,
        );
      }
      const wire = riskWire(station, { orbit, duration, tables }, risk);
      shell.stdout.write(options.json ? jsonLine(wire) : riskText(shell, wire));
    });
}
