import assert from "node:assert/strict";
import { test } from "node:test";
import type { Row } from "@hullwatch/archive";
import { second } from "@hullwatch/core/quantity";
import { Events } from "../records/index.ts";
import { cabinFile, memoryRecords, nothingKept, testStations } from "../stations/testing.ts";
import { partitionOf } from "./names.ts";
import { putFile, type Sending, sendRows } from "./send.ts";
import { allSaid, busOf, natsServer, workerOf } from "./testing.ts";

const start = 1_535_580_000;
const names = Array.from({ length: 6 }, (_, i) => (i === 5 ? "mir / 1997" : `cabin-${i}`));
const fileOf = (id: string) => cabinFile.replace("id: cabin\n", `id: ${JSON.stringify(id)}\n`);

/** Both gauges of a cabin every 10 s: a gross drop and a slow one, another time for each. */
function rowsAt(t: number, of: number): Row[] {
  const fall = Math.max(0, t - 1200 - 300 * of) * (of % 2 === 0 ? 0.1 : 0.004);
  return ["P1", "P2"].map((parameter, i) => {
    const value = Math.max(400, 750 - fall + 0.02 * Math.sin(t + i)).toFixed(3);
    return { time: second(start + t), parameter, value };
  });
}

/** What one server says of the same rows, accepted at the same moments. */
async function oneMachine(steps: readonly number[]) {
  let now = 0;
  const records = memoryRecords();
  const { stations } = testStations(nothingKept(), records, () => now);
  await stations.start();
  for (const name of names) await stations.put(name, fileOf(name), "test");
  for (const t of steps) {
    now = (start + t) * 1000;
    for (const [i, name] of names.entries()) await stations.get(name).accept(rowsAt(t, i));
  }
  await stations.stop();
  const all = new Events(records).list({ after: 0, limit: 100_000 });
  return new Map(
    names.map((name) => [
      name,
      all
        .filter(({ station }) => station === name)
        .map(({ event, late, place }) => JSON.stringify({ place, event, late })),
    ]),
  );
}

test("workers that end without a word, and one that wakes late: every event once, byte for byte those of one machine", async (t) => {
  const server = await natsServer(t);
  const bus = await busOf(t, server.url);
  let now = 0;
  const stop = new AbortController();
  const sending: Sending = { bus, now: () => now, signal: stop.signal, onFault: assert.fail };
  for (const name of names) await putFile(sending, fileOf(name), "test");
  assert.ok(new Set(names.map((name) => partitionOf(name, bus.partitions))).size > 1);

  const steps = Array.from({ length: 480 }, (_, i) => 10 * i);
  const busA = await busOf(t, server.url);
  const a = workerOf(t, busA, "a");
  const until = async (what: string, holds: () => boolean) => {
    for (let left = 400; !holds(); left--) {
      assert.ok(left > 0, what);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await until("the first worker has all", () => a.stations.length === names.length);
  for (const [n, step] of steps.entries()) {
    now = (start + step) * 1000;
    for (const [i, name] of names.entries()) await sendRows(sending, name, rowsAt(step, i));
    if (n === 240) await busA.connection.close();
  }
  const b = workerOf(t, bus, "b");
  const killed = performance.now();
  await until("the second worker has all", () => b.stations.length === names.length);
  console.log("took over", performance.now() - killed);
  const expected = await oneMachine(steps);
  const flat = async () => {
    const said = await allSaid(bus);
    return new Map(
      names.map((name) => [
        name,
        (said.get(name) ?? []).flatMap((one) =>
          one.said.map(({ event, late, place }) => JSON.stringify({ place, event, late })),
        ),
      ]),
    );
  };
  let found = await flat();
  for (let left = 100; left > 0 && [...expected].some(([name, all]) => found.get(name)!.length < all.length); left--) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    found = await flat();
  }
  assert.ok([...expected.values()].every((all) => all.length > 10));
  assert.deepEqual(found, expected);
  console.log(a.faults.length, b.faults);
});
