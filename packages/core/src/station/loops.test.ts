import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bridges, filedHatchStates, hasLoop, loops, stationBuilder } from "./index.ts";
import { anyStation, countParts } from "./testing.ts";

const ids = (hatches: readonly { readonly id: string }[]) => hatches.map(({ id }) => id);

/** A ring of three with a tail: a-b-c-a, c-d. */
const ring = stationBuilder()
  .module("a", 1)
  .module("b", 1)
  .module("c", 1)
  .module("d", 1)
  .hatch("ab", "a", "b")
  .hatch("bc", "b", "c")
  .hatch("ca", "c", "a")
  .hatch("cd", "c", "d")
  .build();

test("only the tail of a ring is a bridge", () => {
  const states = filedHatchStates(ring);
  assert.deepEqual(ids(bridges(ring, states)), ["cd"]);
  assert.deepEqual(
    loops(ring, states).map((loop) => ids(loop).toSorted()),
    [["ab", "bc", "ca"]],
  );
  assert.equal(hasLoop(ring, states), true);
});

test("one hatch closed, the ring is a chain of bridges", () => {
  const states = (id: string) => (id === "bc" ? "closed" : "open");
  assert.deepEqual(ids(bridges(ring, states)), ["ab", "ca", "cd"]);
  assert.equal(hasLoop(ring, states), false);
});

test("two hatches between the same two modules are a loop, and neither is a bridge", () => {
  const twin = stationBuilder().module("a", 1).module("b", 1).hatch("h1", "a", "b").hatch("h2", "b", "a").build();
  assert.deepEqual(
    bridges(twin, () => "open"),
    [],
  );
  assert.equal(loops(twin, () => "open").length, 1);
  assert.deepEqual(ids(bridges(twin, (id) => (id === "h1" ? "closed" : "open"))), ["h2"]);
});

test("a long chain does not exhaust the stack", () => {
  const chain = stationBuilder().module("m0", 1);
  for (let i = 1; i < 2000; i++) chain.module(`m${i}`, 1).hatch(`h${i}`, `m${i - 1}`, `m${i}`);
  const station = chain.build();
  assert.equal(bridges(station, () => "open").length, 1999);
});

test("closing a bridge makes one part more, closing another open hatch makes none", () => {
  fc.assert(
    fc.property(anyStation, (station) => {
      const states = filedHatchStates(station);
      const isOpen = (id: string) => states(id) === "open";
      const parts = countParts(station, isOpen);
      const bridge = new Set(ids(bridges(station, states)));
      for (const { id } of station.hatches.filter((hatch) => isOpen(hatch.id))) {
        const now = countParts(station, (other) => other !== id && isOpen(other));
        assert.equal(now - parts, bridge.has(id) ? 1 : 0, id);
      }
    }),
    { numRuns: 500 },
  );
});

test("loops are rings of open hatches, as many as there are hatches beyond a tree", () => {
  fc.assert(
    fc.property(anyStation, (station) => {
      const states = filedHatchStates(station);
      const open = station.hatches.filter(({ id }) => states(id) === "open");
      const found = loops(station, states);
      assert.equal(
        found.length,
        open.length - station.modules.length + countParts(station, (id) => states(id) === "open"),
      );
      for (const loop of found) {
        const ends = loop.flatMap(({ between }) => between);
        assert.equal(new Set(loop).size, loop.length);
        assert.ok(loop.every((hatch) => open.includes(hatch)));
        for (const end of ends) assert.equal(ends.filter((other) => other === end).length, 2);
      }
    }),
    { numRuns: 500 },
  );
});
