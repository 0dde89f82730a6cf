import type { PcContext } from "@hullwatch/core/cause";
import type { Metre } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import { Command } from "commander";
import { pcText } from "../report/index.ts";
import {
  jsonLine,
  loadStation,
  type Moment,
  momentOption,
  positiveOption,
  readText,
  type Shell,
  UsageError,
  WantingError,
} from "../shell/index.ts";

interface Options {
  readonly hardBody?: Metre;
  readonly station?: string;
  readonly at?: Moment;
  readonly json?: true;
}

const examples = `
Examples:
  $ hullwatch pc approach.cdm --hard-body 60m
      The probability of collision, whether the formula holds here, and what the flight rule asks for.
  $ hullwatch pc monday.cdm tuesday.xml wednesday.cdm --station iss-2018-08-30
      Successive messages of one approach: the trend, when the next is due, and where the crew would shelter.
  $ hullwatch pc approach.cdm --hard-body 60m --json | jq .pc
      For scripts: one JSON object an approach.

The hard-body radius is that of both objects together: as given, else as the message says (a keyword or a comment), else
60 m, which is assumed and said. Exit status 1: the probability is undefined, as the objects do not move against each other.`;

/** `hullwatch pc`: collision probability of Conjunction Data Messages. */
export function pcCommand(shell: Shell): Command {
  return new Command("pc")
    .description("collision probability of a Conjunction Data Message (CCSDS 508.0, KVN or XML), and its trend")
    .argument("[FILES...]", "one message each; several of one approach make a trend")
    .option("--hbr, --hard-body <R>", "combined hard-body radius (60m)", positiveOption("--hard-body", "length"))
    .option("--station <station>", "with its ships and crew: who shelters where, from when to when")
    .option("--at <TIME>", "now, in UTC (default: when the newest message was made)", momentOption("--at"))
    .option("--json", "one JSON object an approach")
    .addHelpText("after", examples)
    .action(async (files: readonly string[], options: Options) => {
      if (files.length === 0) throw new UsageError("pc: found no file, expected a Conjunction Data Message");
      const station = options.station === undefined ? undefined : loadStation(options.station);
      await judge(shell, files, options, station);
    });
}

async function judge(shell: Shell, files: readonly string[], options: Options, station: Station | undefined) {
  // Loaded where it is asked for: readers of XML and orbits are nothing that a replay should pay for.
  const { assessCdm, parseCdm, pcWire, trendsOf } = await import("@hullwatch/core/cause");
  const named = new Map<unknown, string>();
  const assessments = files.map((file) => {
    const assessment = assessCdm(parseCdm(readText(file), file), options.hardBody);
    named.set(assessment, file);
    return assessment;
  });
  const trends = trendsOf(assessments);
  for (const [i, trend] of trends.entries()) {
    const { created } = trend.newest.cdm;
    const context: PcContext = {
      now: options.at?.(created as never) ?? created,
      fileOf: (assessment) => named.get(assessment) ?? "",
      ...(station !== undefined && { station }),
    };
    const wire = pcWire(trend, context);
    shell.stdout.write(options.json ? jsonLine(wire) : `${i > 0 ? "\n" : ""}${pcText(shell, wire)}`);
  }
  const still = trends.find((trend) => trend.newest.encounter === null);
  if (still !== undefined) {
    throw new WantingError(
      `${named.get(still.newest)}: found a relative speed of 0, expected objects that move against each other: the probability is undefined`,
    );
  }
}
