import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf, soundFile as sound } from "./testing.ts";

const aModule = "the id of a module: lab, node or ship";
const pressureUnits = "a unit of pressure: mmHg, torr, mbar, hPa, kPa, Pa, bar, atm or psi";

const rules: [rule: string, was: string, is: string, ...faults: string[]][] = [
  [
    "an unknown key",
    "name: Test",
    "nmae: Test",
    "1:1: name: found nothing, expected text",
    "3:1: nmae: found an unknown key, expected hullwatch, id, name, norad_id, limits, modules, hatches, vehicles, crew, crew_count, metabolic_o2_kg_per_day, supplies or sensors; did you mean name?",
  ],
  [
    "a catalogue number of ten digits",
    "name: Test",
    "name: Test\nnorad_id: 1234567890",
    "4:11: norad_id: found 1234567890, expected a number at most 999999999",
  ],
  [
    "an unknown key in a module",
    "volume_m3: 62",
    "volume_m3: 62, volume: 3",
    "7:31: modules[1].volume: found an unknown key, expected id, name, segment, volume_m3, leak_prior, seal_age_years, life_support, at_m or shield; did you mean volume_m3?",
  ],
  [
    "an unknown limit",
    "reserve_pressure_mmHg",
    "reserve_pressure_kPa",
    "4:10: limits.reserve_pressure_kPa: found an unknown key, expected reserve_pressure_mmHg, ppO2_min_mmHg, ppO2_max_mmHg, o2_fraction_max, total_pressure_min_mmHg, total_pressure_max_mmHg, permissible_drop_mmHg_per_h or abandon_below_reserve_min; did you mean reserve_pressure_mmHg?",
  ],
  [
    "a limit that is no number",
    "490",
    "low",
    '4:33: limits.reserve_pressure_mmHg: found "low", expected a number above 0',
  ],
  [
    "limits the wrong way round",
    "{reserve_pressure_mmHg: 490}",
    "{ppO2_min_mmHg: 180}",
    "4:25: limits.ppO2_min_mmHg: found 180, expected a number below ppO2_max_mmHg, 178",
  ],
  [
    "an upper limit under the lower one's default",
    "{reserve_pressure_mmHg: 490}",
    "{total_pressure_max_mmHg: 700}",
    "4:35: limits.total_pressure_max_mmHg: found 700, expected a number above total_pressure_min_mmHg, 724",
  ],
  [
    "an oxygen fraction above 1",
    "{reserve_pressure_mmHg: 490}",
    "{o2_fraction_max: 24.1}",
    "4:27: limits.o2_fraction_max: found 24.1, expected a number above 0 and at most 1",
  ],
  [
    "a negative volume",
    "volume_m3: 62",
    "volume_m3: -5",
    "7:27: modules[1].volume_m3: found -5, expected a number above 0",
  ],
  [
    "a volume of nothing",
    "volume_m3: 62",
    "volume_m3: 0",
    "7:27: modules[1].volume_m3: found 0, expected a number above 0",
  ],
  [
    "a volume without end",
    "volume_m3: 62",
    "volume_m3: .inf",
    "7:27: modules[1].volume_m3: found .inf, expected a number above 0",
  ],
  ["no volume", ", volume_m3: 62", "", "7:5: modules[1].volume_m3: found nothing, expected a number above 0"],
  [
    "an id that is a number",
    "id: P1",
    "id: 70",
    '17:10: sensors[0].id: found 70, expected an id (text) without a colon, in quotes: "70"',
  ],
  ["an id of blanks", "id: tank", 'id: " "', '15:17: supplies[0].id: found " ", expected an id (text)'],
  [
    "an id that every object has a property of",
    "id: P1",
    "id: __proto__",
    '17:10: sensors[0].id: found "__proto__", expected an id that is no property of every JavaScript object',
  ],
  [
    "an id that every object inherits",
    "id: tank",
    "id: constructor",
    '15:17: supplies[0].id: found "constructor", expected an id that is no property of every JavaScript object',
  ],
  [
    "two modules with one id",
    "volume_m3: 4}",
    "volume_m3: 4}\n  - {id: lab, volume_m3: 1}",
    '9:10: modules[3].id: found "lab", expected an id of its own: modules[0] has this one',
  ],
  [
    "two hatches with one id",
    "id: h2",
    "id: h1",
    '11:10: hatches[1].id: found "h1", expected an id of its own: hatches[0] has this one',
  ],
  [
    "a hatch to an unknown module",
    "[lab, node]",
    "[lab, nod]",
    `10:29: hatches[0].between[1]: found "nod", expected ${aModule}; did you mean node?`,
  ],
  [
    "a hatch joining a module to itself",
    "[lab, node]",
    "[lab, lab]",
    '10:29: hatches[0].between[1]: found "lab" again, expected another module than the hatch\'s first',
  ],
  [
    "a hatch between three",
    "[lab, node]",
    "[lab, node, ship]",
    "10:23: hatches[0].between: found a list of 3, expected the ids of the two modules that it joins",
  ],
  [
    "a hatch ajar",
    "[lab, node]",
    "[lab, node], state: ajar",
    '10:43: hatches[0].state: found "ajar", expected open or closed',
  ],
  [
    "a hatch closed before it begins",
    "[lab, node]",
    "[lab, node], close_min: -1",
    "10:47: hatches[0].close_min: found -1, expected a number of at least 0",
  ],
  [
    "a hatch opened before it begins",
    "[lab, node]",
    "[lab, node], open_min: -1",
    "10:46: hatches[0].open_min: found -1, expected a number of at least 0",
  ],
  [
    "a hatch through which less than no air goes",
    "[lab, node]",
    "[lab, node], imv_cfm: -1",
    "10:45: hatches[0].imv_cfm: found -1, expected a number of at least 0",
  ],
  [
    "a hatch that works perhaps",
    "[lab, node]",
    "[lab, node], operable: maybe",
    '10:46: hatches[0].operable: found "maybe", expected true or false',
  ],
  [
    "a vehicle of an unknown module",
    "modules: [ship]",
    "modules: [ship, shop]",
    `13:33: vehicles[0].modules[1]: found "shop", expected ${aModule}; did you mean ship?`,
  ],
  [
    "a vehicle of no modules",
    "modules: [ship]",
    "modules: []",
    "13:26: vehicles[0].modules: found an empty list, expected a list of at least 1",
  ],
  [
    "a module twice in a vehicle",
    "modules: [ship]",
    "modules: [ship, ship]",
    '13:33: vehicles[0].modules[1]: found "ship", expected a module that is in no vehicle yet: vehicles[0] has this one',
  ],
  [
    "a module in two vehicles",
    "crew: [",
    "  - {id: dragon, modules: [ship], seat: ship, seats: 4}\ncrew: [",
    '14:28: vehicles[1].modules[0]: found "ship", expected a module that is in no vehicle yet: vehicles[0] has this one',
  ],
  [
    "a seat outside the vehicle",
    "seat: ship",
    "seat: node",
    '13:40: vehicles[0].seat: found "node", expected one of the vehicle\'s modules: ship',
  ],
  [
    "half a seat",
    "seats: 1",
    "seats: 0.5",
    "13:53: vehicles[0].seats: found 0.5, expected a whole number of at least 1",
  ],
  ["crew of no vehicle", ", vehicle: soyuz", "", "14:8: crew[0].vehicle: found nothing, expected the id of a vehicle"],
  [
    "crew of an unknown vehicle",
    "vehicle: soyuz",
    "vehicle: sojuz",
    '14:27: crew[0].vehicle: found "sojuz", expected the id of a vehicle: soyuz',
  ],
  [
    "more crew than seats",
    "at: lab}",
    "at: lab}, {id: bob, vehicle: soyuz, at: lab}",
    '14:63: crew[1].vehicle: found "soyuz" for person 2, expected a vehicle with a free seat: soyuz has 1',
  ],
  ["crew nowhere", "at: lab", "at: attic", `14:38: crew[0].at: found "attic", expected ${aModule}`],
  [
    "another count than crew",
    "name: Test",
    "name: Test\ncrew_count: 3",
    "4:13: crew_count: found 3, expected 1, as many as crew lists, or no crew_count",
  ],
  [
    "a gas that is not carried",
    "gas: o2",
    "gas: argon",
    '15:28: supplies[0].gas: found "argon", expected o2, n2 or air',
  ],
  [
    "less than no gas",
    "mass_kg: 50",
    "mass_kg: -1",
    "15:41: supplies[0].mass_kg: found -1, expected a number of at least 0",
  ],
  [
    "a supply nowhere",
    "module: node, max",
    "module: void, max",
    `15:53: supplies[0].module: found "void", expected ${aModule}`,
  ],
  [
    "a supply without its rate",
    ", max_kg_per_h: 12",
    "",
    "15:12: supplies[0].max_kg_per_h: found nothing, expected a number above 0",
  ],
  [
    "a sensor that reads as a hatch",
    "id: P1",
    "id: hatch:h1",
    '17:10: sensors[0].id: found "hatch:h1", expected an id (text) without a colon',
  ],
  [
    "two sensors with one id",
    "period_s: 10}",
    "period_s: 10}\n  - {id: P1, quantity: ppO2, module: lab, unit: kPa, sigma: 1, step: 0, period_s: 1}",
    '18:10: sensors[1].id: found "P1", expected an id of its own: sensors[0] has this one',
  ],
  [
    "a quantity that is not measured",
    "quantity: pressure",
    "quantity: presure",
    '17:24: sensors[0].quantity: found "presure", expected pressure, temperature, ppO2, ppN2, ppCO2 or ppH2O; did you mean pressure?',
  ],
  [
    "a sensor nowhere",
    "module: lab, unit",
    "module: lob, unit",
    `17:42: sensors[0].module: found "lob", expected ${aModule}; did you mean lab?`,
  ],
  [
    "an unknown unit",
    "unit: mmHg",
    "unit: mmhg",
    `17:53: sensors[0].unit: found "mmhg", expected ${pressureUnits}; did you mean mmHg?`,
  ],
  [
    "a unit of another quantity",
    "unit: mmHg",
    "unit: degC",
    `17:53: sensors[0].unit: found "degC", expected ${pressureUnits}`,
  ],
  [
    "a temperature in pascals",
    "quantity: pressure",
    "quantity: temperature",
    '17:56: sensors[0].unit: found "mmHg", expected a unit of temperature: degC, K or degF',
  ],
  ["a sensor without noise", "sigma: 0.04", "sigma: 0", "17:66: sensors[0].sigma: found 0, expected a number above 0"],
  ["a negative step", "step: 0.1", "step: -0.1", "17:78: sensors[0].step: found -0.1, expected a number of at least 0"],
  [
    "a sensor all the time",
    "period_s: 10",
    "period_s: 0",
    "17:93: sensors[0].period_s: found 0, expected a number above 0",
  ],
];

test("the file that the cases start from is sound", () => assert.deepEqual(faultsOf(sound), []));

for (const [rule, was, is, ...faults] of rules) {
  test(`refused: ${rule}`, () => {
    assert.ok(sound.includes(was), was);
    assert.deepEqual(faultsOf(sound.replace(was, is)), faults);
  });
}
