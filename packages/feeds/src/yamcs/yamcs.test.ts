import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Names, startFeed } from "../feed/index.ts";
import { cabin, noPast, TestClock, TestSink, until } from "../feed/testing.ts";
import { feedContract, type Given } from "../feed/testing-contract.ts";
import { TestYamcs } from "./testing-yamcs.ts";
import { Yamcs, type YamcsOptions } from "./yamcs.ts";

const units = { "/CABIN/P1": "mmHg", "/CABIN/P2": "kPa", "/CABIN/T1": null, "/CABIN/T2": "degC" };
const map = [
  { from: "/CABIN/P1", to: "P1" },
  { from: "/CABIN/P2", to: "P2" },
];
const settings = (url: URL, more: Partial<YamcsOptions> = {}): YamcsOptions => ({
  url,
  instance: "cabin",
  processor: "realtime",
  backFill: 3_600_000,
  space: null,
  alarms: false,
  credentials: null,
  ...more,
});
const valueAt = (start: number, { at, parameter, value, quality }: Given) => ({
  name: `/CABIN/${parameter}`,
  time: start + at,
  value,
  ...(quality === "bad" && { status: "INVALID" }),
});

async function server(t: TestContext) {
  const yamcs = new TestYamcs({ ...units });
  await yamcs.listen();
  t.after(() => yamcs.cut().catch(() => {}));
  return yamcs;
}

feedContract({
  name: "yamcs",
  async begin(t, _clock, start) {
    const yamcs = await server(t);
    return {
      source: new Yamcs(settings(yamcs.url)),
      map,
      give: (rows) => {
        for (const row of rows) yamcs.say(valueAt(start, row));
      },
      store: (rows) => void yamcs.archive.push(...rows.map((row) => valueAt(start, row))),
      spoil() {
        for (const text of ["", "{", "[]", '{"type":"parameters"}']) yamcs.raw(text);
        yamcs.frame({ values: [{ numericId: 99 }, null, { numericId: 1, generationTime: "noon" }, { numericId: 1 }] });
      },
      cut: () => yamcs.cut(),
      mend: () => yamcs.listen(),
      open: () => yamcs.open,
    };
  },
});

function begun(
  t: TestContext,
  options: YamcsOptions,
  past = noPast,
  names = map as ConstructorParameters<typeof Names>[1],
) {
  const clock = new TestClock();
  const sink = new TestSink();
  const feed = startFeed({
    source: new Yamcs(options),
    sink,
    clock,
    names: new Names(cabin, names),
    past,
    silentAfter: 60_000,
  });
  t.after(() => feed.stop());
  const up = () => until(() => feed.status.state === "up", `the link stands (${feed.status.why})`);
  return { clock, start: clock.now() / 1000, sink, feed, up };
}

test("the archive of several parameters is handed on in order of time, page by page, from the newest row that is kept", async (t) => {
  const yamcs = await server(t);
  const start = new TestClock().now() / 1000;
  for (let at = -60; at < 0; at += 1) {
    yamcs.archive.push({ name: "/CABIN/P1", time: start + at, value: 745 });
    if (at % 7 === 0) yamcs.archive.push({ name: "/CABIN/P2", time: start + at, value: 99 });
  }
  const newest = (parameter: string) => (parameter === "P1" ? start - 30 : undefined);
  const { sink, up } = begun(t, settings(yamcs.url), { newest, mark: undefined });
  await up();
  const p1 = sink.taken.filter(({ parameter }) => parameter === "P1").map(({ time }) => time - start);
  assert.deepEqual(
    p1,
    Array.from({ length: 29 }, (_, i) => i - 29),
  );
  assert.equal(sink.taken.filter(({ parameter }) => parameter === "P2").length, 8);
  const times = sink.taken.map(({ time }) => time);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
});

test("what is older than is asked for is a gap, and live rows wait for the past", async (t) => {
  const yamcs = await server(t);
  const start = new TestClock().now() / 1000;
  const { sink, up } = begun(t, settings(yamcs.url), { newest: () => start - 7200, mark: undefined });
  await up();
  assert.equal(sink.count("gap"), 2);
  assert.match(JSON.stringify(sink.news[0]), /nothing before the last 1 h is asked for/);
});

test("frames that Yamcs dropped are fetched from its archive", async (t) => {
  const yamcs = await server(t);
  const { clock, start, sink, feed, up } = begun(t, settings(yamcs.url));
  await up();
  yamcs.say({ name: "/CABIN/P1", time: start + 1, value: 745 });
  await until(() => sink.taken.length === 1, "the first row");
  yamcs.archive.push({ name: "/CABIN/P1", time: start + 2, value: 744 });
  yamcs.drop(1);
  yamcs.say({ name: "/CABIN/P1", time: start + 3, value: 743 });
  await until(() => feed.status.state === "down", "the loss");
  assert.match(feed.status.why ?? "", /1 frames were dropped/);
  await clock.advance(1000);
  await up();
  assert.deepEqual([...sink.words(start)].sort(), ["P1@1=745", "P1@2=744", "P1@3=743"]);
});

test("a parameter that has expired is stale", async (t) => {
  const yamcs = await server(t);
  const { start, sink, feed, up } = begun(t, settings(yamcs.url));
  await up();
  yamcs.say({ name: "/CABIN/P1", time: start + 1, value: 745 });
  yamcs.say({ name: "/CABIN/P1", time: start + 1, value: 745, status: "EXPIRED" }, false);
  await until(() => feed.status.stale.length === 1, "stale");
  assert.deepEqual(feed.status.stale, ["P1"]);
  assert.equal(sink.taken.length, 1);
});

test("a parameter without a unit is refused until the map says it, one that there is not is told", async (t) => {
  const yamcs = await server(t);
  const without = begun(t, settings(yamcs.url), noPast, [
    { from: "/CABIN/T1", to: "T1" },
    { from: "/CABIN/GHOST", to: "P1" },
  ]);
  await without.up();
  yamcs.say({ name: "/CABIN/T1", time: without.start + 1, value: 20 });
  await until(() => without.feed.status.faults === 2, "two faults");
  assert.match(without.feed.status.why ?? "", /No parameter named \/CABIN\/GHOST|no unit/);
  await without.feed.stop();
  const given = begun(t, settings(yamcs.url), noPast, [{ from: "/CABIN/T1", to: "T1", unit: "K" }]);
  await until(() => given.sink.taken.length === 1, "the row");
  assert.deepEqual(given.sink.words(given.start), ["T1@1=-253.15"]);
});

const alarm = {
  type: "alarm",
  time: "2018-08-29T23:24:00.000Z",
  kind: "leak",
  state: "raised",
  id: "leak-1",
  text: "Air is being lost",
  severity: "CRITICAL",
};
const quantity = (value: number, unit: string) => ({ value, low: value - 1, high: null, unit });

test("alarms are published as events and estimates as local parameters, also those that waited for the link", async (t) => {
  const yamcs = await server(t);
  const { feed, up } = begun(t, settings(yamcs.url, { space: "/Hullwatch", alarms: true }));
  feed.publish([alarm]);
  await up();
  const { time } = alarm;
  feed.publish([{ type: "estimate", time, probability: 0.9, rate: quantity(20, "kg/day"), reserve: null }]);
  feed.publish([{ ...alarm, state: "cleared" }]);
  await until(() => yamcs.posted.length === 3, "three posts");
  const events = yamcs.posted.filter(({ path }) => path === "/api/archive/cabin/events").map(({ body }) => body);
  assert.deepEqual(
    events.map(({ severity, message, source, sequenceNumber }) => [severity, message, source, sequenceNumber]),
    [
      ["CRITICAL", "Air is being lost", "Hullwatch", 1],
      ["INFO", "Cleared: Air is being lost", "Hullwatch", 2],
    ],
  );
  const [set] = yamcs.posted.filter(({ path }) => path === "/api/processors/cabin/realtime/parameters:batchSet");
  const double = (name: string, doubleValue: number) => ({
    id: { name: `/Hullwatch/${name}` },
    value: { type: "DOUBLE", doubleValue },
    generationTime: time,
  });
  assert.deepEqual(set.body.request, [
    double("leak_rate_kg_per_day", 20),
    double("leak_rate_kg_per_day_low", 19),
    double("leak_probability", 0.9),
  ]);
});

test("what Yamcs refuses to take is told, and the next is sent; one that Yamcs cannot take now is sent again", async (t) => {
  const yamcs = await server(t);
  const { clock, feed, up } = begun(t, settings(yamcs.url, { alarms: true }));
  await up();
  yamcs.status = 403;
  feed.publish([alarm]);
  await until(() => feed.status.faults === 1, "the refusal");
  yamcs.status = 503;
  feed.publish([alarm]);
  await until(() => feed.status.state === "down", "the loss");
  yamcs.status = 200;
  await clock.advance(1000);
  await until(() => yamcs.posted.length === 3, "the alarm again");
  assert.deepEqual(
    yamcs.posted.map(({ body }) => body.sequenceNumber),
    [1, 2, 2],
  );
});

test("a password is exchanged for a token; a wrong one is a lost link that says so", async (t) => {
  const yamcs = await server(t);
  yamcs.token = "green";
  const right = begun(t, settings(yamcs.url, { credentials: { user: "hull", password: "green" } }));
  await right.up();
  const wrong = begun(t, settings(yamcs.url, { credentials: { user: "hull", password: "red" } }));
  await until(() => wrong.feed.status.state === "down", "the refusal");
  assert.match(wrong.feed.status.why ?? "", /^auth\/token: found status 401 \(Unauthorized\)/);
});
