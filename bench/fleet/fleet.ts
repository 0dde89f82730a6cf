/** A fleet of ISS-sized stations for measuring: one NATS server, workers as processes, and rows from here. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hullwatch, type Kept, natsCluster } from "../../e2e/faults/machines.ts";
import type { Row } from "../../packages/archive/src/index.ts";
import { type Bus, openBus } from "../../packages/server/src/fleet/bus.ts";
import { leasesBucket } from "../../packages/server/src/fleet/names.ts";
import { putFile, type Sending } from "../../packages/server/src/fleet/send.ts";
import { rowsOf, stationFile, voyage } from "../iss.ts";

export interface BenchFleet {
  readonly bus: Bus;
  readonly sending: Sending;
  readonly stations: readonly string[];
  readonly workers: readonly Kept[];
  end(): Promise<void>;
}

const partitions = 32;

/** `count` stations, and workers with their share of them each, or where rows are to wait for them, workers that have just begun. */
export async function benchFleet(
  count: number,
  workers: number,
  threads: number,
  wait?: (bus: Bus, stations: readonly string[]) => Promise<void>,
): Promise<BenchFleet> {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-bench-"));
  const nats = await natsCluster(folder, 1);
  const bus = await openBus({ url: nats.url, replicas: 1, partitions, days: 7, name: "bench" });
  const sending: Sending = { bus, now: () => Date.now(), signal: new AbortController().signal, onFault: console.error };
  const stations = Array.from({ length: count }, (_, i) => `station-${i}`);
  const text = readFileSync(stationFile, "utf8").replaceAll(/period_s: [\d.]+/g, "period_s: 10");
  for (const id of stations) await putFile(sending, text.replace(/^id: .*/m, `id: ${id}`), "bench");
  await wait?.(bus, stations);
  const settings = [`fleet.nats=${nats.url}`, `engine.threads=${threads}`, "log_level=warn"];
  const kept = Array.from({ length: workers }, (_, i) =>
    hullwatch(`worker ${i}`, ["worker", ...settings.flatMap((one) => ["--set", one])]),
  );
  if (wait === undefined) await shared(bus, workers);
  return {
    bus,
    sending,
    stations,
    workers: kept,
    async end() {
      for (const one of kept) await one.end();
      await bus.close();
      for (const node of nats.nodes) await node.end();
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
