import assert from "node:assert/strict";
import { test } from "node:test";
import { stationBuilder } from "../station/index.ts";
import { recordingHead, rowWriter } from "./signal/index.ts";
import { lively, outcome, quiet, shippedStation } from "./testing.ts";

const exact = { sigma: 1e-6, step: 0.001, period_s: 60 };
const pair = () =>
  stationBuilder()
    .module("lab", 90)
    .module("lock", 30)
    .hatch("hatch", "lab", "lock")
    .sensor("LAB-P", "lab", exact)
    .sensor("LOCK-P", "lock", exact)
    .sensor("LAB-O2", "lab", { ...exact, quantity: "ppO2" })
    .sensor("LAB-CO2", "lab", { ...exact, quantity: "ppCO2" });
const at = (readings: [number, number][], time: number) => readings.find(([t]) => t === time)?.[1] ?? Number.NaN;
const near = (found: number, expected: number, by: number) =>
  assert.ok(Math.abs(found - expected) <= by, `found ${found}, expected ${expected}`);

test("the same seed gives the same bytes, another seed gives others", () => {
  const station = shippedStation("iss-2018-08-30");
  const scenario = lively(station, "duration: 3h\ndelivery: {late: {chance: 0.01, up_to: 100s}, doubled: 0.01}\n");
  const text = (seed: number) => outcome(scenario, station, seed).rows.map(rowWriter()).join("\n");
  assert.equal(text(1), text(1));
  assert.notEqual(text(1), text(2));
});

test("a leak changes neither weather nor noise: what it takes away is smooth", () => {
  const station = shippedStation("iss-2018-08-30");
  const yaml = "duration: 12h\n";
  const without = outcome(lively(station, yaml), station).readings("LAB-P");
  const leak = "leaks: [{module: ms09-om, area: 0.9mm2, from: +4h}]\n";
  const withLeak = outcome(lively(station, yaml + leak), station).readings("LAB-P");
  withLeak.forEach(([time, p], i) => {
    const expected = Math.max(0, ((time - 4 * 3600) / 3600) * 0.6);
    // Two roundings to 0.1 mmHg; the fall slows as the pressure does and as oxygen is made for what was lost.
    near(without[i][1] - p, expected, 0.1 + 0.08 * expected);
  });
});

test("readings follow the period of each sensor, in order of time", () => {
  const station = shippedStation("iss-2018-08-30");
  const { rows } = outcome(lively(station, "duration: 10min\n"), station);
  assert.equal(rows.length, 7 * 60 + 18 * 10);
  for (let i = 1; i < rows.length; i++) assert.ok(rows[i].time >= rows[i - 1].time);
});

test("people use oxygen and give off carbon dioxide where they are", () => {
  const station = pair().vehicle("ship", ["lock"]).crew("one", "ship", "lab").build();
  const yaml = "duration: 25h\nhappenings: [{at: +0h, kind: hatch, hatch: hatch, to: closed}]\n";
  const run = outcome(quiet(station, yaml), station);
  // 0.84 kg and 1.0 kg a day are 26.25 and 22.7 mol; 90 m3 at 295.15 K take up 4.890 mol for each mmHg.
  near(at(run.readings("LAB-O2"), 86400) - at(run.readings("LAB-O2"), 0), -26.252 / 4.8898, 0.002);
  near(at(run.readings("LAB-CO2"), 86400) - at(run.readings("LAB-CO2"), 0), 22.723 / 4.8898, 0.002);
});

test("life support holds ppO2, ppCO2 and pressure for a month", () => {
  const station = shippedStation("iss-2018-08-30");
  const run = outcome(lively(station, "duration: 30day\n"), station, 5);
  const late = (id: string) => run.readings(id).filter(([t]) => t > 20 * 86400);
  for (const [, p] of late("LAB-O2")) near(p, 160, 5);
  for (const [, p] of late("LAB-CO2")) near(p, 2.5, 1.5);
  for (const [, p] of late("LAB-P")) near(p, 745, 5);
});

test("a supply raises the pressure by its mass and is reported, a release is not", () => {
  const station = pair().supply("tank", "lab", { gas: "n2" }).build();
  const yaml = `duration: 4h
happenings:
  - {at: +1h, kind: supply, supply: tank, rate: 1kg/h, for: 30min}
  - {at: +2h, kind: release, gas: n2, module: lock, rate: 1kg/h, for: 30min}
`;
  const run = outcome(quiet(station, yaml), station);
  const rise = 0.5 / 28.014e-3 / 6.5197;
  const p = run.readings("LAB-P");
  near(at(p, 6000) - at(p, 0), rise, 0.01);
  near(at(p, 12000) - at(p, 0), 2 * rise, 0.02);
  const told = run.rows.filter((r) => r.parameter.startsWith("supply"));
  assert.deepEqual(
    told.map((r) => [r.parameter, r.value]),
    [
      ["supply:tank", "1"],
      ["supply:tank", "0"],
    ],
  );
});

test("a supply runs dry and is reported shut", () => {
  const station = pair().supply("tank", "lab", { gas: "n2", mass_kg: 0.5 }).build();
  const yaml = "duration: 4h\nhappenings: [{at: +0h, kind: supply, supply: tank, rate: 1kg/h, for: 3h}]\n";
  const run = outcome(quiet(station, yaml), station);
  const p = run.readings("LAB-P");
  near(at(p, 12000) - at(p, 0), 0.5 / 28.014e-3 / 6.5197, 0.02);
  const told = run.readings("supply:tank");
  assert.deepEqual(
    told.map(([, rate]) => rate),
    [1, 0],
  );
  near(told[1][0], 1800, 60);
});

test("an airlock is pumped down, held and filled again, losing what the pump did not save", () => {
  const station = pair().build();
  const airlock =
    "{at: +1h, kind: airlock, module: lock, into: lab, depress: 30min, hold: 60min, repress: 15min, saved: 0.9}";
  const run = outcome(quiet(station, `duration: 4h\nhappenings: [${airlock}]\n`), station);
  near(at(run.readings("LOCK-P"), 2 * 3600), 0, 0.1);
  near(at(run.readings("LAB-P"), 2 * 3600), 745 + (0.9 * 745 * 30) / 90, 0.5);
  for (const id of ["LAB-P", "LOCK-P"]) near(at(run.readings(id), 13200), 745 * (1 - (0.1 * 30) / 120), 0.2);
  const told = run.rows.filter((r) => r.parameter === "hatch:hatch").map((r) => [r.time - run.rows[0].time, r.value]);
  assert.deepEqual(told, [
    [3600, "closed"],
    [3600 * 2.75, "open"],
  ]);
});

test("a crew lock is pumped down as a part of its module, which stays open", () => {
  const station = pair().build();
  const times = "depress: 30min, hold: 60min, repress: 15min, saved: 0.9";
  const airlock = `{at: +1h, kind: airlock, module: lock, into: lab, volume: 6m3, ${times}}`;
  const run = outcome(quiet(station, `duration: 4h\nhappenings: [${airlock}]\n`), station);
  for (const id of ["LAB-P", "LOCK-P"]) {
    near(at(run.readings(id), 1800), 745, 0.01);
    near(at(run.readings(id), 2 * 3600), 745 + (0.9 * 745 * 6) / 114, 0.2);
    near(at(run.readings(id), 13200), 745 * (1 - (0.1 * 6) / 120), 0.05);
  }
  assert.equal(run.rows.filter((r) => r.parameter.startsWith("hatch")).length, 0);
  assert.deepEqual(
    run.states[12].volumes.map((v) => [v.modules, v.volume_m3]),
    [[["lab", "lock"], 114]],
  );
});

test("a module that docks brings its own pressure and shares it when the hatch opens", () => {
  const station = pair().build();
  const yaml = `duration: 4h
happenings:
  - {at: +1h, kind: dock, modules: [lock], pressure: 770mmHg}
  - {at: +2h, kind: hatch, hatch: hatch, to: open}
  - {at: +3h, kind: undock, modules: [lock]}
`;
  const run = outcome(quiet(station, yaml), station);
  assert.ok(Number.isNaN(at(run.readings("LOCK-P"), 1800)));
  near(at(run.readings("LAB-P"), 1800), 745, 0.001);
  near(at(run.readings("LOCK-P"), 5400), 770, 0.001);
  near(at(run.readings("LAB-P"), 9000), (745 * 90 + 770 * 30) / 120, 0.001);
  assert.ok(Number.isNaN(at(run.readings("LOCK-P"), 12000)));
  assert.deepEqual(
    run.states.at(-1)?.volumes.map((v) => v.modules),
    [["lab"]],
  );
});

test("an unreported hatch leaves no row", () => {
  const station = pair().build();
  const yaml = "duration: 1h\nhappenings: [{at: +10min, kind: hatch, hatch: hatch, to: closed, reported: false}]\n";
  const run = outcome(quiet(station, yaml), station);
  assert.equal(run.rows.filter((r) => r.parameter.startsWith("hatch")).length, 0);
  assert.equal(run.states.at(-1)?.volumes.length, 2);
});

test("a dial is read to half a mmHg with an error of half a mmHg", () => {
  const station = pair().build();
  const yaml = "duration: 24h\nhappenings: [{at: +0h, kind: gauge, module: lab, every: 1min, for: 23h}]\n";
  const values = outcome(quiet(station, yaml), station)
    .readings("gauge:lab")
    .map(([, v]) => v);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
  assert.equal(values.length, 23 * 60 + 1);
  assert.ok(values.every((v) => (2 * v) % 1 === 0));
  near(mean, 745, 0.06);
  near(sd, Math.sqrt(0.25 + 0.25 / 12), 0.06);
});

test("a change of temperature moves pressure and thermometer and no gas", () => {
  const station = pair()
    .sensor("LAB-T", "lab", { ...exact, quantity: "temperature", unit: "degC" })
    .build();
  const yaml = "duration: 8h\nhappenings: [{at: +1h, kind: temperature, change: -1.2K, over: 5h}]\n";
  const run = outcome(quiet(station, yaml), station);
  near(at(run.readings("LAB-P"), 25200), 745 * (1 - 1.2 / 295.15), 0.002);
  near(at(run.readings("LAB-T"), 25200), 20.8, 0.002);
  // On the slope the thermometer is two minutes behind: 0.24 K/h for 120 s.
  near(at(run.readings("LAB-T"), 14400) - (22 - 0.24 * 3), 0.24 / 30, 0.002);
});

test("the truth tells a leak's onset and end, its flow, its fall and the reserve where the crew is", () => {
  const station = pair().vehicle("ship", ["lock"]).crew("one", "ship", "lock").build();
  const yaml = `duration: 6h
leaks: [{id: hole, module: lab, area: 1mm2, from: +1h, until: +5h}]
happenings: [{at: +3h, kind: hatch, hatch: hatch, to: closed}]
`;
  const { truth, states } = outcome(quiet(station, yaml), station);
  const onset = truth.find((t) => t.type === "leak");
  assert.deepEqual(
    [onset?.time, onset?.module, onset?.to, onset?.area_mm2, onset?.end],
    ["2020-01-01T01:00:00Z", "lab", "space", 1, "2020-01-01T05:00:00Z"],
  );
  assert.equal(states.length, 37);
  assert.equal(states[0].tight, true);
  assert.equal(states[0].reserve_h, null);
  // CdA 1 mm2 at 100 kPa is 20.3 kg a day, dry, at 295 K; 745 mmHg of humid air in 120 m3 fall 4.45 mmHg/h.
  near(states[9].rate_kg_per_day, 20.3 * 0.9932, 0.15);
  near(states[9].dpdt_mmHg_per_h, (745 * 199.9e-6 * 3600) / 120, 0.05);
  const p = states[9].volumes[0].pressure_mmHg;
  near(states[9].reserve_h ?? 0, (p / states[9].dpdt_mmHg_per_h) * Math.log(p / 490), 0.01);
  near(states[20].dpdt_mmHg_per_h, ((745 - 9) * 199.9e-6 * 3600) / 90, 0.1);
  assert.equal(states[20].reserve_h, null);
  assert.deepEqual(
    states[20].volumes.map((v) => v.tight),
    [false, true],
  );
  assert.equal(states[36].tight, true);
});

test("a recording opens with where it comes from and quotes what needs it", () => {
  const station = pair().build();
  const yaml = "duration: 1min\nhappenings: [{at: +0h, kind: note, who: houston, text: 'one, two'}]\n";
  const scenario = quiet(station, yaml);
  const lines = outcome(scenario, station).rows.map(rowWriter());
  assert.equal(lines[0], '2020-01-01T00:00:00Z,note:houston,"one, two"');
  assert.equal(lines[1], "2020-01-01T00:00:00Z,LAB-P,745.000");
  assert.deepEqual(recordingHead(scenario, station, 3), [
    "# Simulated by Hullwatch: scenario test, station test-station, seed 3",
    "# Test",
    "time,parameter,value",
  ]);
});
