/** A fleet under load while its processes are killed: what was lost, what came twice, how soon it was as before, in how much memory. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { openPostgresArchive } from "../../packages/archive/src/index.ts";
import { startCluster } from "../../packages/archive/src/postgres/testing-cluster.ts";
import { people } from "../../packages/cli/src/testing-serve.ts";
import { keysBelow, openBus } from "../../packages/server/src/fleet/bus.ts";
import { leasesBucket, rowsStream } from "../../packages/server/src/fleet/names.ts";
import { loadState } from "../../packages/server/src/fleet/states.ts";
import { archiveCount, eventsCount, servedCount } from "./count.ts";
import { type SmallDisk, smallDisk } from "./disk.ts";
import { cabinText, Load, sensors } from "./load.ts";
import { freePorts, hullwatch, type Kept, natsCluster } from "./machines.ts";

export interface FaultsOptions {
  readonly kills: number;
  readonly seed: number;
  /** Servers of NATS: 1 or 3. */
  readonly nodes: number;
  /** Beside the kills: clocks stepped, a worker held still, PostgreSQL stopped, a flood, and as root its disk full. */
  readonly more: boolean;
  say(line: string): void;
  /** Told after each fault that is over, with how long (s) it took. */
  onRecovered?(what: string, seconds: number): void;
}

export interface Faulted {
  /** (s) From each fault until all is through again, by what was killed. */
  readonly recoveries: ReadonlyMap<string, readonly number[]>;
  readonly samples: number;
  readonly samplesLost: number;
  readonly samplesDoubled: number;
  readonly events: number;
  readonly eventsWrong: number;
  readonly servedWrong: number;
  /** (MB) The most that each process had. */
  readonly memory: ReadonlyMap<string, number>;
  /** Times that one of Hullwatch's processes has ended that nobody had killed. */
  readonly fallen: number;
}

const stations = Array.from({ length: 6 }, (_, i) => `cabin-${i}`);
const cheap = ["argon2_memory_KiB=8", "argon2_passes=1", "argon2_lanes=1"].map((one) => `people.password.${one}`);
/** (s) No fault may last longer. */
const patience = 90;

/** Numbers from 0 to 1. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export async function runFaults(options: FaultsOptions): Promise<Faulted> {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-faults-"));
  const endings: (() => Promise<unknown>)[] = [];
  // PostgreSQL runs as somebody else, and has to come by.
  chmodSync(folder, 0o755);
  const disk = options.more ? smallDisk(join(folder, "disk"), 600) : null;
  try {
    return await faulted(folder, endings, disk, options);
  } finally {
    for (const end of endings.reverse()) await end().catch(() => undefined);
    disk?.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function faulted(
  folder: string,
  endings: (() => Promise<unknown>)[],
  disk: SmallDisk | null,
  { kills, seed, nodes, more, say, onRecovered }: FaultsOptions,
): Promise<Faulted> {
  const stores = disk?.folder ?? folder;
  const postgres = await startCluster({}, stores);
  endings.push(() => postgres.remove());
  const source = await natsCluster(join(folder, "source"), 1);
  const nats = await natsCluster(join(folder, "fleet"), nodes);
  endings.push(() => Promise.all([...source.nodes, ...nats.nodes].map((node) => node.end())));
  const load = await Load.begin(source.url, stations);
  const bus = await openBus({ url: nats.url, replicas: nodes, partitions: 4, days: 7, name: "test" });
  endings.push(
    () => bus.close(),
    () => load.close(),
  );

  const settings = [`fleet.nats=${nats.url}`, `fleet.replicas=${nodes}`, "fleet.partitions=4", "engine.threads=1"];
  const set = (more: readonly string[]) => [...settings, ...more].flatMap((one) => ["--set", one]);
  const files = stations.map((id) => {
    const path = join(folder, `${id}.yaml`);
    writeFileSync(path, cabinText(id));
    return path;
  });
  const feeds = stations.flatMap((id) => [
    "--feed",
    `nats:station=${id},url=${source.url},subject=cabins.${id},stream=CABINS,consumer=${id}`,
  ]);
  const ingest = hullwatch("ingest", ["ingest", ...set([`stations=${files.join()}`]), ...feeds]);
  const worker = (name: string) =>
    hullwatch(name, ["worker", ...set(["engine.save_every_s=1", `fleet.postgres=${postgres.url}`])]);
  const [first, second] = [worker("worker 1"), worker("worker 2")];
  const [port] = await freePorts(1);
  const own = [`data_dir=${join(folder, "data")}`, `server.port=${port}`, "limits.requests_per_min_token=1000000"];
  const serve = hullwatch("serve", [
    "serve",
    ...set([...cheap, ...own, `fleet.postgres=${postgres.url}`, "log_level=warn"]),
  ]);
  const ours = [ingest, first, second, serve];
  endings.push(() => Promise.all(ours.map((one) => one.end())));

  const memory = new Map<string, number>();
  const watching = setInterval(() => {
    for (const one of [...ours, ...nats.nodes]) memory.set(one.name, Math.max(memory.get(one.name) ?? 0, one.memory));
  }, 500);
  endings.push(async () => clearInterval(watching));

  const archive = await openPostgresArchive({ url: postgres.url });
  endings.push(() => archive.close());
  const code = await found("the server says its set-up code", () =>
    serve.said.map((l) => /set-up code.*: (\S+)$/.exec(l)?.[1]).find((c) => c !== undefined),
  );
  const address = await found("the server listens", () => serve.address);
  const { root } = await people(address, code, {});

  /** Whether readings from `time` on have come everywhere. */
  const through = async (time: number): Promise<string | null> => {
    for (const id of stations) {
      const state = await loadState(bus, id).catch(() => null);
      if (!((state?.view.newest ?? 0) >= time)) return "workers";
      const latest = await archive.latest(id).catch(() => []);
      if (!latest.some((one) => one.time >= time)) return "archive";
      const { body } = await root.ask(address, "GET", `/stations/${id}/state`).catch(() => ({ body: null }));
      if (!(Date.parse(body?.newest ?? "") / 1000 >= time)) return "serve";
    }
    return null;
  };
  const recoveries = new Map<string, number[]>();
  const recovered = async (what: string) => {
    const begun = performance.now();
    await setTimeout(600);
    const time = load.newest;
    let late: string | null = null;
    for (let next = await through(time); next !== null; next = await through(time)) {
      late = next;
      if (performance.now() - begun > patience * 1000) {
        const last = ours.map((one) => `${one.name}: ${one.said.slice(-8).join("\n    ")}`).join("\n");
        throw new Error(`${what}: ${late} is not as before after ${patience} s\n${await leasesOf(bus)}\n${last}`);
      }
      await setTimeout(100);
    }
    const seconds = (performance.now() - begun) / 1000;
    recoveries.set(what, [...(recoveries.get(what) ?? []), seconds]);
    say(`${what.padEnd(24)} ${seconds.toFixed(1).padStart(5)} s   last: ${late ?? "nothing"}`);
    onRecovered?.(what, seconds);
  };

  load.start();
  await recovered("begin");
  recoveries.delete("begin");

  const random = randomOf(seed);
  const leader = async (): Promise<Kept> => {
    for (let left = 100; left > 0; left--) {
      const name = await bus.manager.streams.info(rowsStream).then(
        (info) => info.cluster?.leader,
        () => undefined,
      );
      const node = nats.nodes.find((one) => one.name === (nodes === 1 ? "n0" : name));
      if (node !== undefined) return node;
      await setTimeout(100);
    }
    throw new Error("the stream has no leader");
  };
  const victims: readonly (readonly [string, () => Promise<Kept>])[] = [
    ["worker", async () => (random() < 0.5 ? first : second)],
    ["NATS leader", leader],
    ["ingest", async () => ingest],
    ["serve", async () => serve],
  ];
  for (let n = 0; n < kills; n++) {
    // Each kind in turn, at moments that nobody chose.
    const [what, pick] = victims[n < victims.length ? n : Math.floor(random() * victims.length)];
    await setTimeout(1500 * random());
    await (await pick()).kill();
    await recovered(what);
  }
  if (more) {
    for (const _ of [1, 2, 3, 4]) {
      for (const one of ours) one.signal("SIGUSR2");
      await recovered("clocks stepped by 1 h");
    }
    first.signal("SIGSTOP");
    await setTimeout(8000);
    first.signal("SIGCONT");
    await recovered("worker held for 8 s");
    await postgres.stop();
    await setTimeout(3000);
    await postgres.start();
    await recovered("PostgreSQL stopped");
    const before = new Map(memory);
    load.flood = 10;
    await setTimeout(15_000);
    load.flood = 1;
    await recovered("flood at 10 times");
    say(`memory before the flood: ${[...before].map(([name, mb]) => `${name} ${mb.toFixed(0)} MB`).join(", ")}`);
  }
  if (disk !== null) {
    disk.fill();
    await setTimeout(8000);
    disk.clear();
    // PostgreSQL that found no room for its log has ended: whoever keeps it begins it anew.
    await postgres.stop();
    await postgres.start();
    await recovered("database's disk full");
  }
  await load.stop();
  await recovered("end");
  recoveries.delete("end");
  await found("all of the source is acknowledged", async () => (await load.waiting()) === 0 || null);
  await found("the archive has all", async () => (await archive.position(bus.journal)) >= (await lastRow(bus)) || null);
  const fallen = ours.reduce((sum, one) => sum + one.fallen, 0);

  const counted = await again("archive", () => archiveCount(archive, load));
  const { said, wrong } = await again("events", () => eventsCount(bus, stations, say));
  const servedWrong = await again("server", () => servedCount(said, (path) => root.ask(address, "GET", path)));
  say(`sensors ${sensors.length}, stations ${stations.length}, ${said.size} events`);
  return { recoveries, ...counted, events: said.size, eventsWrong: wrong, servedWrong, memory, fallen };
}

/** Who holds what, for whoever has to find out why it is not as before. */
async function leasesOf(bus: Awaited<ReturnType<typeof openBus>>): Promise<string> {
  const keys = await keysBelow(bus, leasesBucket).catch(() => []);
  const entries = await Promise.all(keys.map((key) => bus.leases.get(key).catch(() => null)));
  return entries
    .map((one, i) => `${keys[i]}: ${one?.operation} ${one?.string()} ${one?.revision} ${one?.created.toISOString()}`)
    .join("\n");
}

const lastRow = async (bus: Awaited<ReturnType<typeof openBus>>) =>
  (await bus.manager.streams.info(rowsStream)).state.last_seq;

/** What is there at last; a question that nobody answers is asked again. */
async function found<T>(what: string, look: () => T | null | undefined | Promise<T | null | undefined>): Promise<T> {
  let why: unknown = null;
  for (const end = performance.now() + patience * 1000; performance.now() < end; ) {
    try {
      const there = await look();
      if (there !== null && there !== undefined) return there;
    } catch (error) {
      why = error;
    }
    await setTimeout(100);
  }
  throw new Error(`waited ${patience} s in vain: ${what}`, { cause: why });
}

/** Counting reads many thousands of messages one by one: an answer that was late must not cost the whole run. */
async function again<T>(what: string, count: () => Promise<T>): Promise<T> {
  for (let left = 5; ; left--) {
    try {
      return await count();
    } catch (error) {
      if (left === 0) throw new Error(`what is left cannot be counted: ${what}`, { cause: error });
      await setTimeout(1000);
    }
  }
}
