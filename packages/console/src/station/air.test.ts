import assert from "node:assert/strict";
import { test } from "node:test";
import { levelOf, peopledVolume, sizeOf, volumes } from "./air.ts";
import { stationWith } from "./testing.ts";

const ids = { LAB: "lab", NODE: "node", SHIP: "ship", DOOR: "lab-node", LOCK: "node-ship" };
const whole = stationWith({
  modules: { [ids.LAB]: 100, [ids.NODE]: 60, [ids.SHIP]: 10 },
  hatches: { [ids.DOOR]: [ids.LAB, ids.NODE], [ids.LOCK]: [ids.NODE, ids.SHIP] },
  sensors: { "LAB-P": [ids.LAB, "mmHg"], "NODE-P": [ids.NODE, "kPa"] },
});
const read = (value: string, time = 0) => ({ parameter: "", time, value });
const fresh = () => false;

test("hatches part the air", () => {
  assert.deepEqual(volumes(whole, {}), [[ids.LAB, ids.NODE, ids.SHIP]]);
  const parted = volumes(whole, { [ids.LOCK]: "closed" });
  assert.deepEqual(parted, [[ids.LAB, ids.NODE], [ids.SHIP]]);
  assert.equal(sizeOf(whole, parted[0]), 160);
});

test("people are where the most of them are, and else in the largest volume", () => {
  const parted = { [ids.LOCK]: "closed" } as const;
  assert.deepEqual(peopledVolume(whole, parted, { a: ids.SHIP, b: ids.SHIP, c: ids.LAB }), [ids.SHIP]);
  assert.deepEqual(peopledVolume(whole, parted, {}), [ids.LAB, ids.NODE]);
});

test("a level is the median in one unit, and says whether it is of the present", () => {
  const modules = [ids.LAB, ids.NODE];
  const readings = new Map([
    ["LAB-P", read("745.0")],
    ["NODE-P", read("99.6")],
  ]);
  const level = levelOf(whole, "pressure", modules, readings, fresh)!;
  assert.ok(Math.abs(level.mmHg - (745 + 747.06) / 2) < 0.01);
  assert.equal(level.isStale, false);
  const old = levelOf(whole, "pressure", modules, new Map([["LAB-P", read("745.0")]]), () => true)!;
  assert.deepEqual([old.mmHg, old.isStale], [745, true]);
  const one = levelOf(
    whole,
    "pressure",
    modules,
    new Map([...readings, ["LAB-P", read("9", -1)]]),
    (time) => time < 0,
  )!;
  assert.deepEqual(one.sensors, ["NODE-P"]);
  assert.equal(levelOf(whole, "pressure", modules, new Map([["LAB-P", read("NaN")]]), fresh), null);
});
