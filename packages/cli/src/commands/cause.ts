import type { Cause, OfCauses } from "@hullwatch/core/cause";
import { choices } from "@hullwatch/core/phrase";
import { Command } from "commander";
import { causeText } from "../report/index.ts";
import {
  jsonLine,
  loadNamedStation,
  loadStation,
  needOptions,
  readNamed,
  readText,
  type Shell,
  UsageError,
} from "../shell/index.ts";
import { jsonOption } from "./common-options.ts";

/** Cause and probability, as said. */
type SaidPrior = readonly [cause: string, probability: number];

interface Options {
  readonly evidence: string;
  readonly station?: string;
  readonly prior?: readonly SaidPrior[];
  readonly flux?: string;
  readonly json?: true;
}

const examples = `
Examples:
  $ hullwatch cause --evidence ms-09-2018-08-30
      The hole of Soyuz MS-09 as it was known when it was found: priors, what each piece of evidence does, what is left.
  $ hullwatch cause --evidence ms-09-2018-09-04 --prior drilled=1e-4
      The same five days later, for somebody who holds a drilled hole for much rarer.
  $ hullwatch cause --evidence our-hole.yaml --station my-station.yaml --json | jq .posterior
      For scripts. our-hole.yaml:
        hullwatch: evidence/1
        name: Our hole
        known_at: 2026-03-01T12:00:00Z
        module: lab
        exposure_days: 400
        wall: {thickness_mm: 3.2, before: bumper}
        evidence:
          - {kind: diameter, from_mm: 1, to_mm: 2}
          - {kind: rim, found: raised-lip, by: A. Engineer}
          - {kind: shape, found: round, likelihood: {drilled: 0.95}}

Every likelihood may be edited in the file. Kinds of evidence, what may be found, and the fields of --json: docs/cause.md.`;

/** Reads "drilled=1e-4", once more each time. */
function priorOption(text: string, before: readonly SaidPrior[] = []): readonly SaidPrior[] {
  const [, cause, written] = /^([^=]+)=(\d+(?:\.\d+)?(?:e-?\d+)?)$/.exec(text) ?? [];
  const probability = Number(written);
  if (!(probability > 0 && probability <= 1)) {
    throw new UsageError(`--prior: found "${text}", expected a cause and a probability above 0, such as drilled=1e-4`);
  }
  return [...before, [cause, probability]];
}

/** `hullwatch cause`: what made this hole. */
export function causeCommand(shell: Shell): Command {
  return new Command("cause")
    .description("what made a hole: debris, meteoroid, drill, crack or seal, weighed by the evidence in a file")
    .option("--evidence <FILE>", "evidence file, or the id of one that ships")
    .option(
      "--station <station>",
      "station file, or the id of one that ships (default: the one that the evidence names)",
    )
    .option(
      "--prior <CAUSE=P>",
      "your own prior of a hole in that time (drilled=1e-4); may be given again",
      priorOption,
    )
    .option("--flux <FILE>", "CSV of your own fluxes by size, as hullwatch risk takes it")
    .addOption(jsonOption())
    .addHelpText("after", examples)
    .action(async (options: Options, command: Command) => {
      needOptions(command, ["evidence"]);
      const { causes, causeWire, jetCandidates, parseEvidence, parseFluxTable, stationOfEvidence, weighCauses } =
        await import("@hullwatch/core/cause");
      const { name, text } = readNamed("evidence", options.evidence);
      const named = stationOfEvidence(text, name);
      const station =
        options.station !== undefined
          ? loadStation(options.station)
          : named === undefined
            ? undefined
            : loadNamedStation(named);
      const priors = priorsSaid(options.prior ?? [], causes);
      const evidence = parseEvidence(text, name, station === undefined ? { priors } : { station, priors });
      const { jet } = evidence;
      const reading = jet === undefined || station === undefined ? undefined : jetCandidates(station, jet);
      const tables = options.flux === undefined ? {} : parseFluxTable(readText(options.flux), options.flux);
      const wire = causeWire(weighCauses(evidence, station, tables), station, reading);
      shell.stdout.write(options.json ? jsonLine(wire) : causeText(shell, wire));
    });
}

function priorsSaid(said: readonly SaidPrior[], known: readonly Cause[]): Partial<OfCauses> {
  const wrong = said.find(([cause]) => !known.some((k) => k === cause));
  if (wrong !== undefined) {
    throw new UsageError(`--prior: found "${wrong[0]}", expected ${choices(known, wrong[0], "a cause")}`);
  }
  return Object.fromEntries(said);
}
