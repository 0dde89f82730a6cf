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
      const settings = [...options.set, ...(options.behindProxy ? ["server.behind_proxy=true"] : [])];
      const said = server.loadConfig({ file: options.config, env: process.env, settings });
      const config = { ...said, feeds: [...said.feeds, ...options.feed] };
      await (options.demo ? demo(shell, server, config, options) : serve(shell, server, config, options));
    });
}

type Module = typeof import("@hullwatch/server");

/**
 * The command runs with a small heap; a server of a hundred stations needs the machine's. And of the four threads that Node has for
 * disks one or two are the archive's: with them alone every hundredth batch waits a second to be synced, with sixteen 0.2 s
 * (`npm run bench -- server`). The process stays the same one.
 */
function leaveFlags(): void {
  const { UV_THREADPOOL_SIZE } = process.env;
  if (process.execArgv.length === 0 && UV_THREADPOOL_SIZE !== undefined) return;
  const env = { ...process.env, UV_THREADPOOL_SIZE: UV_THREADPOOL_SIZE ?? "16" };
  process.execve?.(process.execPath, [process.execPath, ...process.argv.slice(1)], env);
}

async function serve(shell: Shell, module: Module, config: Config, { restore, open }: Options): Promise<void> {
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

/** Stations that ship for a feed that is asked for. */
async function feedStations({ feeds }: Config): Promise<readonly string[]> {
  const { readFeed } = await import("@hullwatch/feeds");
  const ids = feeds.flatMap((feed) => readFeed(feed).station ?? []);
  return [...new Set(ids)].filter((id) => shipped("station").has(id));
}

async function demo(
  shell: Shell,
  module: Module,
  config: Config,
  { speed, scenario, from, answered = false, open }: Options,
): Promise<void> {
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
  shell.stdout.write(`${opening(module, server.address, server.station, speed)}\n`);
  if (open) openInBrowser(server.address);
  await ended.signal;
  await stop(server);
  if (own !== null) rmSync(own, { recursive: true });
}

const opening = ({ demoPassword, demoPeople }: Module, address: string, station: string, speed: number) =>
  [
    `Hullwatch listens on ${address}; ${station} is fed ${speed} times as fast as it was. Ctrl-C ends it.`,
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

/** Resolves with the first signal to end; a second one ends at once, as does what cannot be mended. */
function ending() {
  const { promise: signal, resolve } = Promise.withResolvers<void>();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => {
      resolve();
      process.once(name, () => process.exit(130));
    });
  }
  const broken = (error: unknown) => {
    process.stderr.write(
      `hullwatch: HW_BROKEN ${error instanceof Error ? error.message : error}; begun anew, the server goes on from what it has saved\n`,
    );
    process.exit(70);
  };
  return { signal, broken };
}

const stop = (server: Server) => server.stop();
