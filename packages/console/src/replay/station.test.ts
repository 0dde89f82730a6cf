import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem, Unreachable } from "../link/index.ts";
import type { StoredEntry } from "../station/index.ts";
import { stationWith } from "../station/testing.ts";
import { type Ask, ReplayStation } from "./station.ts";

const t0 = Date.parse("2018-08-29T22:00:00Z");
const hour = 3_600_000;
const window = { from: t0, to: t0 + hour };
const entry = (seq: number, after: number): StoredEntry =>
  ({
    arrival: seq,
    id: `houston:${seq}`,
    entry: { seq, time: new Date(t0 + after).toISOString(), kind: "note", body: { text: `${seq}` } },
  }) as unknown as StoredEntry;
const atOnce = { pause: 0, rest: 0 };
const all = [entry(1, -hour), entry(2, 600_000), entry(3, 1_800_000)];

/** A server that reads the pressure off its clock: minutes after ten. */
function server() {
  const asked: string[] = [];
  const gate = { wait: Promise.resolve() };
  const ask: Ask = async (path) => {
    asked.push(path);
    await gate.wait;
    const { pathname, searchParams } = new URL(path, "http://x");
    const at = Date.parse(searchParams.get("at") ?? "");
    const minute = (at - t0) / 60_000;
    if (pathname.endsWith("/state")) {
      const parameters = [{ parameter: "P", time: new Date(at - 4000).toISOString(), value: `${747 - minute}` }];
      const estimate = minute >= 20 ? { type: "estimate" } : null;
      const nothing = { hatches: [], crew: [], alarms: [], location: null, advice: null, others: [] };
      return { now: searchParams.get("at"), newest: parameters[0].time, parameters, estimate, ...nothing } as never;
    }
    if (pathname.endsWith("/alarms")) return { alarms: minute >= 20 ? [{ id: "leak-1" }] : [] } as never;
    if (pathname.endsWith("/log/state")) return { incidents: [], polls: [], handovers: [] } as never;
    if (!pathname.endsWith("/log")) return stationWith({ modules: { lab: 1 } }) as never;
    const [from, to] = ["from", "to"].map((name) => Date.parse(searchParams.get(name) ?? ""));
    const found = all.filter((one) => {
      const time = Date.parse(one.entry.time);
      return time < to && !(time < from);
    });
    return { entries: searchParams.has("newest_first") ? found.toReversed() : found, more: false } as never;
  };
  return { asked, gate, ask };
}

test("a moment is shown as it stood then, and going back leaves nothing of what came after", async () => {
  const replay = new ReplayStation("iss", window, server().ask, atOnce);
  await replay.start();
  const shown = () => ({
    pressure: Number(replay.readings.value.get("P")?.value),
    entries: replay.entries.value.map(({ entry: { seq } }) => seq),
    alarms: replay.alarms.value.length,
    leak: replay.estimate.value !== null,
    now: replay.now.value - t0,
    age: replay.now.value - replay.newest.value,
  });
  assert.deepEqual(shown(), { pressure: 747, entries: [1], alarms: 0, leak: false, now: 0, age: 4000 });
  await replay.go(t0 + 1_800_000);
  const late = { pressure: 717, entries: [3, 2, 1], alarms: 1, leak: true, now: 1_800_000, age: 4000 };
  assert.deepEqual(shown(), late);
  assert.equal(replay.horizon.value, (t0 + 1_800_000) / 1000);
  await replay.go(t0 + 600_000);
  assert.deepEqual(shown(), { pressure: 737, entries: [2, 1], alarms: 0, leak: false, now: 600_000, age: 4000 });
});

test("of many moments asked for in haste the last is shown, without asking for all", async () => {
  const { ask, asked, gate } = server();
  const replay = new ReplayStation("iss", window, ask, atOnce);
  await replay.start();
  const { promise, resolve } = Promise.withResolvers<void>();
  gate.wait = promise;
  asked.length = 0;
  const done = Array.from({ length: 50 }, (_, i) => replay.go(t0 + i * 1000 + 1000));
  resolve();
  await Promise.all(done);
  assert.equal(replay.moment.value, t0 + 50_000);
  assert.equal(asked.length, 6);
});

test("it plays at its speed, stays within its window, and stops at its end", async () => {
  const replay = new ReplayStation("iss", window, server().ask, atOnce);
  await replay.start();
  replay.speed.value = 600;
  await replay.play(500);
  assert.equal(replay.moment.value, t0);
  replay.isPlaying.value = true;
  await replay.play(500);
  assert.equal(replay.moment.value, t0 + 300_000);
  await replay.go(t0 + 5 * hour);
  assert.equal(replay.moment.value, t0 + hour);
  await replay.play(500);
  assert.equal(replay.isPlaying.value, false);
});

test("from mark to mark, those before the window left out", async () => {
  const replay = new ReplayStation("iss", window, server().ask, atOnce);
  await replay.start();
  assert.equal(replay.neighbour(-1), null);
  const next = replay.neighbour(1)!;
  assert.equal(next.entry.seq, 2);
  await replay.go(Date.parse(next.entry.time));
  assert.deepEqual([replay.neighbour(1)?.entry.seq, replay.neighbour(-1)], [3, null]);
});

test("where no answer comes it says so, and shows what it has", async () => {
  const { ask } = server();
  let isCut = false;
  const replay = new ReplayStation(
    "iss",
    window,
    async (path) => {
      if (isCut) throw new Error("cut");
      return ask(path);
    },
    atOnce,
  );
  await replay.start();
  isCut = true;
  await replay.go(t0 + 60_000);
  assert.deepEqual([replay.isLost.value, replay.moment.value, replay.wanted.value], [true, t0, t0 + 60_000]);
  isCut = false;
  await replay.go(t0 + 60_000);
  assert.deepEqual([replay.isLost.value, replay.moment.value], [false, t0 + 60_000]);
});

test("where no answer comes while it plays it asks until one does, and what can never be answered ends it", async () => {
  const { ask } = server();
  const faults: Error[] = [];
  const replay = new ReplayStation(
    "iss",
    window,
    async (path) => {
      const fault = faults.shift();
      if (fault !== undefined) throw fault;
      return ask(path);
    },
    atOnce,
  );
  await replay.start();
  replay.isPlaying.value = true;
  faults.push(new Unreachable("cut"), new Problem(503, {}), new Problem(429, {}));
  await replay.play(1000);
  assert.deepEqual([replay.isPlaying.value, replay.isLost.value, replay.moment.value], [true, false, t0 + 60_000]);
  faults.push(new Problem(403, {}));
  await replay.play(1000);
  assert.deepEqual([replay.isPlaying.value, replay.isLost.value, replay.moment.value], [false, true, t0 + 60_000]);
});
