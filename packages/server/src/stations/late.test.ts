import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { alarmsOf, cabinFile, memoryRecords, nothingKept, testStations } from "./testing.ts";
import type { AlarmNews } from "./told.ts";

const start = 1_535_580_000;

/** Both gauges every 10 s from `from` to `to` (s after the start): a gross drop from `leakAt` on. */
function* falling(from: number, to: number, leakAt: number) {
  for (let t = from; t < to; t += 10) {
    const value = Math.max(500, 750 - Math.max(0, t - leakAt) * 0.1 + 0.02 * Math.sin(t)).toFixed(3);
    yield ["P1", "P2"].map((parameter) => ({ time: second(start + t), parameter, value }));
  }
}

/** A cabin that is watched until the test is over, however it ends: its thread would keep the run from ending. */
async function cabin(t: TestContext, now: () => number) {
  const made = testStations(nothingKept(), memoryRecords(), now);
  t.after(() => made.stations.stop());
  await made.stations.start();
  await made.stations.put("cabin", cabinFile, "test");
  return { ...made, run: made.stations.get("cabin") };
}

test("a drop in a record of yesterday raises no alarm, and its events are marked late", async (context) => {
  const { run, news, told } = await cabin(context, () => (start + 86_400) * 1000);
  for (const rows of falling(0, 1800, 900)) await run.accept(rows);
  await run.idle();
  assert.deepEqual(alarmsOf(news), []);
  assert.ok(told.some(({ event }) => event.kind === "rapid-depress"));
  assert.ok(told.every(({ late }) => late));
});

test("what live data show too is told once, as found in stored data", async (context) => {
  let now = (start + 1800) * 1000;
  const { run, news } = await cabin(context, () => now);
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
});

for (const [what, fall] of [
  ["a leak of 1 mmHg/h", (t: number) => Math.max(0, (t - 20 * 3600) / 3600)],
  ["a gross drop", (t: number) => Math.min(60, Math.max(0, (t - 24 * 3600 + 600) / 10))],
] as const) {
  test(`${what} that a record of yesterday ends with raises no alarm where live data show that it is over`, async (context) => {
    const day = 24 * 3600;
    let now = (start + 2 * day) * 1000;
    const { run, news, told } = await cabin(context, () => now);
    const level = 750 - fall(day);
    const send = async (from: number, to: number, pressure: (t: number) => number) => {
      for (let t = from; t < to; t += 10) {
        now = Math.max(now, (start + t) * 1000);
        const value = (pressure(t) + 0.04 * Math.sin(12.9898 * t) * Math.cos(78.233 * t)).toFixed(3);
        await run.accept(["P1", "P2"].map((parameter) => ({ time: second(start + t), parameter, value })));
      }
      await run.idle();
    };
    await send(0, day, (t) => 750 - fall(t));
    assert.ok(Object.keys(run.view.alarms).length > 0, "the record ends with an alarm");
    await send(2 * day, 2 * day + 2 * 3600, () => level);
    const raised = alarmsOf(news).filter(({ event }) => ["leak", "rapid-depress"].includes(String(event.kind)));
    assert.deepEqual(raised, []);
    assert.ok(!("leak-1" in run.view.alarms) && !("rapid-depress-1" in run.view.alarms), "the engine has ended them");
    const ofLeak = told.filter(({ event }) => event.kind === "leak");
    assert.ok(ofLeak.length > 0 && ofLeak.every(({ late }) => late), "raised and cleared, and both late");
  });
}

test("a leak of stored data that goes on is told as soon as live data show its fall", async (context) => {
  const [stored, live] = [23 * 3600, 24 * 3600];
  let now = (start + live) * 1000;
  const { run, news } = await cabin(context, () => now);
  const send = async (t: number) => {
    // 6 mmHg/h from the twentieth hour on: half a mmHg in five minutes.
    const level = 750 - Math.max(0, (t - 20 * 3600) / 600);
    const value = (level + 0.04 * Math.sin(12.9898 * t) * Math.cos(78.233 * t)).toFixed(3);
    await run.accept(["P1", "P2"].map((parameter) => ({ time: second(start + t), parameter, value })));
  };
  for (let t = 0; t < stored; t += 10) await send(t);
  for (let t = live; t < live + 900; t += 10) {
    now = (start + t) * 1000;
    await send(t);
  }
  await run.idle();
  const isLeak = ({ event }: AlarmNews) => event.kind === "leak";
  assert.deepEqual(
    alarmsOf(news)
      .filter(isLeak)
      .map(({ stored }) => stored),
    [true],
  );
  const told = news.find(({ alarms }) => alarms.some(isLeak))!.rows[0].time - start - live;
  assert.ok(told > 200 && told < 400, `told ${told} s after live data began`);
});

test("rows behind those that are there, hours late, change nothing", async (context) => {
  let now = start * 1000;
  const { run, news } = await cabin(context, () => now);
  for (const rows of falling(7200, 9000, 1e9)) {
    now = rows[0].time * 1000;
    await run.accept(rows);
  }
  for (const rows of falling(0, 1800, 300)) await run.accept(rows);
  await run.idle();
  assert.deepEqual(alarmsOf(news), []);
});
