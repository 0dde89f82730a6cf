import assert from "node:assert/strict";
import { test } from "node:test";
import type { Said } from "../records/index.ts";
import { eventsStream, eventsSubject, partitionOf } from "./names.ts";
import { Saying } from "./said.ts";
import { allSaid, busOf, natsServer } from "./testing.ts";

const said = (text: string): Said[] => [{ place: 0, late: false, event: { type: "note", time: "", text } }];
const open = (bus: Parameters<typeof Saying.open>[0], signal = new AbortController().signal) =>
  Saying.open(bus, "cabin", signal, (fault) => assert.fail(fault as Error));

test("one who was held still and wakes when another has gone on says nothing twice, and nothing out of its turn", async (t) => {
  const bus = await busOf(t, (await natsServer(t)).url);
  const held = await open(bus);
  await held.put(3, said("three"));
  const other = await open(bus);
  await other.put(4, []);
  await other.put(5, said("five"));
  await other.put(8, said("eight"));
  // It wakes, in the midst of what has long been said.
  assert.equal((await held.put(5, said("five"))).length, 1);
  await held.put(8, said("eight"));
  // Both believe that the station is theirs.
  await Promise.all([held.put(9, said("nine")), other.put(9, said("nine"))]);
  await Promise.all([other.put(10, said("ten")), held.put(10, said("ten"))]);
  const texts = ((await allSaid(bus)).get("cabin") ?? []).map((one) => `${one.at} ${one.said[0].event.text}`);
  assert.deepEqual(texts, ["3 three", "5 five", "8 eight", "9 nine", "10 ten"]);
});

test("what is said of one batch in turn stands in turn, and is known after a new start", async (t) => {
  const bus = await busOf(t, (await natsServer(t)).url);
  const one = await open(bus);
  await one.put(7, said("a"));
  await one.put(2, said("risen of two"));
  const again = await open(bus);
  await again.put(7, said("a"));
  await again.put(2, said("risen of two"));
  await again.put(9, said("b"));
  const all = ((await allSaid(bus)).get("cabin") ?? []).map(({ at, nth, position }) => [at, nth, position % 1e6]);
  assert.deepEqual(all, [
    [7, 0, 7],
    [7, 1, 2],
    [9, 0, 9],
  ]);
});

test("of a stream of rows that was made anew everything is said, under ids that nothing had before", async (t) => {
  const bus = await busOf(t, (await natsServer(t)).url);
  await (await open(bus)).put(1000, said("before"));
  const later = new Date(Date.parse(bus.journal) + 2000).toISOString();
  const anew = { ...bus, journal: later };
  const one = await open(anew);
  await one.put(3, said("after"));
  await (await open(anew)).put(3, said("after"));
  const all = (await allSaid(bus)).get("cabin") ?? [];
  assert.deepEqual(
    all.map(({ journal, at }) => [journal, at]),
    [
      [bus.journal, 1000],
      [later, 3],
    ],
  );
  assert.ok(all[1].position > all[0].position);
});

test("what somebody else has put into the stream of events silences no station", async (t) => {
  const bus = await busOf(t, (await natsServer(t)).url);
  await (await open(bus)).put(3, said("three"));
  await bus.js.publish(eventsSubject(partitionOf("cabin", bus.partitions), "cabin"), "no JSON");
  await (await open(bus)).put(4, said("four"));
  const { state } = await bus.manager.streams.info(eventsStream);
  const last = await bus.manager.streams.getMessage(eventsStream, { seq: state.last_seq });
  assert.equal(last?.json<{ at: number }>().at, 4);
});
