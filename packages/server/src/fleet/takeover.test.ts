import assert from "node:assert/strict";
import { test } from "node:test";
import type { Row } from "@hullwatch/archive";
import { second } from "@hullwatch/core/quantity";
import { Events } from "../records/index.ts";
import { cabinFile, memoryRecords, nothingKept, testStations } from "../stations/testing.ts";
import { partitionOf } from "./names.ts";
import { putFile, type Sending, sendRows } from "./send.ts";
import { allSaid, busOf, natsServer, until, workerOf } from "./testing.ts";

const start = 1_535_580_000;
const names = Array.from({ length: 6 }, (_, i) => (i === 5 ? "mir / 1997" : `cabin-${i}`));
const fileOf = (id: string, more = "") => cabinFile.replace("id: cabin\n", `id: ${JSON.stringify(id)}\n`) + more;

/** Both gauges of a cabin every 10 s: a gross drop or a slow one, another time for each. */
function rowsAt(t: number, of: number): Row[] {
  const fall = Math.max(0, t - 1200 - 300 * of) * (of % 2 === 0 ? 0.1 : 0.004);
  return ["P1", "P2"].map((parameter, i) => {
    const value = Math.max(400, 750 - fall + 0.02 * Math.sin(t + i)).toFixed(3);
    return { time: second(start + t), parameter, value };
  });
}

const steps = Array.from({ length: 480 }, (_, i) => 10 * i);
/** Before this step one station gets another file. */
const change = 300;

/** What one server says of the same rows, accepted at the same moments. */
async function oneMachine(): Promise<Map<string, string[]>> {
  let now = 0;
  const records = memoryRecords();
  const { stations } = testStations(nothingKept(), records, () => now);
  await stations.start();
  for (const name of names) await stations.put(name, fileOf(name), "test");
  for (const [n, t] of steps.entries()) {
    now = (start + t) * 1000;
    if (n === change) await stations.put(names[0], fileOf(names[0], "# anew\n"), "test");
    for (const [i, name] of names.entries()) await stations.get(name).accept(rowsAt(t, i));
  }
  await stations.stop();
  const all = new Events(records).list({ after: 0, limit: 100_000 });
  return new Map(
    names.map((name) => [
      name,
      all.flatMap(({ station, place, event, late }) =>
        station === name ? [JSON.stringify({ place, event, late })] : [],
      ),
    ]),
  );
}

test("workers and the server of the stream end without a word: every event once, byte for byte those of one machine", async (t) => {
  const server = await natsServer(t);
  const bus = await busOf(t, server.url);
  let now = start * 1000;
  const sending: Sending = { bus, now: () => now, signal: new AbortController().signal, onFault: () => {} };
  for (const name of names) await putFile(sending, fileOf(name), "test");
  assert.ok(new Set(names.map((name) => partitionOf(name, bus.partitions))).size > 1);

  const lost = await busOf(t, server.url);
  const first = workerOf(t, lost, "first");
  await until("the first worker has all", () => first.stations.length === names.length);
  for (const [n, step] of steps.entries()) {
    now = (start + step) * 1000;
    if (n === change) await putFile(sending, fileOf(names[0], "# anew\n"), "test");
    for (const [i, name] of names.entries()) await sendRows(sending, name, rowsAt(step, i));
    if (n === 160) await server.kill();
    if (n === 160) server.start();
    // Its line is cut in the midst of its work: what it knows is lost to everybody.
    if (n === 240) await lost.connection.close();
  }
  const second = workerOf(t, bus, "second");
  await until("the second worker has all", () => second.stations.length === names.length);
  const expected = await oneMachine();
  assert.ok([...expected.values()].every((all) => all.length > 10));
  const found = async () => {
    const said = await allSaid(bus);
    return new Map(
      names.map((name) => [
        name,
        (said.get(name) ?? []).flatMap((one) =>
          one.said.map(({ place, event, late }) => JSON.stringify({ place, event, late })),
        ),
      ]),
    );
  };
  const count = (all: Map<string, string[]>) => [...all.values()].reduce((sum, one) => sum + one.length, 0);
  await until("everything has been said", async () => count(await found()) >= count(expected));
  assert.deepEqual(await found(), expected);
});
