import { parseStation } from "@hullwatch/core/station";
import type { Begun, Config } from "@hullwatch/server";
import { Command } from "commander";
import { readNamed, type Shell, shipped, warn } from "../shell/index.ts";
import { ending } from "./ending.ts";
import { leaveFlags } from "./leave-flags.ts";

interface Options {
  readonly config?: string;
  readonly set: readonly string[];
  readonly nats?: string;
  readonly postgres?: string;
  readonly feed?: readonly string[];
}

const ingestExamples = `
Examples:
  $ hullwatch ingest --nats nats://127.0.0.1:4222 --feed isslive
      The real station into a stream of NATS; docs/fleet.md shows the whole.
  $ hullwatch ingest --config hullwatch.yaml
      Stations, feeds and servers as the file says.`;

const workerExamples = `
Examples:
  $ hullwatch worker --nats nats://127.0.0.1:4222 --postgres postgres://hullwatch@127.0.0.1/hullwatch
      Takes its share of the stations; one of all workers fills the archive.`;

/** `hullwatch ingest`: feeds into the stream of a fleet. */
export function ingestCommand(shell: Shell): Command {
  return common(new Command("ingest").description("feeds of telemetry into a fleet's stream, for workers to judge"))
    .option(
      "--feed <kind[:options]>",
      "a feed of telemetry, such as isslive or mqtt:url=mqtt://host (docs/feeds); may be given again",
      (one, all: string[]) => [...all, one],
      [],
    )
    .addHelpText("after", ingestExamples)
    .action((options: Options) =>
      begin(shell, options, async (server, said, broken) => {
        const config = { ...said, feeds: [...said.feeds, ...(options.feed ?? [])] };
        const names = [...config.stations, ...(await feedStations(config))];
        const texts = names.map((name) => {
          const { text, name: file } = readNamed("station", name);
          parseStation(text, file);
          return text;
        });
        return server.beginIngest({ config, logger: server.makeLogger(config.log_level) }, texts, broken);
      }),
    );
}

/** `hullwatch worker`: engines for a share of a fleet's stations. */
export function workerCommand(shell: Shell): Command {
  return common(new Command("worker").description("judge a share of a fleet's stations"))
    .option("--postgres <url>", "database of the archive: the same as --set fleet.postgres=URL")
    .addHelpText("after", workerExamples)
    .action((options: Options) =>
      begin(shell, options, (server, config, broken) =>
        server.beginWorker({ config, logger: server.makeLogger(config.log_level) }, broken),
      ),
    );
}

const common = (command: Command): Command =>
  command
    .option("--config <file>", "configuration file (YAML)")
    .option(
      "--set <key=value>",
      "one setting, over file and environment; may be given again",
      (one, all: string[]) => [...all, one],
      [],
    )
    .option("--nats <url>", "servers of NATS, with commas between: the same as --set fleet.nats=URL");

type Module = typeof import("@hullwatch/server");

async function begin(
  shell: Shell,
  { config: file, set, nats, postgres }: Options,
  act: (server: Module, config: Config, broken: (error: unknown) => void) => Promise<Begun>,
): Promise<void> {
  leaveFlags();
  const server = await import("@hullwatch/server");
  const settings = [...set, ...fleetSettings({ nats, postgres })];
  const ended = ending();
  const begun = await act(server, server.loadConfig({ file, env: process.env, settings }), ended.broken);
  ended.ready();
  warn(shell, "ready");
  await ended.signal;
  await begun.stop();
}

/** What the options of a fleet are as settings. */
export const fleetSettings = ({ nats, postgres }: { nats?: string | undefined; postgres?: string | undefined }) => [
  ...(nats === undefined ? [] : [`fleet.nats=${nats}`]),
  ...(postgres === undefined ? [] : [`fleet.postgres=${postgres}`]),
];

/** Stations that ship for a feed that is asked for. */
export async function feedStations({ feeds }: Config): Promise<readonly string[]> {
  const { readFeed } = await import("@hullwatch/feeds");
  const ids = feeds.flatMap((feed) => readFeed(feed).station ?? []);
  return [...new Set(ids)].filter((id) => shipped("station").has(id));
}
