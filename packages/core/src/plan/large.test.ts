import assert from "node:assert/strict";
import { test } from "node:test";
import { toSI } from "../quantity/index.ts";
import { filedHatchStates, filedPositions, type Station, stationBuilder } from "../station/index.ts";
import { defaultSettings, planOneAtATime, planSearch, type Situation } from "./index.ts";
import { layoutOf } from "./layout.ts";
import { checkPlan } from "./referee/check-plan.ts";
import { searchWithin } from "./search.ts";

/** Modules in rows and columns, each joined to its neighbours, a gauge in every other one, a ship at the corner. */
function grid(rows: number, columns: number): Station {
  const builder = stationBuilder();
  const each = Array.from({ length: rows * columns }, (_, k) => [Math.floor(k / columns), k % columns] as const);
  for (const [i, j] of each) {
    builder.module(`m${i}-${j}`, 20 + ((7 * i + 3 * j) % 11) * 8);
    if ((i + j) % 2 === 0) builder.sensor(`s${i}-${j}`, `m${i}-${j}`, { sigma: 0.1 });
  }
  for (const [i, j] of each) {
    if (i + 1 < rows) builder.hatch(`v${i}-${j}`, `m${i}-${j}`, `m${i + 1}-${j}`, { close_min: 4 });
    if (j + 1 < columns) builder.hatch(`h${i}-${j}`, `m${i}-${j}`, `m${i}-${j + 1}`, { close_min: 4 });
  }
  builder.module("ship", 10).hatch("dock", "m0-0", "ship", { close_min: 3 }).vehicle("soyuz", ["ship"]);
  return builder.crew("ada", "soyuz", "m0-0").build();
}

const at = (station: Station, rate: number, over: Partial<Situation> = {}): Situation => ({
  station,
  hatches: filedHatchStates(station),
  positions: filedPositions(station),
  probability: new Map(station.modules.map(({ id, volume }) => [id, volume])),
  leak: toSI("pressureRate", rate, "mmHg/h") * station.modules.reduce((sum, { volume }) => sum + volume, 0),
  pressure: toSI("pressure", 747, "mmHg"),
  settings: defaultSettings,
  ...over,
});

for (const [rows, columns] of [
  [1, 34],
  [1, 59],
  [6, 9],
]) {
  test(`${rows * columns + 1} modules, ${rows} by ${columns} and a ship: a safe plan, with its gap stated`, () => {
    const situation = at(grid(rows, columns), 0.8);
    const plan = planSearch(situation);
    assert.deepEqual(checkPlan(situation, plan), []);
    assert.deepEqual([plan.safe, plan.gap, plan.tree.action], [true, 1, "close"]);
    assert.ok(planOneAtATime(situation, "listed").expected > plan.expected);
  });
}

test("more volumes shut off from each other than a search holds: those of people and the likeliest", () => {
  const station = grid(1, 40);
  const weights = new Map(station.modules.map(({ id }, i) => [id, i === 30 ? 5 : 1]));
  const plan = planSearch(
    at(station, 8, { hatches: (id) => (id === "dock" ? "open" : "closed"), probability: weights }),
  );
  assert.equal(plan.gap, 1);
  assert.ok(plan.tree.modules.includes("m0-30"));
});

for (const [rows, columns] of [
  [2, 12],
  [5, 4],
]) {
  test(`loops, ${rows} by ${columns}: the work is bounded, and the plan says that it may be far from the best`, () => {
    const situation = at(grid(rows, columns), 0.8);
    const layout = layoutOf(situation);
    const { spent } = searchWithin(situation, layout, [2 ** layout.cells.length - 1]);
    assert.ok(spent <= 20 * defaultSettings.effort + 1, `${spent} turns`);
    const plan = planSearch(situation);
    assert.deepEqual(checkPlan(situation, plan), []);
    assert.deepEqual([plan.gap, plan.set], [1, 0]);
    assert.ok(plan.expected < planOneAtATime(situation, "most-probable-first").expected / 2);
  });
}
