import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import type { Link, Source } from "./feed.ts";
import { Names } from "./names.ts";
import type { SourceRow } from "./row.ts";
import { startFeed } from "./run.ts";
import { cabin, noPast, TestClock, TestSink, until } from "./testing.ts";
import { feedContract, type Given, timeOf } from "./testing-contract.ts";

/** The least that a source can be: a list of rows that are handed over, and again until they are kept. */
function memory(start: number) {
  let up = true;
  let waiting: SourceRow[][] = [];
  let spoilt = 0;
  let open = 0;
  let wake = () => {};
  const source: Source = {
    async run(link: Link, signal) {
      if (!up) throw new Error("nobody answers");
      open++;
      signal.addEventListener("abort", () => wake());
      try {
        link.up();
        while (up && !signal.aborted) {
          for (; spoilt > 0; spoilt--) link.fault("found garbage, expected a row");
          for (let rows = waiting[0]; rows !== undefined; rows = waiting[0]) {
            await link.rows(rows);
            waiting = waiting.slice(1);
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (waiting.length > 0 || spoilt > 0 || !up || signal.aborted) resolve();
          });
        }
        if (!up) throw new Error("the other side has gone");
      } finally {
        open--;
      }
    },
  };
  const give = (rows: readonly Given[]) => {
    waiting = [
      ...waiting,
      rows.map((row) => ({
        time: timeOf(start, row),
        name: row.parameter,
        value: row.value,
        quality: row.quality ?? "good",
      })),
    ];
    wake();
  };
  return {
    source,
    give,
    store: give,
    spoil() {
      spoilt++;
      wake();
    },
    cut() {
      up = false;
      wake();
    },
    mend() {
      up = true;
    },
    open: () => open,
  };
}

/** A source that hands its link to the test, and leaves all else to it. */
function handedOver() {
  const { promise: begun, resolve: begin } = Promise.withResolvers<Link>();
  const source: Source = {
    run: (link, signal) => {
      begin(link);
      link.up();
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    },
  };
  return { source, begun };
}

feedContract({ name: "memory", begin: async (_t, _clock, start) => memory(start) });

const around = () => ({ clock: new TestClock(), sink: new TestSink(), names: new Names(cabin), silentAfter: 60_000 });
const p1 = (time: number, value = 750): SourceRow => ({ time: second(time), name: "P1", value, quality: "good" });

test("the newest row of the past is not given again after a new start", async (t) => {
  const { sink, clock, ...rest } = around();
  const start = clock.now() / 1000;
  const rig = memory(start);
  const past = { newest: () => start + 5, mark: undefined };
  const feed = startFeed({ ...rest, source: rig.source, sink, clock, past });
  t.after(() => feed.stop());
  rig.give([
    { at: 5, parameter: "P1", value: 750 },
    { at: 6, parameter: "P1", value: 750 },
  ]);
  await until(() => sink.taken.length > 0, "a row");
  assert.deepEqual(sink.words(start), ["P1@6=750"]);
});

test("a flood that nobody keeps up with is cut off where memory ends, and told with the number that is gone", async (t) => {
  const { sink, ...rest } = around();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = {
    rows: (rows: Parameters<typeof sink.rows>[0]) => held.then(() => sink.rows(rows)),
    tell: sink.tell.bind(sink),
  };
  const { source, begun } = handedOver();
  const feed = startFeed({ ...rest, source, sink: slow, past: noPast });
  t.after(() => feed.stop());
  const link = await begun;
  for (let i = 0; i < 120; i++) link.offer(Array.from({ length: 1000 }, (_, k) => p1(1.7e9 + i + k / 1000)));
  release();
  await until(() => sink.taken.length === 100_000, "all that could wait");
  link.offer([p1(1.7e9 + 200)]);
  await until(() => sink.taken.length === 100_001, "what came after the flood");
  const gaps = sink.news.flatMap((one) => (one.kind === "gap" ? [one.missing] : []));
  assert.deepEqual(gaps, [null, 20_000]);
});

test("faults by the thousand are told once a second, with how many there were", async (t) => {
  const { sink, clock, ...rest } = around();
  const { source, begun } = handedOver();
  const feed = startFeed({ ...rest, source, sink, clock, past: noPast });
  t.after(() => feed.stop());
  const link = await begun;
  for (let i = 0; i < 1000; i++) link.fault("found garbage");
  await clock.advance(1000);
  link.fault("found garbage");
  const more = sink.news.flatMap((one) => (one.kind === "fault" ? [one.more] : []));
  assert.deepEqual(more, [0, 999]);
  assert.equal(feed.status.faults, 1001);
});

test("parameters that the source calls stale are listed until they come again", async (t) => {
  const { sink, ...rest } = around();
  const { source, begun } = handedOver();
  const feed = startFeed({ ...rest, source, sink, past: noPast });
  t.after(() => feed.stop());
  const link = await begun;
  link.stale(["P1", "P2", "GHOST"], "the node has died");
  assert.deepEqual(feed.status.stale, ["P1", "P2"]);
  await link.rows([p1(1.7e9)]);
  assert.deepEqual(feed.status.stale, ["P2"]);
});

test("rows that come while others are being kept are kept together, in their order, each told of when it is", async (t) => {
  const { sink, ...rest } = around();
  const sizes: number[] = [];
  const releases: (() => void)[] = [];
  const slow = {
    tell: sink.tell.bind(sink),
    rows: async (rows: Parameters<typeof sink.rows>[0]) => {
      sizes.push(rows.length);
      await new Promise<void>((resolve) => releases.push(resolve));
      await sink.rows(rows);
    },
  };
  const { source, begun } = handedOver();
  const feed = startFeed({ source, ...rest, sink: slow, past: noPast });
  t.after(() => feed.stop());
  const link = await begun;
  const kept: number[] = [];
  for (let i = 0; i < 5; i++) void link.rows([p1(1.7e9 + i)]).then(() => kept.push(i));
  await until(() => releases.length === 1, "the first");
  releases[0]();
  await until(() => releases.length === 2, "the others");
  assert.deepEqual([sizes, kept], [[1, 4], [0]]);
  releases[1]();
  await until(() => kept.length === 5, "all");
  assert.deepEqual(
    sink.taken.map(({ time }) => time - 1.7e9),
    [0, 1, 2, 3, 4],
  );
});

test("a row from days ahead has a wrong time", async (t) => {
  const { sink, clock, ...rest } = around();
  const start = clock.now() / 1000;
  const rig = memory(start);
  const feed = startFeed({ ...rest, source: rig.source, sink, clock, past: noPast });
  t.after(() => feed.stop());
  rig.give([
    { at: 2 * 86_400, parameter: "P1", value: 750 },
    { at: 60, parameter: "P1", value: 750 },
  ]);
  await until(() => sink.taken.length > 0, "a row");
  assert.deepEqual(sink.words(start), ["P1@60=750"]);
  assert.match(feed.status.why ?? "", /more than a day ahead/);
});

test("rows that come when the feed has been stopped are refused: nobody may acknowledge them", async () => {
  const { sink, ...rest } = around();
  const { source, begun } = handedOver();
  const feed = startFeed({ source, ...rest, sink, past: noPast });
  const link = await begun;
  await feed.stop();
  await assert.rejects(link.rows([p1(1.7e9)]), /stopped/);
  assert.deepEqual(sink.taken, []);
});
