/**
 * A whole server killed (SIGKILL) at random moments: while a feed sends an engine's rows, and while two control centres write to
 * one incident. What was acknowledged and is not there, and what was told twice. `--kills 100 --minutes 10`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { alarmsOf, cabinFile, Feed, noLimits, referenceAlarms, Writer } from "../packages/cli/src/testing-killed.ts";
import { type Client, people, serve } from "../packages/cli/src/testing-serve.ts";
import { printFigure } from "./figure.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "100" },
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
  },
});
const [kills, minutes] = [values.kills, values.minutes].map(Number);
let state = Number(values.seed);
/** (0 to 1) The same moments for the same seed, as far as a machine has them. */
const chance = () => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state / 2_147_483_648;
};

const endings: (() => unknown)[] = [];
process.on("exit", () => {
  for (const end of endings.toReversed()) end();
});
const after = (end: unknown) => void endings.push(end as () => unknown);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A server with a cabin, in a folder of its own. */
async function begin(roles: Parameters<typeof people>[2]) {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-kills-"));
  endings.push(() => rmSync(folder, { recursive: true, force: true }));
  const start = () => serve({ after }, folder, noLimits);
  const server = await start();
  const clients = await people(server.address, server.code!, roles);
  await clients.root.ask(server.address, "PUT", "/stations/cabin", cabinFile, "application/yaml");
  return { server, clients, start };
}

const asNumber = (line: string) => line.replace(/[^,]*$/, (value) => String(Number(value)));
const twice = (all: readonly unknown[]) => all.length - new Set(all.map((one) => JSON.stringify(one))).size;
const missing = (wanted: readonly unknown[], found: readonly unknown[]) => {
  const have = new Set(found.map((one) => JSON.stringify(one)));
  return wanted.filter((one) => !have.has(JSON.stringify(one))).length;
};

async function killedWhileFed(): Promise<void> {
  let { server, clients, start } = await begin({});
  const { root } = clients;
  const feed = new Feed(40 * 5 * kills, Math.ceil(kills / 4));
  for (let killed = 0; !feed.isOver; ) {
    const sending = feed.next(root, server.address);
    if (killed < kills && feed.sent > (killed + 0.2 + 0.6 * chance()) * (feed.length / kills)) {
      await pause(40 * chance());
      await server.kill();
      killed++;
      await sending;
      server = await start();
    } else await sending;
  }
  const told = await alarmsOf(root, server.address);
  const { body: csv } = await root.ask(server.address, "GET", "/stations/cabin/export");
  const kept = String(csv).trim().split("\n").slice(1).map(asNumber);
  const entries = await logOf(root, server.address, "alarm-raised,alarm-cleared");
  const expected = referenceAlarms(feed);
  const inLog = entries.map(({ kind, alarm }) => ({ kind, alarm }));
  const none = ["at most", 0] as const;
  printFigure({
    what: `kills while ${feed.acknowledged.length.toLocaleString("en")} rows were fed`,
    measured: kills,
    unit: "",
  });
  printFigure({
    what: "acknowledged rows lost",
    measured: missing(feed.acknowledged.map(asNumber), kept),
    unit: "",
    goal: none,
  });
  printFigure({ what: "alarms raised and cleared by an engine never killed", measured: expected.length, unit: "" });
  printFigure({ what: "of these missed", measured: missing(expected, told), unit: "", goal: none });
  printFigure({
    what: "told twice, or by no such engine",
    measured: twice(told) + missing(told, expected),
    unit: "",
    goal: none,
  });
  printFigure({
    what: "alarm entries missing from the log, or doubled",
    measured: Math.abs(expected.length - inLog.length) + twice(inLog),
    unit: "",
    goal: none,
  });
  await server.stop();
}

async function logOf(client: Client, address: string, kinds: string) {
  const all: { id: string; kind: string; alarm: string }[] = [];
  for (let after = ""; ; after = `&after=${all.at(-1)!.id}`) {
    const { body } = await client.ask(address, "GET", `/stations/cabin/log?kinds=${kinds}&limit=1000${after}`);
    for (const { id, entry } of body.entries) all.push({ id, kind: entry.kind, alarm: entry.body.alarm });
    if (!body.more) return all;
  }
}

async function killedWhileTwoWrite(): Promise<void> {
  const scopes = ["read-log", "write-log"];
  let { server, clients, start } = await begin({ "controller@houston": scopes, "controller@moscow": scopes });
  const writers = ["houston", "moscow"].map(
    (centre) => new Writer(clients[`controller@${centre}`], centre, () => server.address),
  );
  const end = Date.now() + minutes * 60_000;
  const writing = Promise.all(writers.map((writer) => writer.write(Number.POSITIVE_INFINITY, () => Date.now() > end)));
  let killed = 0;
  while (Date.now() < end) {
    await pause(1000 + 10_000 * chance());
    await server.kill();
    killed++;
    server = await start();
  }
  await writing;
  const [first, second] = await Promise.all(writers.map((writer) => writer.readAll()));
  const keys = first.map(({ key }) => key);
  const none = ["at most", 0] as const;
  const { body } = await clients.root.ask(server.address, "GET", "/log/verification");
  printFigure({ what: `kills while two centres wrote for ${minutes} min`, measured: killed, unit: "" });
  printFigure({
    what: "entries acknowledged",
    measured: writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0),
    unit: "",
  });
  printFigure({
    what: "of these lost",
    measured: missing(
      writers.flatMap((writer) => writer.acknowledged),
      keys,
    ),
    unit: "",
    goal: none,
  });
  printFigure({ what: "doubled", measured: twice(keys), unit: "", goal: none });
  printFigure({
    what: "places at which the two orders differ",
    measured: first.filter(({ id }, i) => id !== second[i]?.id).length,
    unit: "",
    goal: none,
  });
  printFigure({ what: "faults in the chain of hashes", measured: body.faults.length, unit: "", goal: none });
  await server.stop();
}

if (kills > 0) await killedWhileFed();
if (minutes > 0) await killedWhileTwoWrite();
process.exit(0);
