/** What every feed must do, whatever it speaks: run by the test of each with a server of its own. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import type { Feed, Past, Source } from "./feed.ts";
import type { MapEntry } from "./map.ts";
import { Names } from "./names.ts";
import type { Quality } from "./row.ts";
import { startFeed } from "./run.ts";
import { cabin, noPast, TestClock, TestSink, until } from "./testing.ts";

/** What the other side is to send: seconds after the beginning of the test's clock, of P1 (mmHg) or P2 (kPa). */
export interface Given {
  readonly at: number;
  readonly parameter: "P1" | "P2";
  readonly value: number;
  readonly quality?: Quality;
}

/** The other side, and the source that is to listen to it. */
export interface Rig {
  readonly source: Source;
  readonly map?: readonly MapEntry[];
  /** Sends rows. */
  give(rows: readonly Given[]): Promise<void> | void;
  /** Sends what cannot be used. */
  spoil(): Promise<void> | void;
  /** Ends every link and takes no new one, until `mend`. */
  cut(): Promise<void> | void;
  mend(): Promise<void> | void;
  /** While cut: rows that the other side keeps, and gives once it is mended. */
  store(rows: readonly Given[]): Promise<void> | void;
  /** Links that are open on the other side. */
  open(): number;
}

export type Promised = "garbage" | "bad" | "doubled" | "late" | "reconnect" | "back-fill" | "silence" | "stop" | "kept";

export interface Contract {
  readonly name: string;
  begin(t: TestContext, clock: TestClock, start: number): Promise<Rig>;
  /** What this feed cannot do, each with the reason. */
  readonly skip?: Partial<Record<Promised, string>>;
}

const silentAfter = 60_000;

/** The tests that every feed passes. */
export function feedContract({ name, begin, skip = {} }: Contract): void {
  async function set(t: TestContext, past: Past = noPast) {
    const clock = new TestClock();
    const start = clock.now() / 1000;
    const rig = await begin(t, clock, start);
    const sink = new TestSink();
    const names = new Names(cabin, rig.map);
    const feed: Feed = startFeed({ source: rig.source, sink, clock, names, past, silentAfter, random: () => 0 });
    t.after(() => feed.stop());
    await until(() => feed.status.state === "up", `the link stands (${feed.status.why})`);
    const rows = (count: number) =>
      until(() => sink.taken.length >= count, `${count} rows; there are ${sink.words(start).join(", ")}`);
    return { clock, start, rig, sink, feed, rows, words: () => [...sink.words(start)].sort() };
  }
  const promise = (what: Promised | null, says: string, run: (t: TestContext) => Promise<void>) =>
    test(`${name}: ${says}`, what !== null && what in skip ? { skip: skip[what] } : {}, run);

  promise(null, "rows come with time, parameter and value, in the unit of the station", async (t) => {
    const { rig, rows, words } = await set(t);
    await rig.give([{ at: 1, parameter: "P1", value: 750.5 }]);
    await rig.give([
      { at: 2, parameter: "P1", value: 750.25 },
      { at: 2, parameter: "P2", value: 100.5 },
    ]);
    await rows(3);
    assert.deepEqual(words(), ["P1@1=750.5", "P1@2=750.25", "P2@2=100.5"]);
  });

  promise("bad", "what the source calls bad is a missing reading", async (t) => {
    const { rig, rows, words, feed } = await set(t);
    await rig.give([{ at: 1, parameter: "P1", value: 750.5, quality: "bad" }]);
    await rig.give([{ at: 2, parameter: "P1", value: 750.5 }]);
    await rows(2);
    assert.deepEqual(words(), ["P1@1= bad", "P1@2=750.5"]);
    assert.equal(feed.status.missing, 1);
  });

  promise("doubled", "a row that is sent twice comes once", async (t) => {
    const { rig, rows, words, feed } = await set(t);
    const row = { at: 1, parameter: "P1", value: 750.5 } as const;
    await rig.give([row]);
    await rig.give([row]);
    await rig.give([{ at: 2, parameter: "P1", value: 750.5 }]);
    await rows(2);
    assert.deepEqual(words(), ["P1@1=750.5", "P1@2=750.5"]);
    assert.equal(feed.status.doubled, 1);
  });

  promise("late", "a row that comes late has the time at which it was measured", async (t) => {
    const { rig, rows, words } = await set(t);
    await rig.give([{ at: 600, parameter: "P1", value: 750.5 }]);
    await rig.give([{ at: 30, parameter: "P1", value: 751.5 }]);
    await rows(2);
    assert.deepEqual(words(), ["P1@30=751.5", "P1@600=750.5"]);
  });

  promise("garbage", "what cannot be used is counted, and what follows is read", async (t) => {
    const { rig, rows, words, feed, sink } = await set(t);
    await rig.spoil();
    await rig.give([{ at: 5, parameter: "P2", value: 100.5 }]);
    await rows(1);
    assert.deepEqual(words(), ["P2@5=100.5"]);
    assert.ok(feed.status.faults > 0, "a fault is counted");
    assert.ok(sink.count("fault") > 0, "a fault is told");
  });

  promise("reconnect", "a lost link is told and tried again, later each time, until it stands", async (t) => {
    const { rig, rows, words, feed, sink, clock } = await set(t);
    await rig.give([{ at: 1, parameter: "P1", value: 750.5 }]);
    await rows(1);
    await rig.cut();
    for (const [i, wait] of [1000, 2000, 4000].entries()) {
      await until(() => sink.count("down") === i + 1, `loss ${i + 1}`);
      await clock.advance(wait);
    }
    await until(() => sink.count("down") === 4, "loss 4");
    const waits = sink.news.flatMap((one) => (one.kind === "down" ? [one.retry] : []));
    assert.deepEqual(waits, [1000, 2000, 4000, 8000]);
    await rig.mend();
    await clock.advance(8000);
    await until(() => feed.status.state === "up", "the link stands again");
    await rig.give([{ at: 20, parameter: "P1", value: 750.25 }]);
    await rows(2);
    assert.deepEqual(words(), ["P1@1=750.5", "P1@20=750.25"]);
    assert.equal(feed.status.lost, 4);
  });

  promise("back-fill", "what was kept while the link was lost comes after it, once, before what is live", async (t) => {
    const { rig, rows, feed, sink, clock, start } = await set(t);
    await rig.give([{ at: 1, parameter: "P1", value: 750.5 }]);
    await rows(1);
    await rig.cut();
    await until(() => sink.count("down") === 1, "the loss");
    await rig.store([
      { at: 10, parameter: "P1", value: 750.25 },
      { at: 20, parameter: "P1", value: 750.125 },
    ]);
    await rig.mend();
    await clock.advance(1000);
    await until(() => feed.status.state === "up", "the link stands again");
    await rig.give([{ at: 30, parameter: "P1", value: 750.0625 }]);
    await rows(4);
    assert.deepEqual(sink.words(start), ["P1@1=750.5", "P1@10=750.25", "P1@20=750.125", "P1@30=750.0625"]);
  });

  promise("silence", "silence is told once, and that rows come again", async (t) => {
    const { rig, rows, feed, sink, clock } = await set(t);
    await rig.give([{ at: 1, parameter: "P1", value: 750.5 }]);
    await rows(1);
    await clock.advance(silentAfter - 1);
    assert.equal(sink.count("silent"), 0);
    await clock.advance(1 + 3 * silentAfter);
    assert.equal(sink.count("silent"), 1);
    assert.equal(feed.status.state, "silent");
    await rig.give([{ at: 300, parameter: "P1", value: 750.25 }]);
    await rows(2);
    assert.equal(sink.count("heard"), 1);
    assert.equal(feed.status.state, "up");
  });

  promise("kept", "rows that could not be kept come again", async (t) => {
    const { rig, rows, words, sink, clock } = await set(t);
    sink.broken = new Error("disk full");
    await rig.give([{ at: 1, parameter: "P1", value: 750.5 }]);
    await until(() => sink.broken === null, "the rows were refused");
    await until(() => sink.count("down") + sink.count("fault") > 0, "that it failed is told");
    await clock.advance(60_000);
    await rows(1);
    assert.deepEqual(words(), ["P1@1=750.5"]);
  });

  promise("stop", "a feed that is stopped gives nothing more and leaves no link", async (t) => {
    const { rig, rows, feed, sink } = await set(t);
    await rig.give([{ at: 1, parameter: "P1", value: 750.5 }]);
    await rows(1);
    await Promise.all([feed.stop(), feed.stop()]);
    await until(() => rig.open() === 0, "no link is open");
    const told = sink.news.length;
    await rig.give([{ at: 2, parameter: "P1", value: 750.25 }]);
    assert.equal(sink.taken.length, 1);
    assert.equal(sink.news.length, told);
    assert.equal(feed.status.state, "stopped");
  });

  promise("reconnect", "a feed that waits for its link can be stopped", async (t) => {
    const { rig, feed, sink } = await set(t);
    await rig.cut();
    await until(() => sink.count("down") > 0, "the loss");
    await feed.stop();
    await rig.mend();
    assert.equal(feed.status.state, "stopped");
  });
}

/** (s) UNIX time of a given row. */
export const timeOf = (start: number, { at }: Given) => second(start + at);
