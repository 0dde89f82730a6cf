import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import type { Sink, WantedFeed } from "@hullwatch/feeds";
import { pino } from "pino";
import { systemClock } from "../clock/index.ts";
import { Metrics } from "../metrics/index.ts";
import { cabinFile, memoryRecords, nothingKept, testStations } from "../stations/testing.ts";
import { Feeds } from "./feeds.ts";

const start = 1_535_580_000;
const nobody = { listeners: () => 0, waiting: () => [], age: () => [], journal: () => 0, ready: () => true };
const status = { state: "up", since: 0, why: null, rows: 0, newest: null, doubled: 0, missing: 0, unknown: 0 } as const;

/** A feed that gives what a test has it give. */
function handFeed(station: string | null) {
  const begun: { sink: Sink; mark: string | undefined; newest: number | undefined; stopped: boolean }[] = [];
  const published: unknown[] = [];
  const wanted: WantedFeed = {
    kind: "hand",
    station,
    start({ sink, past }) {
      const one = { sink, mark: past.mark, newest: past.newest("P1"), stopped: false };
      begun.push(one);
      return {
        status: { ...status, suspect: 0, faults: 0, gaps: 0, lost: 0, stale: [] },
        publish: (events) => void published.push(...events),
        async stop() {
          one.stopped = true;
        },
      };
    },
  };
  return { wanted, begun, published };
}

async function set(t: TestContext, { station = null as string | null, put = true } = {}) {
  const records = memoryRecords();
  const { stations } = testStations(nothingKept(), records, () => start * 1000);
  await stations.start();
  if (put) await stations.put("cabin", cabinFile, "test");
  const hand = handFeed(station);
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  let look = () => {};
  const clock = {
    ...systemClock,
    sleep: (_ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        look = resolve;
        signal?.addEventListener("abort", () => resolve());
      }),
  };
  const asked = [{ text: "hand:x=1", wanted: hand.wanted }];
  const feeds = new Feeds(asked, { records, metrics: new Metrics(nobody), logger, clock });
  await feeds.start(stations);
  t.after(async () => {
    await feeds.stop();
    await stations.stop();
    await records.close();
  });
  const looked = async () => {
    look();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { stations, feeds, records, lines, looked, ...hand };
}

const p1 = (t: number, value: string) =>
  ({ time: second(start + t), parameter: "P1", value, quality: "good" }) as const;

test("rows of a feed are in the journal when they are kept, a missing reading as one", async (t) => {
  const { stations, begun } = await set(t);
  await begun[0].sink.rows([p1(0, "750.1"), p1(1, "")]);
  const run = stations.get("cabin");
  await run.idle();
  assert.deepEqual(run.view.latest.P1, [start + 1, ""]);
});

test("a feed is begun with the newest row and the mark that were kept", async (t) => {
  const { stations, begun, looked } = await set(t);
  await begun[0].sink.rows([p1(7, "750.1")], "page 12");
  await stations.get("cabin").idle();
  await stations.put("cabin", cabinFile.replace("one gauge", "two gauges"), "test");
  await looked();
  assert.equal(begun[0].stopped, true);
  assert.deepEqual([begun[1].mark, begun[0].mark], ["page 12", undefined]);
});

test("a feed waits for its station", async (t) => {
  const { stations, feeds, begun, looked } = await set(t, { station: "cabin", put: false });
  assert.deepEqual(feeds.of("cabin"), [{ kind: "hand", status: null }]);
  await stations.put("cabin", cabinFile, "test");
  await looked();
  assert.equal(begun.length, 1);
  assert.equal(feeds.of("cabin")[0].status?.state, "up");
});

test("what a feed says is in the log of the server, as loud as it is grave", async (t) => {
  const { begun, lines } = await set(t);
  begun[0].sink.tell({ kind: "up" });
  begun[0].sink.tell({ kind: "down", why: "nobody answers", retry: 1000 });
  const said = lines.map(({ level, feed, why, msg }) => [level, feed, why, msg]);
  assert.deepEqual(said, [
    [30, "hand", undefined, "the feed stands"],
    [40, "hand", "nobody answers", "the feed is lost"],
  ]);
});

test("what the engine says goes back to the feed of its station, but for what was late", async (t) => {
  const { feeds, published } = await set(t);
  const event = { type: "alarm", kind: "leak", time: "2018-08-29T23:24:00.000Z" };
  const stored = { seq: 1, station: "cabin", position: 1, place: 0, event };
  feeds.publish("cabin", [
    { ...stored, late: true },
    { ...stored, late: false },
  ] as never);
  feeds.publish("other", [{ ...stored, late: false }] as never);
  assert.deepEqual(published, [{ ...event, severity: "CRITICAL" }]);
});

test("a training takes no feed away from the one real station, and gets nothing of it", async (t) => {
  const { stations, feeds, published } = await set(t);
  const training = cabinFile.replace("id: cabin", "id: training-1-cabin");
  await stations.put("training-1-cabin", training, "test");
  assert.equal(feeds.of("cabin").length, 1);
  assert.deepEqual(feeds.of("training-1-cabin"), []);
  const event = { type: "alarm", kind: "leak", time: "2018-08-29T23:24:00.000Z" };
  feeds.publish("training-1-cabin", [
    { seq: 1, station: "training-1-cabin", position: 1, place: 0, late: false, event },
  ] as never);
  assert.deepEqual(published, []);
});
