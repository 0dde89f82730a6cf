import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { Records } from "../records/index.ts";
import { alarmsOf, cabinFile, nothingKept, testStations } from "./testing.ts";

const start = 1_535_580_000;

/** Both gauges every 10 s from `from` to `to` (s after the start): a gross drop from `leakAt` on. */
function* falling(from: number, to: number, leakAt: number) {
  for (let t = from; t < to; t += 10) {
    const value = Math.max(500, 750 - Math.max(0, t - leakAt) * 0.1 + 0.02 * Math.sin(t)).toFixed(3);
    yield ["P1", "P2"].map((parameter) => ({ time: second(start + t), parameter, value }));
  }
}

async function cabin(now: () => number) {
  const made = testStations(nothingKept(), new Records(":memory:"), now);
  await made.stations.start();
  await made.stations.put("cabin", cabinFile, "test");
  return { ...made, run: made.stations.get("cabin") };
}

test("a drop in a record of yesterday raises no alarm, and its events are marked late", async () => {
  const { stations, run, news } = await cabin(() => (start + 86_400) * 1000);
  for (const rows of falling(0, 1800, 900)) await run.accept(rows);
  await run.idle();
  assert.deepEqual(alarmsOf(news), []);
  const events = news.flatMap((one) => one.events);
  assert.ok(events.some(({ event }) => event.kind === "rapid-depress"));
  assert.ok(events.every(({ late }) => late));
  await stations.stop();
});

test("what live data still show of it is told once, as found in stored data", async () => {
  let now = (start + 1800) * 1000;
  const { stations, run, news } = await cabin(() => now);
  for (const rows of falling(0, 1400, 900)) await run.accept(rows);
  await run.idle();
  assert.deepEqual(alarmsOf(news), []);
  for (const rows of falling(1400, 2200, 900)) {
    now = Math.max(now, rows[0].time * 1000);
    await run.accept(rows);
  }
  await run.idle();
  const drops = alarmsOf(news).filter(({ event }) => event.kind === "rapid-depress");
  assert.deepEqual(
    drops.map(({ event, stored }) => [event.state, stored]),
    [["raised", true]],
  );
  await stations.stop();
});

test("rows behind those that are there, hours late, change nothing", async () => {
  let now = start * 1000;
  const { stations, run, news } = await cabin(() => now);
  for (const rows of falling(7200, 9000, 1e9)) {
    now = rows[0].time * 1000;
    await run.accept(rows);
  }
  for (const rows of falling(0, 1800, 300)) await run.accept(rows);
  await run.idle();
  assert.deepEqual(alarmsOf(news), []);
  await stations.stop();
});
