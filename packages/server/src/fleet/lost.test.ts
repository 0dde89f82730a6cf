import assert from "node:assert/strict";
import { test } from "node:test";
import type { Row } from "@hullwatch/archive";
import { second } from "@hullwatch/core/quantity";
import { Events } from "../records/index.ts";
import type { News } from "../stations/index.ts";
import { alarmsOf, cabinFile, memoryRecords } from "../stations/testing.ts";
import type { Bus } from "./bus.ts";
import { StreamLostError } from "./errors.ts";
import { FollowedStations } from "./followed.ts";
import { partitionOf, rowsStream, rowsSubject } from "./names.ts";
import { putFile, type Sending, sendRows } from "./send.ts";
import { allSaid, busOf, natsServer, until, workerOf } from "./testing.ts";

const start = Math.floor(Date.now() / 1000) - 7200;
const rowsAt = (t: number, fall = 0): Row[] =>
  ["P1", "P2"].map((parameter, i) => ({
    time: second(start + t),
    parameter,
    value: (750 - fall + 0.02 * Math.sin(t + i)).toFixed(3),
  }));

const sendingTo = (bus: Bus, now: () => number): Sending => ({
  ...{ bus, now, signal: new AbortController().signal },
  onFault: (error) => assert.fail(error as Error),
});

test("a message that nobody can read is told and passed over, and so is a station file that no engine can be begun with", async (t) => {
  const bus = await busOf(t, (await natsServer(t)).url);
  const faults: string[] = [];
  const worker = workerOf(t, bus, "worker", 200, { onFault: (fault) => void faults.push(String(fault)) });
  let now = start * 1000;
  const sending = sendingTo(bus, () => now);
  await putFile(sending, cabinFile, "test");
  const subject = rowsSubject(partitionOf("cabin", bus.partitions), "cabin");
  const bad = [
    "no JSON",
    "7",
    '{"time":[1],"parameter":["P1"]}',
    '{"received":1,"time":[1,2],"parameter":["P1"],"value":["7"]}',
    '{"received":1,"time":[1],"parameter":[1],"value":["7"]}',
    '{"file":{"id":"cabin","epoch":9,"text":"modules: 7"}}',
  ];
  for (const text of bad) await bus.js.publish(subject, text);
  for (let step = 0; step < 100; step++) {
    now = (start + 10 * step) * 1000;
    await sendRows(sending, "cabin", rowsAt(10 * step, Math.max(0, step - 60)));
  }
  await until("the drop is an alarm", async () =>
    JSON.stringify([...(await allSaid(bus)).values()]).includes('"raised"'),
  );
  assert.equal(worker.stations.length, 1);
  assert.equal(new Set(faults.filter((one) => one.includes("passed over"))).size, bad.length);
});

test("a stream of rows that was lost and made anew: workers and servers say so, and begun anew they go on, with alarms of new ids", async (t) => {
  const { url } = await natsServer(t);
  const first = await busOf(t, url);
  const broken: unknown[] = [];
  const onBroken = (error: unknown) => void broken.push(error);
  const worker = workerOf(t, first, "first", 200, { onBroken });
  const records = memoryRecords();
  const news: News[] = [];
  const server = (bus: Bus) =>
    new FollowedStations({
      ...{ bus, records, events: new Events(records), now: Date.now, onRows: () => {}, onBroken },
      onNews: async (one) => void news.push(one),
      onFault: () => {},
    });
  let now = start * 1000;
  const one = sendingTo(first, () => now);
  await putFile(one, cabinFile, "test");
  const before = server(first);
  await before.start();
  const drop = async (sending: Sending, from: number) => {
    for (let step = 0; step < 100; step++) {
      now = (start + from + 10 * step) * 1000;
      await sendRows(sending, "cabin", rowsAt(from + 10 * step, Math.min(40, Math.max(0, step - 60))));
    }
  };
  // An alarm may be told again after a new start, by the id that it had.
  const raised = () => new Set(alarmsOf(news).flatMap(({ id, event }) => (event.state === "raised" ? [id] : [])));
  await drop(one, 0);
  await until("the first drop is told", () => raised().size > 0);
  const told = raised().size;
  await first.manager.streams.delete(rowsStream);
  await until("both say that it is gone", () => broken.filter((error) => error instanceof StreamLostError).length >= 2);
  await Promise.all([before.stop(), worker.stop()]);

  const second = await busOf(t, url);
  assert.notEqual(second.journal, first.journal);
  workerOf(t, second, "second", 200);
  const after = server(second);
  await after.start();
  // The cabin was let in air again; it is lost a second time.
  await drop(
    sendingTo(second, () => now),
    2400,
  );
  await until("the second drop is told", () => raised().size > told);
  await until("the rows are seen", () => after.get("cabin").view.newest === start + 2400 + 990);
  await after.stop();
});
