import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseStation } from "@hullwatch/core/station";
import type { Config, Server } from "@hullwatch/server";
import { Command } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { readScenario } from "../scenario/index.ts";
import {
  consoleFolder,
  openInBrowser,
  readNamed,
  type Shell,
  shipped,
  UsageError,
  wholeOption,
} from "../shell/index.ts";
import { ending } from "./ending.ts";
import { feedStations, fleetSettings } from "./fleet.ts";
import { leaveFlags } from "./leave-flags.ts";

interface Options {
  readonly config?: string;
  readonly set: readonly string[];
  readonly demo?: true;
  readonly speed: number;
  readonly scenario: string;
  readonly from?: string;
  readonly answered?: boolean;
  readonly open?: true;
  readonly restore?: string;
  readonly behindProxy?: true;
  readonly feed: readonly string[];
  readonly centre?: string;
  readonly centreNats?: string;
  readonly link: readonly string[];
  readonly nats?: string;
  readonly postgres?: string;
}

const examples = `
Examples:
  $ hullwatch serve --demo --speed 600
      The night of 29 August 2018 as a live feed, ten minutes a second; docs/api.md is a walk through it with curl.
  $ hullwatch serve --set stations=iss-2018-08-30 --set data_dir=/var/lib/hullwatch
      A server on http://127.0.0.1:8321. The code that its first administrator needs is on standard error.
  $ hullwatch serve --feed isslive
      The real station: NASA's public telemetry of the ISS, on the station file that ships for it.
  $ HULLWATCH_SERVER_PORT=9000 hullwatch serve --config hullwatch.yaml
      Settings by file, environment and command line, each over the one before; docs/configuration.md lists all.
  $ hullwatch serve --centre houston --centre-nats nats://127.0.0.1 --link moscow=tls://nats.moscow.example
      One of two control centres with one log: either goes on alone, and joined both hold the same (docs/centres.md).
  $ hullwatch serve --restore backups/2026-11-23 --set data_dir=/var/lib/hullwatch
      From a backup, into a folder that is empty.`;

/** What the configuration says of folder and centre where nobody has said anything: the demonstration has its own. */
const [unset, unnamed] = ["hullwatch-data", "main"];

/** `hullwatch serve`: the server. */
export function serveCommand(shell: Shell): Command {
  return new Command("serve")
    .description("run the server: telemetry in, alarms, the shared log, for every control centre")
    .option("--config <file>", "configuration file (YAML)")
    .option(
      "--set <key=value>",
      "one setting, over file and environment; may be given again",
      (one, all: string[]) => [...all, one],
      [],
    )
    .option("--behind-proxy", "a proxy in front ends TLS: the same as --set server.behind_proxy=true")
    .option(
      "--feed <kind[:options]>",
      "a feed of telemetry, such as isslive or mqtt:url=mqtt://host (docs/feeds); may be given again",
      (one, all: string[]) => [...all, one],
      [],
    )
    .option("--centre <id>", "the control centre that this server belongs to: the same as --set centre=ID")
    .option(
      "--centre-nats <url>",
      "the own NATS, from which other centres take the log: the same as --set centres.nats.url=URL",
    )
    .option(
      "--link <centre=url>",
      "another centre and its NATS, such as moscow=tls://nats.moscow.example (docs/centres.md); may be given again",
      (one, all: string[]) => [...all, one],
      [],
    )
    .option("--nats <url>", "servers of NATS behind which a fleet's workers judge: the same as --set fleet.nats=URL")
    .option("--postgres <url>", "database of the fleet's archive: the same as --set fleet.postgres=URL")
    .option("--demo", "play a simulated night as a live feed, with an account of every role")
    .option("--speed <n>", "with --demo: how many times as fast as it was; 1 is real time", wholeOption("--speed"), 60)
    .option("--scenario <scenario>", "with --demo: scenario file, or the id of one that ships", "soyuz-ms-09")
    .option("--from <time>", "with --demo: when to begin; what was before it is there at once")
    .option("--answered", "with --demo: what people report in the console happens, and nobody else does anything")
    .option("--open", "open the console in a browser, where there is a desktop")
    .option("--restore <folder>", "begin from a backup; the folder of data must be empty")
    .addHelpText("after", examples)
    .action(async (options: Options) => {
      leaveFlags();
      const server = await import("@hullwatch/server");
      const settings = [...options.set, ...settingsOf(options), ...fleetSettings(options)];
      const said = server.loadConfig({ file: options.config, env: process.env, settings });
      const config = { ...said, feeds: [...said.feeds, ...options.feed] };
      await (options.demo ? demo(shell, server, config, options) : serve(shell, server, config, options));
    });
}

/** Options that are short for settings. */
function settingsOf({ behindProxy, centre, centreNats, link }: Options): readonly string[] {
  const links = link.map((one) => {
    const [, name, url] = /^([^=]+)=(.+)$/.exec(one) ?? [];
    if (name === undefined) throw new UsageError(`--link: found "${one}", expected centre=url`);
    return { centre: name, url };
  });
  return [
    ...(behindProxy ? ["server.behind_proxy=true"] : []),
    ...(centre === undefined ? [] : [`centre=${centre}`]),
    ...(centreNats === undefined ? [] : [`centres.nats.url=${centreNats}`]),
    ...(links.length === 0 ? [] : [`centres.links=${JSON.stringify(links)}`]),
  ];
}

type Module = typeof import("@hullwatch/server");

async function serve(shell: Shell, module: Module, config: Config, { restore, open }: Options): Promise<void> {
  if (restore !== undefined && config.fleet.nats !== undefined) {
    throw new UsageError(
      "--restore: found fleet.nats beside it, expected the telemetry of one machine (docs/fleet.md)",
    );
  }
  if (restore !== undefined) await module.restoreBackup(restore, config.data_dir);
  const files = [...config.stations, ...(await feedStations(config))].map((name) => readNamed("station", name));
  const ended = ending();
  const server = await module.startServer({
    config,
    version: manifest.version,
    console: consoleFolder,
    procedures: [...shipped("procedure").keys()].map((id) => readNamed("procedure", id)),
    scenarios: trainable(),
    logger: module.makeLogger(config.log_level),
    onBroken: ended.broken,
    prepare: async (stations) => {
      for (const { text, name } of files) {
        const { id } = parseStation(text, name);
        if (!stations.has(id)) await stations.put(id, text, "configuration");
      }
    },
  });
  ended.ready();
  const say = (line: string) => shell.stderr.write(`hullwatch: ${line}\n`);
  if (server.setUp.needed) say(`set-up code for the first administrator: ${server.setUp.code}`);
  if (module.listenSettings(config).local)
    say("only this machine reaches it; another address wants TLS or --behind-proxy");
  say(`listening on ${server.address}`);
  if (open) openInBrowser(server.address);
  await ended.signal;
  await stop(server);
}

/** Every scenario that ships can be trained. */
const trainable = () =>
  [...shipped("scenario").keys()].map((id) => {
    const { scenario, station } = readScenario(id);
    return { id, text: scenario.text, station };
  });

async function demo(
  shell: Shell,
  module: Module,
  config: Config,
  { speed, scenario, from, answered = false, open }: Options,
): Promise<void> {
  if (config.fleet.nats !== undefined)
    throw new UsageError("--demo: found fleet.nats beside it, expected none: the demonstration is one machine");
  if (config.feeds.length > 0)
    throw new UsageError("--demo: found a feed beside it, expected none: the demonstration is one");
  if (speed < 1) throw new UsageError(`--speed: found "${speed}", expected 1 or more`);
  if (!module.listenSettings(config).local) {
    throw new UsageError(
      `--demo: found server.host ${config.server.host}, expected a loopback address, as everybody knows its passwords`,
    );
  }
  const own = config.data_dir === unset ? mkdtempSync(join(tmpdir(), "hullwatch-demo-")) : null;
  const ended = ending();
  const server = await module.startDemo({
    ...readScenario(scenario),
    config: {
      ...config,
      data_dir: own ?? config.data_dir,
      centre: config.centre === unnamed ? "houston" : config.centre,
    },
    version: manifest.version,
    console: consoleFolder,
    ...(from !== undefined && { from: momentOf(from) }),
    answered,
    procedures: [...shipped("procedure").keys()].map((id) => readNamed("procedure", id)),
    scenarios: trainable(),
    logger: module.makeLogger("warn"),
    onBroken: ended.broken,
    speed,
  });
  ended.ready();
  shell.stdout.write(`${opening(module, server.address, server.station, speed)}\n`);
  if (open) openInBrowser(server.address);
  await ended.signal;
  await stop(server);
  if (own !== null) rmSync(own, { recursive: true });
}

const opening = ({ demoPassword, demoPeople }: Module, address: string, station: string, speed: number) =>
  [
    `Hullwatch listens on ${address}; ${station} is fed ${speed === 1 ? "in real time" : `${speed} times as fast as it was`}. Ctrl-C ends it.`,
    `Console      ${address}/`,
    `Public page  ${address}/status`,
    `People       ${demoPeople.map(({ name }) => name).join(", ")}; the password of all is "${demoPassword}"`,
  ].join("\n");

function momentOf(text: string): number {
  const seconds = Date.parse(text) / 1000;
  if (Number.isNaN(seconds))
    throw new UsageError(`--from: found "${text}", expected an ISO 8601 time such as 2018-08-29T22:00:00Z`);
  return seconds;
}

const stop = (server: Server) => server.stop();
