import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { folderFor } from "../testing.ts";
import { alarmsOf, cabinFile, Feed, noLimits, referenceAlarms, Writer } from "../testing-killed.ts";
import { type Answer, people, serve } from "../testing-serve.ts";

const kills = 100;

/** A row, however many decimals its value is written with. */
const asNumber = (line: string) => line.replace(/[^,]*$/, (value) => String(Number(value)));

/** What of `wanted` is not in `found`. */
const missing = (wanted: readonly string[], found: readonly string[]) => {
  const have = new Set(found);
  return wanted.filter((one) => !have.has(one));
};

test("killed a hundred times while a feed sends and two centres write: nothing is lost, missed, doubled, or in another order", async (t) => {
  const folder = folderFor(t);
  const settings = [...noLimits, "--set", "engine.threads=1"];
  let server = await serve(t, folder, settings);
  const scopes = ["read-log", "write-log"];
  const everyone = await people(server.address, server.code!, {
    "controller@houston": scopes,
    "controller@moscow": scopes,
  });
  const { root } = everyone;
  assert.equal((await root.ask(server.address, "PUT", "/stations/cabin", cabinFile, "application/yaml")).status, 201);
  // Ended in order once, it keeps what was compiled, and begins quicker a hundred times.
  assert.equal(await server.stop(), 0);
  server = await serve(t, folder, settings);

  const feed = new Feed(3000);
  const writers = ["houston", "moscow"].map(
    (centre) => new Writer(everyone[`controller@${centre}`], centre, () => server.address),
  );
  const writing = Promise.all(writers.map((writer) => writer.write(Number.POSITIVE_INFINITY, () => feed.isOver)));
  const noted = () => writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  let killed = 0;
  let underWay = 0;
  let before = 0;
  while (!feed.isOver) {
    const { sent } = feed;
    const isDue = killed < kills && sent >= (killed + 0.5) * (feed.length / kills);
    // However quick a machine is, somebody has written in each life.
    while (isDue && noted() === before) await pause(1);
    const sending = feed.next(root, server.address);
    if (isDue) {
      before = noted();
      await pause(8 * Math.random());
      const isWriting = writers.some(({ isWaiting }) => isWaiting);
      await server.kill();
      killed++;
      await sending;
      if (isWriting || feed.sent === sent) underWay++;
      server = await serve(t, folder, settings);
    } else await sending;
  }
  await writing;
  assert.equal(killed, kills);
  assert.ok(underWay >= kills / 10, `something was under way at ${underWay} of ${kills} kills`);

  await t.test("every row that was acknowledged is there", async () => {
    const { body: csv } = await root.ask(server.address, "GET", "/stations/cabin/export");
    const kept = String(csv).trim().split("\n").slice(1).map(asNumber);
    assert.deepEqual(missing(feed.acknowledged.map(asNumber), kept), []);
  });
  await t.test(
    "the alarms are those of an engine that was never killed, once each, and so are their entries",
    async () => {
      const expected = referenceAlarms(feed);
      assert.ok(expected.length > 0);
      assert.deepEqual(await alarmsOf(root, server.address), expected);
      const path = "/stations/cabin/log?kinds=alarm-raised,alarm-cleared&limit=1000";
      const { body } = await root.ask(server.address, "GET", path);
      const entries = body.entries.map(({ entry }: Answer) => `${entry.kind} ${entry.body.alarm}`);
      assert.deepEqual(entries.toSorted(), expected.map(({ id, state }) => `alarm-${state} ${id}`).toSorted());
    },
  );
  await t.test("both centres read the same log, with everything that they wrote, once each", async () => {
    const [first, second] = await Promise.all(writers.map((writer) => writer.readAll()));
    assert.deepEqual(first, second);
    const keys = first.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
    const written = writers.flatMap(({ acknowledged }) => acknowledged);
    assert.ok(written.length >= kills);
    assert.deepEqual(missing(written, keys), []);
    const { body } = await root.ask(server.address, "GET", "/log/verification");
    assert.equal(body.sound, true);
  });
  assert.equal(await server.stop(), 0);
});
