/** A fleet in one process for tests: a real NATS server, workers of which some are held still, and what one machine would have said. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { steadyClock, systemClock } from "../clock/index.ts";
import { type Bus, openBus } from "./bus.ts";
import { eventsStream, lastToken, stationOf } from "./names.ts";
import { readSaid, type SaidMessage } from "./said.ts";
import { startWorker, type Worker, type WorkerOptions } from "./worker.ts";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A server with JetStream, and what kills and starts it again on the same folder. */
export async function natsServer(t: Pick<TestContext, "after">) {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-fleet-"));
  const port = await freePort();
  const begin = () =>
    spawn("/usr/sbin/nats-server", ["-js", "-sd", folder, "-a", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  let child = begin();
  const kill = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  t.after(async () => {
    if (child.exitCode === null && child.signalCode === null) await kill();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    url: `nats://127.0.0.1:${port}`,
    kill,
    start() {
      child = begin();
    },
  };
}

export async function busOf(t: Pick<TestContext, "after">, url: string, partitions = 4): Promise<Bus> {
  const bus = await openBus({ url, replicas: 1, partitions, days: 7, name: "test" });
  t.after(() => bus.close());
  return bus;
}

export function workerOf(
  t: Pick<TestContext, "after">,
  bus: Bus,
  id: string,
  saveEvery = 500,
  told: Partial<Pick<WorkerOptions, "onFault" | "onBroken">> = {},
): Worker {
  const worker = startWorker({
    bus,
    id,
    clock: systemClock,
    steady: steadyClock,
    threads: 1,
    lateAfter: 300_000,
    saveEvery,
    onFault: () => {},
    onBroken: (error) => assert.fail(error as Error),
    onWork: () => {},
    ...told,
  });
  t.after(() => worker.stop());
  return worker;
}

/** Waits until something holds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let left = 600; !(await holds()); left--) {
    assert.ok(left > 0, `waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Everything in the stream of events, by station. */
export async function allSaid(bus: Bus): Promise<Map<string, SaidMessage[]>> {
  const { state } = await bus.manager.streams.info(eventsStream);
  const said = new Map<string, SaidMessage[]>();
  for (let seq = state.first_seq; seq <= state.last_seq && state.messages > 0; seq++) {
    const message = await bus.manager.streams.getMessage(eventsStream, { seq });
    if (message === null) continue;
    const station = stationOf(lastToken(message.subject));
    said.set(station, [...(said.get(station) ?? []), readSaid(message.string())]);
  }
  return said;
}
