import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
import { checkCommand } from "./commands/check.ts";
import { drillCommand } from "./commands/drill.ts";
import { injectCommand } from "./commands/inject.ts";
import { pcCommand } from "./commands/pc.ts";
import { planCommand } from "./commands/plan.ts";
import { playCommand } from "./commands/play.ts";
import { refillCommand } from "./commands/refill.ts";
import { replayCommand } from "./commands/replay.ts";
import { reserveCommand } from "./commands/reserve.ts";
import { scenariosCommand, stationsCommand } from "./commands/shipped.ts";
import { simulateCommand } from "./commands/simulate.ts";
import type { Shell } from "./shell/index.ts";

const examples = `
Examples:
  $ hullwatch replay recordings/astropi-2022-01-31.csv.gz --station astropi-2022
      Is air being lost in this recording? How fast, how long have we got?
  $ hullwatch reserve --pressure 750mmHg --rate 0.6mmHg/h --to 490mmHg
      How long at this rate?
  $ hullwatch refill --station iss-2018-08-30 --pressure 740mmHg --ppO2 155mmHg --to 750mmHg
      What to let in, in what order, how fast?
  $ hullwatch simulate soyuz-ms-09 -o night.csv && hullwatch replay night.csv --station iss-2018-08-30
      Make a night with a hole in it, and see it found.
  $ hullwatch play
      The night of 29 August 2018 in this terminal.

Quantities carry their unit: 745mmHg, 99.3kPa, 0.6mmHg/h, 90min.
Exit status: 0 done, 1 the input was read and found wanting, 2 wrong usage or unreadable input.
\`hullwatch COMMAND --help\` shows the options and examples of a command.`;

/** "error: unknown option '--jsn'\n(Did you mean --json?)" on one line, as all our errors are. */
const oneLine = (text: string) =>
  `hullwatch: ${text
    .replace(/^error: /, "")
    .trim()
    .replaceAll(/\s*\n\s*/g, " ")}\n`;

/** Runs one command line; ends when its output is written. Throws what `exitOf` understands. */
export async function run(args: readonly string[], shell: Shell): Promise<void> {
  const program = new Command("hullwatch")
    .description("Cabin leaks: is air being lost, how fast, through how big a hole, how long does it last.")
    .version(manifest.version)
    .addHelpText("after", examples);
  const commands = [
    playCommand(shell),
    replayCommand(shell),
    simulateCommand(shell),
    injectCommand(shell),
    reserveCommand(shell),
    planCommand(shell),
    drillCommand(shell),
    refillCommand(shell),
    checkCommand(shell),
    pcCommand(shell),
    stationsCommand(shell),
    scenariosCommand(shell),
  ];
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => shell.stdout.write(text),
      writeErr: (text) => shell.stderr.write(text),
      outputError: (text, write) => write(oneLine(text)),
    });
  }
  await program.parseAsync(args, { from: "user" });
}
