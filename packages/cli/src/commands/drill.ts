import { toWire } from "@hullwatch/core/engine";
import { Command } from "commander";
import { playDrill, type Said } from "../drill/index.ts";
import { createEventLines, drillJson, drillText, orderText, utc } from "../report/index.ts";
import { loadScenario } from "../scenario/index.ts";
import { jsonLine, type Shell, wholeOption } from "../shell/index.ts";

interface Options {
  readonly station?: string;
  readonly seed: number;
  readonly json?: true;
}

const examples = `
What the people of the scenario did about the leak is left out; a scripted crew does what it is advised instead.

Examples:
  $ hullwatch drill soyuz-ms-09
      Find the hole of 2018: every alarm, every piece of advice, every hatch, and the minutes beside those of that day.
  $ hullwatch drill mir-1997 --seed 7 --json
      One JSON object a line: the events as of replay, and one of type "drill" at the end.`;

/** `hullwatch drill`: a scenario played by a crew that follows the advice. */
export function drillCommand(shell: Shell): Command {
  return new Command("drill")
    .description("play a scenario with a crew that follows the advice, to the end of the search")
    .argument("<scenario>", "scenario file, or the id of one that ships")
    .option("--station <station>", "station file or id (default: the one that the scenario names)")
    .option("--seed <n>", "of everything that is random", wholeOption("--seed"), 1)
    .option("--json", "one JSON object a line")
    .addHelpText("after", examples)
    .action((name: string, options: Options) => {
      const { scenario, station } = loadScenario(name, options.station);
      const linesOf = createEventLines(shell);
      const tell = (said: Said): string => {
        if ("event" in said && options.json) return jsonLine(toWire(said.event));
        if ("event" in said)
          return linesOf(said.event)
            .map((line) => `${line}\n`)
            .join("");
        return options.json ? "" : `${utc(said.order.at)}  crew  ${orderText(station, said.order)}\n`;
      };
      const result = playDrill(scenario, station, options.seed, (said) => shell.stdout.write(tell(said)));
      if (!options.json) shell.stdout.write("\n");
      const { found } = scenario;
      shell.stdout.write(options.json ? jsonLine(drillJson(result, found)) : drillText(result, found));
    });
}
