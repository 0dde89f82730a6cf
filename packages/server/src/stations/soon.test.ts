import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { StationClocks, systemClock } from "../clock/index.ts";
import type { Said, WireEvent } from "../records/index.ts";
import { nothingSaved } from "./saved.ts";
import { type News, StationRun, type Surroundings } from "./station-run.ts";
import { cabinFile } from "./testing.ts";

const at = 1_535_580_000;
const wire = (type: string, more: object = {}) =>
  ({ type, time: new Date(at * 1000).toISOString(), ...more }) as unknown as WireEvent;
const alarm = wire("alarm", { id: "leak:station", kind: "leak", state: "raised", sensor: "P1" });
const advice = wire("advice");

test("an alarm is kept and told while the engine still plans the search, and the plan after it, once each", async () => {
  const put: Said[][] = [];
  const news: News[] = [];
  const planned = Promise.withResolvers<void>();
  const around = {
    store: { journal: { id: "j", end: 0, append: async () => 1 }, snapshots: { save: async () => {} } },
    engines: {
      open: async () => {},
      async fold(_: string, __: unknown, soon: (events: readonly WireEvent[]) => void) {
        soon([alarm]);
        await planned.promise;
        return { events: [advice], fault: null };
      },
    },
    events: {
      async put(station: string, position: number, said: readonly Said[]) {
        put.push([...said]);
        return said.map((one) => ({ ...one, seq: 0, station, position, isNew: true }));
      },
    },
    clocks: new StationClocks(systemClock),
    lateAfter: 300_000,
    onRows: () => {},
    onNews: async (one: News) => void news.push(one),
    onFault: assert.fail,
    onBroken: assert.fail,
  } as unknown as Surroundings;
  const file = { id: "cabin", epoch: 1, position: 0, text: cabinFile, author: "test", at: at * 1000 };
  const run = await StationRun.open(around, file, nothingSaved(1), 0);
  const rows = [{ time: second(at), parameter: "P1", value: "700" }];
  run.take({ position: 1, rows, received: at * 1000 });
  while (news.length === 0) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(put, [[{ place: 0, event: alarm, late: false }]]);
  // What the sensor read is told with it.
  assert.deepEqual(
    news.map(({ rows: { length }, alarms }) => [
      length,
      alarms.map(({ event, reading }) => [event.kind, reading?.value]),
    ]),
    [[0, [["leak", "700 mmHg"]]]],
  );
  assert.equal(run.folded, 0);
  planned.resolve();
  await run.idle();
  assert.deepEqual(put[1], [{ place: 1, event: advice, late: false }]);
  assert.deepEqual([news.length, news[1].rows.length, news[1].alarms.length, run.folded], [2, 1, 0, 1]);
});
