import { isoTime } from "@hullwatch/core/engine";
import { recordingHead, rowWriter, simulate, type TruthEntry } from "@hullwatch/core/world";
import { Command } from "commander";
import { count } from "../report/index.ts";
import { loadScenario } from "../scenario/index.ts";
import { isOnePlace, jsonLine, type Shell, startProgress, UsageError, wholeOption, writeTo } from "../shell/index.ts";

interface Options {
  readonly station?: string;
  readonly seed: number;
  readonly out: string;
  readonly truth?: string;
  readonly json?: true;
}

const examples = `
Examples:
  $ hullwatch simulate soyuz-ms-09 -o night.csv.gz
      The night of 29 August 2018, on the station that the scenario names.
  $ hullwatch simulate soyuz-ms-09 --seed 7 -o night.csv --truth truth.ndjson --json
      Other noise; what really happened beside it; one JSON object when done.
  $ hullwatch simulate my-scenario.yaml --station my-station.yaml | hullwatch replay - --station my-station.yaml
      Straight into a replay.`;

/** `hullwatch simulate`: a recording made by the simulator. */
export function simulateCommand(shell: Shell): Command {
  return new Command("simulate")
    .description("make a recording from a scenario")
    .argument("<scenario>", "scenario file, or the id of one that ships")
    .option("--station <station>", "station file or id (default: the one that the scenario names)")
    .option("--seed <n>", "of everything that is random: the same seed gives the same bytes", wholeOption("--seed"), 1)
    .option("-o, --out <recording>", "where to write it; - is standard output, .gz compresses", "-")
    .option("--truth <file>", "what really happened, one JSON object a line")
    .option("--json", "one JSON object when done (with -o FILE)")
    .addHelpText("after", examples)
    .action((scenario: string, options: Options) => run(shell, scenario, options));
}

async function run(shell: Shell, name: string, { station: stationName, seed, out, truth, json }: Options) {
  if (json && out === "-") throw new UsageError("simulate: found --json alone, expected -o FILE beside it");
  if (truth !== undefined && isOnePlace(out, truth))
    throw new UsageError(`simulate: found ${truth} for the recording and for --truth, expected two places`);
  const { scenario, station } = loadScenario(name, stationName);
  const entries: TruthEntry[] = [];
  const progress = startProgress(shell, scenario.duration);
  let rows = 0;
  function* lines() {
    yield `${recordingHead(scenario, station, seed).join("\n")}\n`;
    const write = rowWriter();
    const note = (entry: TruthEntry) => entries.push(entry);
    for (const row of simulate(scenario, station, seed, truth === undefined ? () => {} : note)) {
      rows++;
      if (rows % 1000 === 0) progress.update(row.time - scenario.start, rows);
      yield `${write(row)}\n`;
    }
  }
  try {
    await writeTo(out, lines(), shell.stdout);
  } finally {
    progress.stop();
  }
  if (truth !== undefined) await writeTo(truth, entries.map(jsonLine), shell.stdout);
  const from = isoTime(scenario.start);
  const to = isoTime(scenario.start + scenario.duration);
  if (json) {
    const made = { type: "simulate", scenario: scenario.id, station: station.id, seed, rows, from, to, recording: out };
    shell.stdout.write(jsonLine({ ...made, ...(truth !== undefined && { truth }) }));
  } else if (out !== "-") shell.stdout.write(`${out}: ${count(rows)} rows, ${from} to ${to}\n`);
}
