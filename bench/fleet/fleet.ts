/** A fleet of ISS-sized stations for measuring: one NATS server, workers as processes, and rows from here. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hullwatch, type Kept, natsCluster } from "../../e2e/faults/machines.ts";
import type { Row } from "../../packages/archive/src/index.ts";
import { startCluster } from "../../packages/archive/src/postgres/testing-cluster.ts";
import { type Bus, openBus } from "../../packages/server/src/fleet/bus.ts";
import { leasesBucket, partitionOf } from "../../packages/server/src/fleet/names.ts";
import { putFile, type Sending } from "../../packages/server/src/fleet/send.ts";
import { rowsOf, stationFile, voyage } from "../iss.ts";
import { pin } from "./cores.ts";

export interface BenchFleet {
  readonly bus: Bus;
  readonly sending: Sending;
  readonly stations: readonly string[];
  readonly workers: readonly Kept[];
  readonly nats: Kept;
  end(): Promise<void>;
}

const partitions = 32;

/** As many ids in every partition: the luck of a hash, which a few stations have more of than ten thousand, is not measured. */
function ids(count: number): string[] {
  const left = Array.from({ length: partitions }, () => Math.ceil(count / partitions));
  const dealt: string[] = [];
  for (let i = 0; dealt.length < count; i++)
    if (left[partitionOf(`station-${i}`, partitions)]-- > 0) dealt.push(`station-${i}`);
  return dealt;
}

export interface BenchOptions {
  readonly stations: number;
  /** (engine threads) Of each worker. */
  readonly threads: number;
  /** The processors of each worker, and those of NATS and of who measures. */
  readonly workers: readonly (readonly number[])[];
  readonly others: readonly number[];
  /** One of the workers fills an archive in PostgreSQL, whose processors are those of the others. */
  readonly isArchived?: boolean;
}

/** Stations, and workers that have their share of them each. */
export async function benchFleet(options: BenchOptions): Promise<BenchFleet> {
  const { stations: count, threads, workers, others, isArchived = false } = options;
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-bench-"));
  pin(process.pid, others);
  const nats = await natsCluster(folder, 1);
  const bus = await openBus({ url: nats.url, replicas: 1, partitions, days: 7, name: "bench" });
  const sending: Sending = { bus, now: () => Date.now(), signal: new AbortController().signal, onFault: console.error };
  const stations = ids(count);
  const text = readFileSync(stationFile, "utf8").replaceAll(/period_s: [\d.]+/g, "period_s: 10");
  for (const id of stations) await putFile(sending, text.replace(/^id: .*/m, `id: ${id}`), "bench");
  const database = isArchived ? await startCluster() : null;
  if (database !== null) pin(database.pid, others);
  const archive = database === null ? [] : [`fleet.postgres=${database.url}`];
  const settings = [...archive, `fleet.nats=${nats.url}`, `engine.threads=${threads}`, "log_level=warn"];
  const kept = workers.map((cores, i) => {
    const worker = hullwatch(`worker ${i}`, ["worker", ...settings.flatMap((one) => ["--set", one])]);
    pin(worker.pid, cores);
    return worker;
  });
  await shared(bus, workers.length);
  return {
    bus,
    sending,
    stations,
    workers: kept,
    nats: nats.nodes[0],
    async end() {
      for (const one of kept) await one.end();
      await bus.close();
      for (const node of nats.nodes) await node.end();
      await database?.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves once every partition is somebody's, and everybody has as many as the others; and some seconds later. */
async function shared(bus: Bus, workers: number): Promise<void> {
  for (let left = 600; left > 0; left--) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const held = new Map<string, number>();
    for (let i = 0; i < partitions; i++) {
      const holder = (await bus.leases.get(`work.p${i}`))?.string() ?? "";
      if (holder !== "") held.set(holder, (held.get(holder) ?? 0) + 1);
    }
    const counts = [...held.values()];
    if (counts.length === workers && counts.every((n) => n === partitions / workers)) {
      await new Promise((resolve) => setTimeout(resolve, 5000));
      return;
    }
  }
  throw new Error(`${leasesBucket}: the work is not shared after two minutes`);
}

/** (s) */
const period = 10;

/** Rows of a quiet month aboard the ISS at 0.1 Hz, a moment at a time. */
export function* moments(days: number): Generator<Row[]> {
  let rows: Row[] = [];
  let end: number | null = null;
  for (const { time, parameter, value } of rowsOf(voyage(days, period))) {
    end ??= time + period;
    if (time >= end) {
      yield rows;
      rows = [];
      end += period;
    }
    rows.push({ time, parameter, value });
  }
  yield rows;
}
