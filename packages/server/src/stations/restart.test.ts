import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { Events } from "../records/index.ts";
import { alarmsOf, cabinFile, memoryRecords, nothingKept, testStations } from "./testing.ts";

const start = 1_535_580_000;
const hour = 3600;

/** Both gauges from `from` to `to` (s after the start): a cabin that loses 6 mmHg/min from `leakAt` on. */
function* reading(from: number, to: number, leakAt: number) {
  for (let t = from; t < to; t += 10) {
    const value = (750 - Math.max(0, t - leakAt) * 0.1 + 0.02 * Math.sin(t)).toFixed(3);
    const time = second(start + t);
    yield ["P1", "P2"].map((parameter) => ({ time, parameter, value }));
  }
}

test("a server that begins anew at any batch says what one that never ended says, once each", async () => {
  const batches = [...reading(0, hour, 0.6 * hour)];
  const whole = memoryRecords();
  let now = start * 1000;
  const clock = () => now;
  const one = testStations(nothingKept(), whole, clock);
  await one.stations.start();
  await one.stations.put("cabin", cabinFile, "test");
  for (const rows of batches) {
    now = rows[0].time * 1000;
    await one.stations.get("cabin").accept(rows);
    await one.stations.get("cabin").idle();
  }
  await one.stations.stop();
  const expected = new Events(whole).list({ after: 0, limit: 1000 });
  assert.ok(alarmsOf(one.news).some(({ event }) => event.kind === "rapid-depress"));

  const [kept, records] = [nothingKept(), memoryRecords()];
  let { stations } = testStations(kept, records, clock);
  const begun = [stations];
  await stations.start();
  await stations.put("cabin", cabinFile, "test");
  for (const [i, rows] of batches.entries()) {
    now = rows[0].time * 1000;
    if (i % 40 !== 39) {
      await stations.get("cabin").accept(rows);
      await (i % 97 === 50 ? stations.get("cabin").snapshot() : stations.get("cabin").idle());
      // An engine that is let go goes on from what was saved, as if it had stayed.
      if (i % 61 === 30) await stations.rest("cabin");
      continue;
    }
    // Accepted, and killed before anything was made of it; begun anew an hour later.
    kept.entries.push({ station: "cabin", rows, received: now, position: kept.entries.length + 1 });
    now += 3600_000;
    ({ stations } = testStations(kept, records, clock));
    begun.push(stations);
    await stations.start();
  }
  assert.deepEqual(new Events(records).list({ after: 0, limit: 1000 }), expected);
  for (const run of begun) await run.stop();
});
