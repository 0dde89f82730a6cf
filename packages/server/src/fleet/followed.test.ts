import assert from "node:assert/strict";
import { test } from "node:test";
import type { Row } from "@hullwatch/archive";
import { second } from "@hullwatch/core/quantity";
import { Events, type Records } from "../records/index.ts";
import type { News } from "../stations/index.ts";
import { alarmsOf, cabinFile, memoryRecords, nothingKept, testStations } from "../stations/testing.ts";
import type { Bus } from "./bus.ts";
import { FollowedStations } from "./followed.ts";
import { putFile, type Sending, sendRows } from "./send.ts";
import { busOf, natsServer, until, workerOf } from "./testing.ts";

const start = 1_535_580_000;
const steps = Array.from({ length: 240 }, (_, i) => 10 * i);
const rowsAt = (t: number): Row[] =>
  ["P1", "P2"].map((parameter, i) => ({
    time: second(start + t),
    parameter,
    value: Math.max(400, 750 - Math.max(0, t - 600) * 0.1 + 0.02 * Math.sin(t + i)).toFixed(3),
  }));

function follower(bus: Bus, records: Records) {
  const news: News[] = [];
  const stations = new FollowedStations({
    bus,
    records,
    events: new Events(records),
    now: Date.now,
    onRows: () => {},
    onNews: async (one) => void news.push(one),
    onFault: (error) => assert.fail(error as Error),
    onBroken: (error) => assert.fail(error as Error),
  });
  return { stations, news };
}

/** What stands, without the positions, which every journal counts for itself. */
const standing = (view: { alarms: Record<string, { event: unknown; told: boolean }>; latest: unknown }) => ({
  latest: view.latest,
  alarms: Object.entries(view.alarms).map(([id, { event, told }]) => [id, event, told]),
});
const told = (news: readonly News[]) =>
  alarmsOf(news).map(({ event, stored, reading }) => [event.text, event.state, stored, reading]);

test("a server that follows the streams shows and tells what one with engines of its own does, once, also after it was away", async (t) => {
  let now = start * 1000;
  const own = testStations(nothingKept(), memoryRecords(), () => now);
  await own.stations.start();
  await own.stations.put("cabin", cabinFile, "test");

  const bus = await busOf(t, (await natsServer(t)).url);
  const sending: Sending = { bus, now: () => now, signal: new AbortController().signal, onFault: assert.fail };
  await putFile(sending, cabinFile, "test");
  const worker = workerOf(t, bus, "worker", 200);
  await until("the worker has its station", () => worker.stations.length === 1);
  const records = memoryRecords();
  const first = follower(bus, records);
  await first.stations.start();
  for (const [n, step] of steps.entries()) {
    now = (start + step) * 1000;
    await sendRows(sending, "cabin", rowsAt(step));
    await own.stations.get("cabin").accept(rowsAt(step));
    // It ends before the drop, and misses most of it.
    if (n === 40) await first.stations.stop();
  }
  await own.stations.stop();
  const again = follower(bus, records);
  await again.stations.start();
  const { view } = own.stations.get("cabin");
  const expected = told(own.news);
  assert.ok(expected.length > 0);
  await until("all alarms are told", () => told([...first.news, ...again.news]).length >= expected.length);
  await until("the newest row is there", () => again.stations.get("cabin").view.newest === view.newest);
  const withoutReading = (all: unknown[][]) => all.map(([text, state, stored]) => [text, state, stored]);
  assert.deepEqual(withoutReading(told([...first.news, ...again.news])), withoutReading(expected));
  await until(
    "the same stands",
    () => Object.keys(again.stations.get("cabin").view.alarms).length === Object.keys(view.alarms).length,
  );
  assert.deepEqual(standing(again.stations.get("cabin").view), standing(view));
  await again.stations.stop();
});
