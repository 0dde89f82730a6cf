import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { type Cabin, copyOfCabin, isAsleep } from "./cabin.ts";
import { Fold } from "./engine.ts";
import { startState } from "./state.ts";
import { cabinAir, hour, mmHg, t0 } from "./testing.ts";

const station = stationBuilder().module("cabin", 100).crewCount(2).sensor("P1", "cabin").sensor("P2", "cabin").build();
const air = cabinAir(station, {
  hours: 3,
  holes: [{ module: "cabin", area_mm2: 20, from: t0 + hour }],
  also: [{ type: "check", time: second(t0 + 2 * hour), module: "cabin", state: "start" }],
});
// A minute that jumps, whose samples are held.
const jumps = (time: number) => time >= t0 + 0.9 * hour && time < t0 + 0.9 * hour + 60;
const inputs = air.map((i) => (i.type === "sample" && jumps(i.time) ? { ...i, value: i.value + mmHg } : i));

/** All that may change in a value: objects, arrays and typed arrays to any depth. */
function changing(value: unknown, found = new Set<unknown>()): Set<unknown> {
  if (typeof value !== "object" || value === null || Object.isFrozen(value) || found.has(value)) return found;
  found.add(value);
  if (!ArrayBuffer.isView(value)) for (const part of Object.values(value)) changing(part, found);
  return found;
}

test("a copy of a cabin is equal to it and shares nothing that changes, whatever it is written over", () => {
  const state = startState(station, {});
  const fold = new Fold(station, state);
  const met = { held: 0, heldBriefly: 0, followed: 0, leak: 0, location: 0, check: 0 };
  let spare: Cabin | undefined;
  for (const [k, input] of inputs.entries()) {
    fold.push(input);
    const { live } = state;
    if (live.volumes.some(isAsleep) || (k % 50 > 0 && !jumps(input.time))) continue;
    const copy = copyOfCabin(live, spare);
    assert.deepEqual(copy, live);
    const own = changing(live);
    assert.deepEqual(
      [...changing(copy)].filter((part) => own.has(part)),
      [],
    );
    spare = copy;
    for (const { tracker, pack } of live.volumes) {
      if (tracker.held !== null) met.held++;
      if (tracker.leak !== null) met.leak++;
      if (pack.brisk.held !== null) met.heldBriefly++;
      if (pack.brisk.followed !== null) met.followed++;
    }
    if (live.location !== null) met.location++;
    if (live.mending.checks.length > 0) met.check++;
  }
  for (const [what, times] of Object.entries(met)) assert.ok(times > 0, what);
});
