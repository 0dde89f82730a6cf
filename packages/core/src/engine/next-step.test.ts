import assert from "node:assert/strict";
import { test } from "node:test";
import { type Finding, startLocator } from "../locate/index.ts";
import { stationBuilder } from "../station/index.ts";
import { startCabin } from "./cabin.ts";
import { awake } from "./cabin-minute.ts";
import { stepOf } from "./next-step.ts";

const builder = stationBuilder().module("hub", 60).module("a", 90).module("b", 90).module("c", 90).module("ship", 10);
for (const m of ["a", "b", "c"]) builder.hatch(`hub-${m}`, "hub", m, { state: "closed" }).sensor(`${m}-P`, m);
builder.hatch("hub-ship", "hub", "ship").sensor("hub-P", "hub");
const station = builder.vehicle("soyuz", ["ship"]).crew("one", "soyuz", "hub").build();
const modules = station.modules.map((m) => m.id);

/** The step where each module has this chance, a hatch is in doubt, and module a stands at that pressure (Pa). */
function step(
  chances: readonly number[],
  stage: Parameters<typeof stepOf>[4],
  { hatches = [] as string[], pressure = 99_000 } = {},
) {
  const cabin = startCabin(station);
  awake(station, cabin, 0);
  for (const v of cabin.volumes)
    v.tracker.last.pressure = v.modules.includes("a") ? pressure : Math.min(99_000, pressure + 3_000);
  const isOpen = (hatch: string) => cabin.hatches[hatch] === "open";
  const now = { isOpen, since: 0, until: 0, flow: { mean: 10, sd: 1 }, unrest: () => 1e-6 };
  const locator = startLocator(station, new Map(modules.map((m) => [m, 1])), modules, now);
  const probability = Object.fromEntries(modules.map((m, i) => [m, chances[i]]));
  const finding: Finding = { probability, verdict: "open", modules: [], hatches, sets: [] };
  return stepOf(station, cabin, locator, finding, stage, null);
}

test("where readings do not tell in four times their time people look for the hole in what holds it for sure", () => {
  const open = [0.003, 0.6, 0.391, 0.003, 0.003];
  assert.equal(step(open, "due").action, "wait");
  const { action, modules, hatches, crew } = step(open, "long overdue");
  assert.deepEqual([action, modules, hatches, crew], ["search-module", ["a", "b"], [], {}]);
});

test("a hatch that is not tight is not opened into air under the limit of the reserve", () => {
  const doubted = (pressure: number) => step([0.2, 0.2, 0.2, 0.2, 0.2], "due", { hatches: ["hub-a"], pressure });
  assert.deepEqual([doubted(95_000).action, doubted(95_000).hatches], ["open", ["hub-a"]]);
  const { hatches } = doubted(65_000);
  assert.ok(!hatches.includes("hub-a"), hatches.join());
});

test("more than half of what could leak is no place to look for a hole", () => {
  assert.equal(step([0.003, 0.335, 0.33, 0.329, 0.003], "long overdue").action, "wait");
});
