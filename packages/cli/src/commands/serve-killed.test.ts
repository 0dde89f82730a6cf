import assert from "node:assert/strict";
import { test } from "node:test";
import { folderFor } from "../testing.ts";
import { alarmsOf, cabinFile, Feed, noLimits, referenceAlarms, Writer } from "../testing-killed.ts";
import { type Answer, people, serve } from "../testing-serve.ts";

const random = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

/** A row, however many decimals its value is written with. */
const asNumber = (line: string) => line.replace(/[^,]*$/, (value) => String(Number(value)));

test("killed five times in an hour of telemetry: no row is lost, no alarm is missed, none is told twice", async (t) => {
  const folder = folderFor(t);
  let server = await serve(t, folder, noLimits);
  const { root } = await people(server.address, server.code!, {});
  assert.equal((await root.ask(server.address, "PUT", "/stations/cabin", cabinFile, "application/yaml")).status, 201);
  const feed = new Feed();
  const chance = random(1);
  for (let killed = 0; !feed.isOver; ) {
    const sending = feed.next(root, server.address);
    if (killed < 5 && feed.sent > (killed + 0.5) * (feed.length / 5)) {
      await new Promise((resolve) => setTimeout(resolve, 30 * chance()));
      await server.kill();
      killed++;
      await sending;
      server = await serve(t, folder, noLimits);
    } else await sending;
  }
  const { body: csv } = await root.ask(server.address, "GET", "/stations/cabin/export");
  const kept = new Set(String(csv).trim().split("\n").slice(1).map(asNumber));
  assert.deepEqual(
    feed.acknowledged.filter((line) => !kept.has(asNumber(line))),
    [],
  );
  assert.deepEqual(await alarmsOf(root, server.address), referenceAlarms(feed));
  const { body } = await root.ask(
    server.address,
    "GET",
    "/stations/cabin/log?kinds=alarm-raised,alarm-cleared&limit=1000",
  );
  const entries = body.entries.map(({ entry }: Answer) => `${entry.kind} ${entry.body.alarm}`);
  assert.deepEqual(
    entries.toSorted(),
    referenceAlarms(feed)
      .map(({ id, state }) => `alarm-${state} ${id}`)
      .toSorted(),
  );
  assert.equal(await server.stop(), 0);
});

test("two centres write to one incident while the server is killed: nothing is lost, and both read the same order", async (t) => {
  const folder = folderFor(t);
  let server = await serve(t, folder, noLimits);
  const scopes = ["read-log", "write-log"];
  const everyone = await people(server.address, server.code!, {
    "controller@houston": scopes,
    "controller@moscow": scopes,
  });
  const { root } = everyone;
  assert.equal((await root.ask(server.address, "PUT", "/stations/cabin", cabinFile, "application/yaml")).status, 201);
  const address = () => server.address;
  const writers = ["houston", "moscow"].map((centre) => new Writer(everyone[`controller@${centre}`], centre, address));
  const chance = random(2);
  const writing = Promise.all(writers.map((writer) => writer.write(60)));
  for (let killed = 0; killed < 3; killed++) {
    await new Promise((resolve) => setTimeout(resolve, 100 + 300 * chance()));
    await server.kill();
    server = await serve(t, folder, noLimits);
  }
  await writing;
  const [first, second] = await Promise.all(writers.map((writer) => writer.readAll()));
  assert.deepEqual(first, second);
  const keys = first.map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
  for (const writer of writers)
    assert.deepEqual(
      writer.acknowledged.filter((key) => !keys.includes(key)),
      [],
    );
  assert.equal(keys.length, 120);
  const { body } = await root.ask(server.address, "GET", "/log/verification");
  assert.equal(body.sound, true);
  assert.equal(await server.stop(), 0);
});
