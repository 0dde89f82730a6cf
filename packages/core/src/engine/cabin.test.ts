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
// A minute that jumps, and what comes until it is known what the jump was.
const jump = t0 + 0.9 * hour;
const isHeld = (time: number) => time >= jump && time < jump + 180;
const inputs = air.map((i) =>
  i.type === "sample" && i.time >= jump && i.time < jump + 60 ? { ...i, value: i.value + mmHg } : i,
);

/** All that may change in a value: objects, arrays and typed arrays to any depth. */
function changing(value: unknown, found = new Set<unknown>()): Set<unknown> {
  if (typeof value !== "object" || value === null || Object.isFrozen(value) || found.has(value)) return found;
  found.add(value);
  if (!ArrayBuffer.isView(value)) for (const part of Object.values(value)) changing(part, found);
  return found;
}

/** Of what there is not always something to copy. */
function rarities({ volumes, location, mending }: Cabin): Record<string, boolean> {
  const [{ tracker, pack }] = volumes;
  const { held, followed } = pack.brisk;
  return {
    "minute that is held": tracker.held !== null,
    "sample that is held": held !== null,
    leak: tracker.leak !== null,
    "leak that is followed": followed !== null,
    location: location !== null,
    check: mending.checks.length > 0,
  };
}

test("a copy of a cabin is equal to it and shares nothing that changes, whatever it is written over", () => {
  const state = startState(station, {});
  const fold = new Fold(station, state);
  const met = new Set<string>();
  let spare: Cabin | undefined;
  for (const [k, input] of inputs.entries()) {
    fold.push(input);
    const { live } = state;
    const [volume] = live.volumes;
    if (volume === undefined || isAsleep(volume) || (k % 50 > 0 && !isHeld(input.time))) continue;
    spare = copyOfCabin(live, spare);
    assert.deepEqual(spare, live);
    const own = changing(live);
    assert.ok([...changing(spare)].every((part) => !own.has(part)));
    for (const [what, is] of Object.entries(rarities(live))) if (is) met.add(what);
  }
  assert.deepEqual([...met].sort(), Object.keys(rarities(state.live)).sort());
});
