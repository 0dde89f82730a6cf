import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cutOff,
  filedHatchStates,
  filedPositions,
  sideOf,
  sides,
  stationBuilder,
  UnknownIdError,
  withHatch,
} from "./index.ts";

/** Two ships on the two ends of a station: east - node - lab - west, and an attic that is shut. */
const station = stationBuilder()
  .module("node", 62)
  .module("lab", 97.7)
  .module("east", 4)
  .module("west", 4)
  .module("attic", 9)
  .hatch("node-lab", "node", "lab")
  .hatch("node-east", "node", "east")
  .hatch("lab-west", "lab", "west")
  .hatch("node-attic", "node", "attic", { state: "closed" })
  .vehicle("soyuz-e", ["east"])
  .vehicle("soyuz-w", ["west"])
  .crew("ada", "soyuz-e", "node")
  .crew("bob", "soyuz-w", "node")
  .crew("cyd", "soyuz-w", "lab")
  .build();
const states = filedHatchStates(station);
const positions = filedPositions(station);
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

test("a hatch parts modules, people and ships", () => {
  const [here, there] = sides(station, states, positions, "node-lab");
  assert.deepEqual([here.modules, ids(here.crew), ids(here.vehicles)], [["node", "east"], ["ada", "bob"], ["soyuz-e"]]);
  assert.deepEqual([there.modules, ids(there.crew), ids(there.vehicles)], [["lab", "west"], ["cyd"], ["soyuz-w"]]);
  assert.deepEqual(sideOf(station, states, "node-lab", "west"), ["lab", "west"]);
});

test("a closed hatch has its two sides too", () => {
  const [here, there] = sides(station, states, positions, "node-attic");
  assert.deepEqual(here.modules, ["node", "lab", "east", "west"]);
  assert.deepEqual([there.modules, there.crew], [["attic"], []]);
});

test("where air goes round, both sides are one", () => {
  const bypass = stationBuilder().module("a", 1).module("b", 1).hatch("h1", "a", "b").hatch("h2", "a", "b").build();
  const [here, there] = sides(bypass, () => "open", filedPositions(bypass), "h1");
  assert.deepEqual(here, there);
  assert.deepEqual(here.modules, ["a", "b"]);
});

test("nobody is cut off while all can reach their ship, and who is on the wrong side is", () => {
  assert.deepEqual(cutOff(station, states, positions), []);
  const closed = withHatch(states, "node-lab", "closed");
  assert.deepEqual(ids(cutOff(station, closed, positions)), ["bob"]);
  const moved = (id: string) => (id === "bob" ? "west" : positions(id));
  assert.deepEqual(cutOff(station, closed, moved), []);
  // One who is in the ship behind its closed hatch is at home; those outside are not.
  const sealed = withHatch(states, "lab-west", "closed");
  assert.deepEqual(ids(cutOff(station, sealed, moved)), ["cyd"]);
});

test("a hatch, person or place that is not there is refused", () => {
  assert.throws(() => sides(station, states, positions, "node-lob"), UnknownIdError);
  assert.throws(() => sideOf(station, states, "nowhere", "lab"), UnknownIdError);
  assert.throws(() => positions("dan"), UnknownIdError);
  assert.throws(() => cutOff(station, states, () => "moon"), UnknownIdError);
});
