import assert from "node:assert/strict";
import { test } from "node:test";
import { pascal, toSI } from "../quantity/index.ts";
import { filedHatchStates, filedPositions, type Station, stationBuilder } from "../station/index.ts";
import { defaultSettings, planSearch, type Situation } from "./index.ts";
import { checkPlan } from "./referee/check-plan.ts";

/** A core with a gauge, and two side modules without, both shut off; the ship at the core. */
const bare = () =>
  stationBuilder()
    .module("core", 80)
    .module("left", 40)
    .module("right", 40)
    .module("ship", 10)
    .hatch("to-left", "core", "left", { state: "closed", close_min: 5 })
    .hatch("to-right", "core", "right", { state: "closed", close_min: 4 })
    .hatch("to-ship", "core", "ship", { close_min: 3 })
    .vehicle("soyuz", ["ship"])
    .sensor("core-P", "core", { sigma: 0.1 });

const at = (station: Station, over: Partial<Situation> = {}): Situation => ({
  station,
  hatches: filedHatchStates(station),
  positions: filedPositions(station),
  probability: new Map(station.modules.map(({ id }) => [id, 1])),
  leak: toSI("pressureRate", 1, "mmHg/h") * 170,
  pressure: toSI("pressure", 747, "mmHg"),
  settings: defaultSettings,
  ...over,
});

test("two volumes that nothing reads: one is joined to air that can be read, then the search goes on", () => {
  const situation = at(bare().crew("ada", "soyuz", "core").build());
  const plan = planSearch(situation);
  assert.deepEqual(checkPlan(situation, plan), []);
  assert.equal(plan.safe, true);
  assert.deepEqual([plan.tree.action, plan.tree.hatches], ["open", ["to-right"]]);
  assert.match(plan.tree.why, /^Nothing reads left and right: behind to-right /);
  assert.equal(plan.tree.outcomes[0].next.action, "wait");
});

test("where the pressure across their hatches is too large, what can be read is to be read", () => {
  const settings = { ...defaultSettings, openBelow: pascal(100) };
  const pressure = (module: string) => toSI("pressure", module === "core" || module === "ship" ? 747 : 700, "mmHg");
  const plan = planSearch(at(bare().crew("ada", "soyuz", "core").build(), { settings, pressure }));
  assert.equal(plan.safe, false);
  assert.deepEqual([plan.tree.action, plan.tree.observe], ["wait", ["core-P"]]);
  assert.match(plan.tree.why, /no hatch to them can be opened$/);
});

test("air that would not last until it is told: everybody to their own seat", () => {
  const station = bare().sensor("left-P", "left", { sigma: 0.1 }).sensor("right-P", "right", { sigma: 0.1 });
  const leak = toSI("pressureRate", 1, "mmHg/h") * 170;
  const situation = at(station.crew("ada", "soyuz", "core").build(), {
    leak,
    pressure: toSI("pressure", 490.01, "mmHg"),
  });
  const plan = planSearch(situation);
  assert.deepEqual([plan.safe, plan.tree.action, plan.tree.crew], [false, "evacuate", { ada: "ship" }]);
  assert.deepEqual(checkPlan(situation, plan), []);
});

test("people who are not listed: it is said that the plan does not keep them with their seats", () => {
  const station: Station = { ...bare().build(), crewCount: 3 };
  assert.match(planSearch(at(station)).tree.why, /Nobody's whereabouts are known/);
  assert.doesNotMatch(planSearch(at(bare().crew("ada", "soyuz", "core").build())).tree.why, /whereabouts/);
});
