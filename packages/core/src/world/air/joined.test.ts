import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { stationBuilder } from "../../station/index.ts";
import { moles, quiet } from "../testing.ts";
import { World } from "./world.ts";

const mmHg = 133.322387415;

/** A ring of four with a dead end, hatches open as `open` says, pressures (mmHg) as given. */
function world(open: readonly boolean[], pressures: readonly number[]): World {
  const state = (i: number) => ({ state: open[i] ? ("open" as const) : ("closed" as const) });
  const station = stationBuilder()
    .module("a", 100)
    .module("b", 50)
    .module("c", 5)
    .module("d", 12)
    .module("e", 4)
    .hatch("ab", "a", "b", state(0))
    .hatch("bc", "b", "c", state(1))
    .hatch("cd", "c", "d", state(2))
    .hatch("da", "d", "a", state(3))
    .hatch("de", "d", "e", state(4))
    .build();
  const elsewhere = pressures.map((p, i) => `  - {modules: [${"abcde"[i]}], pressure: ${p}mmHg}`).join("\n");
  return new World(quiet(station, `duration: 1h\nelsewhere:\n${elsewhere}\n`), station, 1);
}

test("two modules behind an open hatch stand at the pressure of both together", () => {
  const { cabin } = world([true, false, false, false, false], [760, 700, 300, 300, 300]);
  const expected = (760 * 100 + 700 * 50) / 150;
  assert.ok(Math.abs(cabin.pressure(0) / mmHg - expected) < 1e-9);
  assert.ok(Math.abs(cabin.pressure(1) / mmHg - expected) < 1e-9);
  assert.ok(Math.abs(cabin.pressure(2) / mmHg - 300) < 1e-9);
});

test("whatever the hatches and pressures, joined pressures are equal, no species is lost, none goes below nothing", () => {
  const hatches = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
  const pressures = fc.array(fc.integer({ min: 20, max: 800 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(hatches, hatches, pressures, (before, after, p) => {
      const w = world(before, p);
      const had = moles(w.cabin);
      w.hatches.open.set(after.map(Number));
      w.hatches.regroup();
      w.hatches.equalise();
      const have = moles(w.cabin);
      for (let s = 0; s < 4; s++) assert.ok(Math.abs(have[s] / had[s] - 1) < 1e-12);
      for (const { modules } of w.hatches.volumes) {
        for (const m of modules) assert.ok(Math.abs(w.cabin.pressure(m) / w.cabin.pressure(modules[0]) - 1) < 1e-9);
      }
      for (const x of w.cabin.amount) assert.ok(x >= 0);
    }),
    { numRuns: 200 },
  );
});

test("a week without leak or crew, fans running: moles stay the same to 1e-9", () => {
  const w = world([true, true, true, true, true], [760, 700, 300, 500, 650]);
  const had = moles(w.cabin);
  for (let t = 0; t < 7 * 86400; t += 60) {
    if (t % 3600 === 0) {
      w.hatches.open[(t / 3600) % 5] ^= 1;
      w.hatches.regroup();
      w.airflow.reroute();
    }
    w.beginTick(w.scenario.start + t);
    w.step(w.scenario.start + t, 60);
  }
  const have = moles(w.cabin);
  for (let s = 0; s < 4; s++) assert.ok(Math.abs(have[s] / had[s] - 1) < 1e-9, `${have[s] / had[s] - 1}`);
});
