import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Names, parseMap, startFeed } from "../feed/index.ts";
import { cabin, noPast, TestClock, TestSink, until } from "../feed/testing.ts";
import { feedContract, type Given } from "../feed/testing-contract.ts";
import { Isslive } from "./isslive.ts";
import { timeItem, yearItem } from "./items.ts";
import { TestLightstreamer } from "./testing-lightstreamer.ts";

const map = parseMap(
  `hullwatch: feed-map/1
parameters:
  - {from: LAB-P, to: P1, unit: mmHg}
  - {from: AL-P, to: P2, unit: kPa}
  - {from: LAB-T, to: T1}
`,
  "map.yaml",
);
const itemOf = { P1: "USLAB000058", P2: "AIRLOCK000054" } as const;

/** Hours into the year, as a `TimeStamp` has them. */
function stamp(time: number): string {
  const year = new Date(time * 1000).getUTCFullYear();
  return String((time * 1000 - Date.UTC(year, 0, 1)) / 3_600_000 + 24);
}

async function station(t: TestContext, start: number) {
  const server = new TestLightstreamer();
  const hour = stamp(start - 3600);
  for (const item of Object.values(itemOf)) server.memory.set(item, `${hour}|700|24`);
  server.memory.set(timeItem, `${hour}|1|24`);
  server.memory.set(yearItem, `${hour}|2023|24`);
  await server.listen();
  t.after(() => server.cut().catch(() => {}));
  const source = new Isslive({ url: server.url, oldest: 600_000 });
  const send = (row: Given) =>
    server.update(itemOf[row.parameter], `${stamp(start + row.at)}|${row.value}|${row.quality === "bad" ? 1 : 24}`);
  return { server, source, send };
}

feedContract({
  name: "isslive",
  async begin(t, _clock, start) {
    const { server, source, send } = await station(t, start);
    const give = (rows: readonly Given[]) => rows.forEach(send);
    return {
      source,
      map,
      give,
      store: give,
      spoil: () => server.raw("HELLO,1", "U,1,99,1|2|3", "U,1,1,1|2", "U,1,1,noon|745|24", "U,1,1,%ZZ|1|24"),
      cut: () => server.cut(),
      mend: () => server.listen(),
      open: () => server.open,
    };
  },
  skip: { late: "in MERGE mode the server holds the newest value of an item and nothing before it" },
});

async function listening(t: TestContext, change: (server: TestLightstreamer) => void = () => {}) {
  const clock = new TestClock();
  const start = clock.now() / 1000;
  const { server, source, send } = await station(t, start);
  change(server);
  const sink = new TestSink();
  const names = new Names(cabin, map);
  const feed = startFeed({ source, sink, clock, names, past: noPast, silentAfter: 60_000, random: () => 0 });
  t.after(() => feed.stop());
  const up = () => until(() => feed.status.state === "up", `the link stands (${feed.status.why})`);
  return { clock, start, server, send, sink, feed, up };
}

test("what the server remembers is no life: no row, and silence is told", async (t) => {
  const { clock, sink, feed, up } = await listening(t);
  await up();
  await clock.advance(60_000);
  assert.deepEqual(sink.taken, []);
  assert.equal(feed.status.state, "silent");
});

test("the subscription is the one that TLCP asks for", async (t) => {
  const { server, up } = await listening(t);
  await up();
  const [create, control] = server.requests;
  assert.match(create.body, /LS_cid=mgQkwtwdysogQz2BJ4Ji%20kOj2Bg/);
  assert.equal(create.form.get("LS_adapter_set"), "ISSLIVE");
  assert.equal(control.form.get("LS_mode"), "MERGE");
  assert.equal(control.form.get("LS_schema"), "TimeStamp Value Status.Class");
  assert.equal(control.form.get("LS_requested_max_frequency"), "1");
  assert.ok(!control.body.includes("+"));
});

test("a value that is sent again weeks later, or by a frozen clock, is stale and no row", async (t) => {
  const { start, server, sink, feed, up } = await listening(t);
  await up();
  server.update(itemOf.P1, `${stamp(start - 21 * 86_400)}|745|24`);
  await until(() => sink.count("stale") === 1, "stale");
  assert.deepEqual(feed.status.stale, ["P1"]);
  server.update(itemOf.P1, `${stamp(start)}|745|24`);
  await until(() => sink.taken.length === 1, "the row");
  assert.deepEqual(feed.status.stale, []);
});

test("loss of signal makes everything stale, once", async (t) => {
  const { start, server, sink, feed, up } = await listening(t);
  await up();
  for (let i = 0; i < 3; i++) server.update(timeItem, `${stamp(start)}|${i}|1`);
  await until(() => sink.count("stale") === 1, "stale");
  assert.deepEqual(feed.status.stale, ["P1", "P2", "T1"]);
  server.update(timeItem, `${stamp(start + 60)}|9|24`);
  server.update(itemOf.P1, `${stamp(start + 60)}|745|24`);
  await until(() => sink.taken.length === 1, "the row");
  assert.equal(sink.count("stale"), 1);
  assert.deepEqual(feed.status.stale, ["P2", "T1"]);
});

test("classes of status are qualities, and a value outside its limits is a measurement", async (t) => {
  const { start, server, sink, feed, up } = await listening(t);
  await up();
  for (const [i, status] of ["24", "6", "7", "9", "2", "77"].entries()) {
    server.update(itemOf.P1, `${stamp(start + i)}|${700 + i}|${status}`);
  }
  await until(() => sink.taken.length === 6, "six rows");
  assert.deepEqual(sink.words(start), [
    "P1@0=700",
    "P1@1=701",
    "P1@2=702 suspect",
    "P1@3= stale",
    "P1@4= bad",
    "P1@5=705 suspect",
  ]);
  assert.deepEqual([feed.status.suspect, feed.status.missing], [2, 2]);
});

test("fields that did not change, null and nothing", async (t) => {
  const { start, server, sink, up } = await listening(t);
  await up();
  server.update(itemOf.P1, `${stamp(start)}|745.1|24`);
  server.update(itemOf.P1, `${stamp(start + 1)}||`);
  server.update(itemOf.P1, `${stamp(start + 2)}|^2`);
  server.update(itemOf.P1, `${stamp(start + 3)}|#|`);
  server.update(itemOf.P1, `${stamp(start + 4)}|$|`);
  await until(() => sink.taken.length === 5, "five rows");
  assert.deepEqual(sink.words(start), ["P1@0=745.1", "P1@1=745.1", "P1@2=745.1", "P1@3= bad", "P1@4= bad"]);
});

test("at the end of the content length the session is bound again, and nothing is missed", async (t) => {
  const { start, server, send, sink, feed, up } = await listening(t);
  await up();
  send({ at: 1, parameter: "P1", value: 745.1 });
  await until(() => sink.taken.length === 1, "the first row");
  server.raw("LOOP,0");
  await until(() => server.requests.some(({ path }) => path === "bind_session"), "the session is bound again");
  await until(() => server.open === 1, "the stream is open again");
  send({ at: 2, parameter: "P1", value: 745.2 });
  await until(() => sink.taken.length === 2, "the second row");
  assert.deepEqual(sink.words(start), ["P1@1=745.1", "P1@2=745.2"]);
  assert.equal(feed.status.lost, 0);
});

test("a server that forgot the session gives a new one, and what it remembers then is memory again", async (t) => {
  const { start, server, send, sink, feed, clock, up } = await listening(t);
  await up();
  send({ at: 1, parameter: "P1", value: 745.1 });
  await until(() => sink.taken.length === 1, "the first row");
  await server.cut();
  server.forget();
  send({ at: 2, parameter: "P1", value: 745.2 });
  await server.listen();
  await until(() => feed.status.state === "down", "the loss");
  await clock.advance(1000);
  await up();
  send({ at: 3, parameter: "P1", value: 745.3 });
  await until(() => sink.taken.length === 2, "the second row");
  assert.deepEqual(sink.words(start), ["P1@1=745.1", "P1@3=745.3"]);
});

test("a link without a sign of life is lost, whatever TCP believes", async (t) => {
  const { sink, clock, up } = await listening(t, (one) => {
    one.keepAlive = 5000;
  });
  await up();
  await clock.advance(7000);
  assert.equal(sink.count("down"), 0);
  await clock.advance(2000);
  await until(() => sink.count("down") === 1, "the loss");
  const [down] = sink.news.filter(({ kind }) => kind === "down");
  assert.match(JSON.stringify(down), /no sign of life for 8 s/);
});

test("a server that refuses says why", async (t) => {
  const { feed } = await listening(t, (one) => {
    one.refusal = "CONERR,2,Requested%20Adapter%20Set%20not%20available";
  });
  await until(() => feed.status.state === "down", "the refusal");
  assert.equal(feed.status.why, "the server refuses a session: Requested Adapter Set not available (2)");
});

test("updates that the server dropped are a gap", async (t) => {
  const { server, sink, up } = await listening(t);
  await up();
  server.notify("OV,1,1,7");
  await until(() => sink.count("gap") === 1, "the gap");
  assert.deepEqual(sink.news.at(-1), { kind: "gap", why: "USLAB000058: the server dropped 7 updates", missing: 7 });
});
