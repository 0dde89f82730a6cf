import assert from "node:assert/strict";
import { test } from "node:test";
import { gasProperties, isothermalBlowdown, timeConstant } from "../../gas/index.ts";
import { cubicMetre, kelvin, pascal, second, squareMetre } from "../../quantity/index.ts";
import { stationBuilder } from "../../station/index.ts";
import { usualAir } from "../scenario/index.ts";
import { moles, outcome, quiet } from "../testing.ts";
import { leakArea } from "./holes.ts";
import { World } from "./world.ts";

const mmHg = 133.322387415;
const station = stationBuilder()
  .module("big", 800)
  .module("small", 10)
  .module("other", 100)
  .hatch("door", "big", "small")
  .hatch("gate", "big", "other", { state: "closed" })
  .build();

/** What cabin air of the scenario's usual mixture does in `volume` with `area` for `time`, by the closed form (mmHg). */
function formula(volume: number, area: number, time: number, from = 745): number {
  const n2 = usualAir.pressure - usualAir.ppO2 - usualAir.ppCO2 - usualAir.ppH2O;
  const gas = gasProperties({ o2: usualAir.ppO2, n2, co2: usualAir.ppCO2, h2o: usualAir.ppH2O });
  const tau = timeConstant(cubicMetre(volume), squareMetre(area), kelvin(usualAir.temperature), gas);
  return isothermalBlowdown(pascal(from), tau, second(time));
}
const close = (found: number, expected: number, part: number) =>
  assert.ok(Math.abs(found / expected - 1) < part, `found ${found}, expected ${expected}`);
const pressures = (yaml: string, at: number) => {
  const state = outcome(quiet(station, yaml), station).states[at];
  return Object.fromEntries(state.volumes.flatMap((v) => v.modules.map((m) => [m, v.pressure_mmHg])));
};

test("a leak of the joined volume falls as the gas formula to 1e-4", () => {
  const p = pressures("duration: 48h\nleaks: [{module: small, area: 2mm2}]\n", 6 * 48);
  close(p.big, formula(810, 2e-6, 48 * 3600), 1e-4);
  assert.equal(p.small, p.big);
  assert.equal(p.other, 745);
});

test("an isolated leak falls as the gas formula to 1e-4 of the pressure, isothermal", () => {
  const yaml = "duration: 4h\nwall_time: 0s\nleaks: [{module: small, area: 5mm2}]\n";
  const p = pressures(`${yaml}happenings: [{at: +0h, kind: hatch, hatch: door, to: closed}]\n`, 24);
  close(p.small, formula(10, 5e-6, 4 * 3600), 1e-4);
  assert.equal(p.big, 745);
});

test("a fast leak falls faster than the isothermal formula while the walls warm the gas, and slower than gamma times", () => {
  const yaml = "duration: 10min\nleaks: [{module: small, area: 100mm2}]\n";
  const hatch = "happenings: [{at: +0h, kind: hatch, hatch: door, to: closed}]\n";
  const isothermal = 745 - formula(10, 1e-4, 600);
  const fall = 745 - pressures(yaml + hatch, 1).small;
  assert.ok(fall > 1.01 * isothermal && fall < 1.4 * isothermal, `${fall / isothermal}`);
});

test("two holes lose what one of their summed area loses", () => {
  const two = pressures("duration: 10h\nleaks: [{module: small, area: 3mm2}, {module: big, area: 5mm2}]\n", 60);
  close(two.big, formula(810, 8e-6, 36000), 1e-4);
});

test("the area of a leak grows, pauses and is patched in part", () => {
  const scenario = quiet(
    station,
    `duration: 48h
leaks:
  - module: big
    area: 1mm2
    from: +1h
    until: +40h
    grows: {by: 2mm2, over: 10h}
    pauses: [{from: +20h, until: +21h}]
    patches: [{from: +30h, until: +35h, left: 0.5}, {from: +33h, left: 0.1}]
`,
  );
  const area = (hours: number) => 1e6 * leakArea(scenario.leaks[0], scenario.start + hours * 3600);
  const expected = { 0.5: 0, 1: 1, 6: 2, 11: 3, 15: 3, 20.5: 0, 21: 3, 30: 1.5, 34: 0.15, 36: 0.3, 41: 0 };
  for (const [hours, mm2] of Object.entries(expected)) close(1 + area(Number(hours)), 1 + mm2, 1e-12);
});

test("a leak that grows in no time is as large as it gets from its beginning", () => {
  const yaml = "duration: 2h\nleaks: [{module: big, area: 1mm2, from: +1h, grows: {by: 2mm2, over: 0s}}]\n";
  const scenario = quiet(station, yaml);
  const area = (minutes: number) => 1e6 * leakArea(scenario.leaks[0], scenario.start + minutes * 60);
  assert.deepEqual(
    [59, 60, 61].map((minutes) => Math.round(area(minutes))),
    [0, 3, 3],
  );
});

test("a leak between modules moves gas, loses none, and ends at equal pressures without crossing", () => {
  const yaml =
    "duration: 3day\nelsewhere: [{modules: [other], pressure: 400mmHg}]\nleaks: [{module: big, to: other, area: 40mm2}]\n";
  const w = new World(quiet(station, yaml), station, 1);
  const had = moles(w.cabin);
  for (let t = 0; t < 3 * 86400; t += 60) {
    w.beginTick(w.scenario.start + t);
    w.step(w.scenario.start + t, 60);
    assert.ok(w.cabin.pressure(0) - w.cabin.pressure(2) > -1e-6);
  }
  const have = moles(w.cabin);
  for (let s = 0; s < 4; s++) close(have[s], had[s], 1e-12);
  assert.ok((w.cabin.pressure(0) - w.cabin.pressure(2)) / mmHg < 0.01);
});

test("a hatch reported closed but leaky lets the other side follow", () => {
  const yaml = (leaky: string) =>
    `duration: 6h\nleaks: [{module: small, area: 20mm2}]\nhappenings: [{at: +0h, kind: hatch, hatch: door, to: closed${leaky}}]\n`;
  const tight = pressures(yaml(""), 36);
  const leaky = pressures(yaml(", leaky: 200mm2"), 36);
  assert.equal(tight.big, 745);
  // Choked out of 20 mm2 and subsonic through 200 mm2: 0.0685^2 / 2 of the pressure, 1.6 mmHg, holds between them.
  const drop = leaky.big - leaky.small;
  assert.ok(leaky.big < 700 && drop > 1.2 && drop < 2, `${leaky.big} ${leaky.small}`);
});
