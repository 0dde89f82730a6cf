import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { KV, KvEntry } from "@nats-io/kv";
import { steadyClock } from "../clock/index.ts";
import { type Bus, keysBelow, removeKey } from "./bus.ts";
import { Leases } from "./leases.ts";
import { leasesBucket } from "./names.ts";
import { busOf, natsServer, until } from "./testing.ts";

const work = Array.from({ length: 8 }, (_, i) => `p${i}`);

/** Somebody who works, and what they have. */
function hand(t: TestContext, bus: Bus, me: string, kv: KV = bus.leases) {
  const has = new Set<string>();
  const leases = new Leases({
    kv,
    keys: () => keysBelow(bus, leasesBucket),
    remove: (key) => removeKey(bus, leasesBucket, key),
    me,
    work,
    clock: steadyClock,
    beat: 40,
    patience: 600,
    onTaken: (one) => has.add(one),
    onLost: async (one) => void has.delete(one),
    onFault: () => {},
  });
  leases.start();
  t.after(() => leases.stop());
  return { has, leases };
}

test("work is shared evenly as hands come and go, and all of it is done", async (t) => {
  const bus = await busOf(t, (await natsServer(t)).url);
  const a = hand(t, bus, "a");
  await until("the first has all", () => a.has.size === 8);
  const b = hand(t, bus, "b");
  await until("both have half", () => a.has.size === 4 && b.has.size === 4);
  assert.deepEqual([...a.has, ...b.has].sort(), work);
  await a.leases.stop();
  await until("the second has all", () => b.has.size === 8);
});

test("what one holds who is gone without a word is another's soon; who comes back finds it so and lets it go", async (t) => {
  const server = await natsServer(t);
  const [bus, lost] = [await busOf(t, server.url), await busOf(t, server.url)];
  const a = hand(t, lost, "a");
  await until("the first has all", () => a.has.size === 8);
  await lost.connection.close();
  const b = hand(t, bus, "b");
  await until("the second has all", () => b.has.size === 8);
  assert.equal(a.has.size, 8);
  // The one that was cut off, with a line again: it holds what it held until it hears.
  const again = new Leases({
    kv: bus.leases,
    keys: () => keysBelow(bus, leasesBucket),
    remove: (key) => removeKey(bus, leasesBucket, key),
    me: "c",
    work: ["p0"],
    clock: steadyClock,
    beat: 40,
    patience: 600,
    onTaken: () => assert.fail("p0 is taken from one who lives"),
    onLost: async () => {},
    onFault: () => {},
  });
  again.start();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await again.stop();
  assert.equal(b.has.has("p0"), true);
});

test("work is taken though a server that is gone had told of later writes than the one that took over knows", async (t) => {
  const bus = await busOf(t, (await natsServer(t)).url);
  await bus.leases.put("work.p3", "somebody who is gone");
  let later = 1000;
  const get = async (key: string): Promise<KvEntry | null> => {
    const entry = await bus.leases.get(key);
    if (entry === null || key !== "work.p3") return entry;
    return Object.create(entry, { revision: { value: entry.revision + later } });
  };
  const told = Object.create(bus.leases, { get: { value: get } }) as KV;
  const a = hand(t, bus, "a", told);
  await until("the first has what is free", () => a.has.size === 7);
  later = 0;
  await until("the first has all", () => a.has.size === 8);
});
