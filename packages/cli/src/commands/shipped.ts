import { parseStation } from "@hullwatch/core/station";
import { Command } from "commander";
import { listing } from "../report/index.ts";
import { loadScenario } from "../scenario/index.ts";
import { jsonLine, readNamed, type Shell, shipped } from "../shell/index.ts";

/** One file that ships. */
export interface Shipped {
  readonly id: string;
  readonly name: string;
  /** The first sentence of its opening comment. */
  readonly about: string;
  readonly file: string;
}

/** What has a list of its own; the other kinds are named where they are used. */
type Listed = "station" | "scenario";

function describe(kind: Listed, id: string): Shipped {
  const { name: file, text } = readNamed(kind, id);
  const comment = /^(#.*\n)*/.exec(text)?.[0].replaceAll(/^#\s*/gm, "").replaceAll("\n", " ") ?? "";
  const about = /^.*?\.(?=\s|$)/.exec(comment)?.[0] ?? comment.trim();
  const { name } = kind === "station" ? parseStation(text, file) : loadScenario(id).scenario;
  return { id, name, about, file };
}

function listCommand(shell: Shell, kind: Listed, use: string): Command {
  return new Command(`${kind}s`)
    .description(`the ${kind}s that ship with Hullwatch`)
    .option("--json", "one JSON object a line")
    .addHelpText("after", `\nExamples:\n  $ hullwatch ${kind}s\n  $ hullwatch ${kind}s --json\n  $ hullwatch ${use}`)
    .action(({ json }: { json?: true }) => {
      const all = [...shipped(kind).keys()].map((id) => describe(kind, id));
      shell.stdout.write(json ? all.map(jsonLine).join("") : listing(shell, all));
    });
}

/** `hullwatch stations` */
export const stationsCommand = (shell: Shell) => listCommand(shell, "station", "replay FILE --station astropi-2022");
/** `hullwatch scenarios` */
export const scenariosCommand = (shell: Shell) => listCommand(shell, "scenario", "simulate soyuz-ms-09 -o night.csv");
