import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
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
  $ hullwatch risk --station iss-2018-08-30 --for 180d
      What may debris and meteoroids do to each hull?
  $ hullwatch cause --evidence ms-09-2018-08-30
      What made that hole, by what was known when it was found?
  $ hullwatch serve --demo --speed 600
      The same night as mission control has it, over HTTP.
  $ hullwatch play
      The night of 29 August 2018 in this terminal.

Quantities carry their unit: 745mmHg, 99.3kPa, 0.6mmHg/h, 90min.
Exit status: 0 done, 1 the input was read and found wanting, 2 wrong usage or unreadable input.
\`hullwatch COMMAND --help\` shows the options and examples of a command.`;

/** A command is read when it is asked for: a replay starts sooner, and in less memory, without the others. In the order of `--help`. */
const commands: Readonly<Record<string, (shell: Shell) => Promise<Command>>> = {
  play: async (shell) => (await import("./commands/play.ts")).playCommand(shell),
  replay: async (shell) => (await import("./commands/replay.ts")).replayCommand(shell),
  simulate: async (shell) => (await import("./commands/simulate.ts")).simulateCommand(shell),
  inject: async (shell) => (await import("./commands/inject.ts")).injectCommand(shell),
  reserve: async (shell) => (await import("./commands/reserve.ts")).reserveCommand(shell),
  plan: async (shell) => (await import("./commands/plan.ts")).planCommand(shell),
  drill: async (shell) => (await import("./commands/drill.ts")).drillCommand(shell),
  refill: async (shell) => (await import("./commands/refill.ts")).refillCommand(shell),
  check: async (shell) => (await import("./commands/check.ts")).checkCommand(shell),
  risk: async (shell) => (await import("./commands/risk.ts")).riskCommand(shell),
  cause: async (shell) => (await import("./commands/cause.ts")).causeCommand(shell),
  serve: async (shell) => (await import("./commands/serve.ts")).serveCommand(shell),
  ingest: async (shell) => (await import("./commands/fleet.ts")).ingestCommand(shell),
  worker: async (shell) => (await import("./commands/fleet.ts")).workerCommand(shell),
  pc: async (shell) => (await import("./commands/pc.ts")).pcCommand(shell),
  screen: async (shell) => (await import("./commands/screen.ts")).screenCommand(shell),
  stations: async (shell) => (await import("./commands/shipped.ts")).stationsCommand(shell),
  scenarios: async (shell) => (await import("./commands/shipped.ts")).scenariosCommand(shell),
};

/** "error: unknown option '--jsn'\n(Did you mean --json?)" on one line, as all our errors are. */
const oneLine = (text: string) =>
  `hullwatch: ${text
    .replace(/^error: /, "")
    .trim()
    .replaceAll(/\s*\n\s*/g, " ")}\n`;

/** The program with the command that `args` ask for, or with all where they ask for none. */
export async function programFor(args: readonly string[], shell: Shell): Promise<Command> {
  const program = new Command("hullwatch")
    .description("Cabin leaks: is air being lost, how fast, through how big a hole, how long does it last.")
    .version(manifest.version)
    .addHelpText("after", examples);
  const name = args[0] ?? "";
  const asked = Object.hasOwn(commands, name) ? [name] : Object.keys(commands);
  const made = await Promise.all(asked.map((one) => commands[one](shell)));
  for (const command of made) program.addCommand(command);
  for (const command of [program, ...made]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => shell.stdout.write(text),
      writeErr: (text) => shell.stderr.write(text),
      outputError: (text, write) => write(oneLine(text)),
    });
  }
  return program;
}

/** Runs one command line; ends when its output is written. Throws what `exitOf` understands. */
export async function run(args: readonly string[], shell: Shell): Promise<void> {
  const program = await programFor(args, shell);
  await program.parseAsync(args, { from: "user" });
}
