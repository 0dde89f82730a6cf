/**
 * The sixteen-module tree and its exact figures: closures and minutes of the best search and of one module at a time, told
 * by a second program that opened a hatch (4 min) before every test of a part without a ship. Here that hatch stays open
 * where it is open already, so that ours are up to 3 % shorter.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { toSI } from "../quantity/index.ts";
import { filedHatchStates, filedPositions, parseStation } from "../station/index.ts";
import { defaultSettings, type PlanNode, planOneAtATime, planSearch, type Situation } from "./index.ts";
import { checkPlan } from "./referee/check-plan.ts";

const file = new URL("../../../../stations/sixteen-modules.yaml", import.meta.url);
const station = parseStation(readFileSync(file, "utf8"), "sixteen-modules.yaml");
const volume = station.modules.reduce((sum, module) => sum + module.volume, 0);

const at = (mmHgPerHour: number): Situation => ({
  station,
  hatches: filedHatchStates(station),
  positions: filedPositions(station),
  probability: new Map(station.modules.map((module) => [module.id, module.volume ** (2 / 3)])),
  leak: toSI("pressureRate", mmHgPerHour, "mmHg/h") * volume,
  pressure: toSI("pressure", 747, "mmHg"),
  settings: {
    ...defaultSettings,
    within: 0,
    effort: 200_000_000,
  },
});
const plans = new Map([0.08, 0.8, 8].map((rate) => [rate, planSearch(at(rate))]));
const near = (found: number, expected: number, share: number, what: string) =>
  assert.ok(Math.abs(found / expected - 1) <= share, `${what}: found ${found}, expected ${expected}`);

test("the best search, several hatches at once", (t) => {
  for (const [rate, minutes, closures, first] of [
    [0.08, 85.0, 8.5, 7],
    [0.8, 33.7, 4.34, 1],
    [8, 28.1, 4.11, 1],
  ]) {
    const plan = plans.get(rate)!;
    t.diagnostic(`${rate} mmHg/h: ${plan.expected / 60} min, ${plan.closures} closures, gap ${plan.gap}`);
    assert.deepEqual(checkPlan(at(rate), plan), []);
    assert.equal(plan.gap, 0);
    near(plan.expected / 60, minutes, 0.03, `minutes at ${rate}`);
    near(plan.closures, closures, 0.05, `closures at ${rate}`);
    assert.equal(plan.tree.hatches.length, first);
  }
});

test("first moves: seven hatches at a slow leak, halves at a fast one", () => {
  const first = (rate: number) => plans.get(rate)!.tree.hatches.toSorted();
  const seven = ["SM-FGB", "SM-MLM", "FGB-N1", "N1-LAB", "N1-N3", "N3-PMM", "LAB-N2"];
  assert.deepEqual(first(0.08), seven.toSorted());
  assert.deepEqual(first(0.8), ["FGB-N1"]);
  assert.deepEqual(first(8), ["N1-LAB"]);
});

test("80 mmHg/h: what no safe test tells apart is shut off, or left by those whose ship is there", () => {
  const plan = planSearch(at(80));
  const ends = (node: PlanNode): PlanNode[] =>
    node.outcomes.length > 0 ? node.outcomes.flatMap(({ next }) => ends(next)) : [node];
  const sets = ends(plan.tree).filter(({ modules }) => modules.length > 1);
  assert.ok(sets.length > 0);
  for (const { action, modules, hatches } of sets) {
    const ship = modules.some((id) => station.vehicles.some(({ seat }) => seat === id));
    assert.equal(action, ship ? "evacuate" : "isolate");
    assert.ok(ship || hatches.length > 0);
  }
  assert.deepEqual(checkPlan(at(80), plan), []);
  assert.equal(plan.gap, 0);
});

test("one module at a time", (t) => {
  for (const [rate, listed, probable] of [
    [0.08, 292, 274],
    [0.8, 186, 139],
    [8, 184, 136],
  ]) {
    const [a, b] = [planOneAtATime(at(rate), "listed"), planOneAtATime(at(rate), "most-probable-first")];
    t.diagnostic(`${rate}: ${a.expected / 60} min ${a.closures}; ${b.expected / 60} min ${b.closures}`);
    near(a.expected / 60, listed, 0.03, "listed");
    near(b.expected / 60, probable, 0.03, "most probable first");
    near(a.closures, 19.1, 0.01, "closures listed");
    near(b.closures, 14.4, 0.01, "closures most probable first");
  }
});
