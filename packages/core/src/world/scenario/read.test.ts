import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DocumentError } from "../../document/index.ts";
import { stationBuilder } from "../../station/index.ts";
import { parseScenario, stationOfScenario } from "./read.ts";

const station = stationBuilder()
  .module("lab", 100)
  .module("node", 50)
  .module("cupola", 2)
  .hatch("lab-node", "lab", "node")
  .hatch("node-cupola", "node", "cupola")
  .sensor("LAB-P", "lab")
  .sensor("LAB-T", "lab", { quantity: "temperature", unit: "degC" })
  .supply("tank", "node")
  .build();
const head = `hullwatch: scenario/1
id: s
name: A scenario
station: stations/s.yaml
start: 2020-01-01T00:00:00Z
duration: 1day
`;
/** "line:column path: expected" of every fault of a scenario made of `head` and these lines, the first being line 7. */
function faultsOf(yaml: string): string[] {
  try {
    parseScenario(head + yaml, "s.yaml", station);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return error.faults.map((f) => `${f.line}:${f.column} ${f.path}: ${f.expected.replace(/, in quotes.*/, "")}`);
  }
  return [];
}
const only = (yaml: string, expected: RegExp) => {
  const faults = faultsOf(yaml);
  assert.equal(faults.length, 1, faults.join("\n"));
  assert.match(faults[0], expected);
};

test("the least that a scenario says is enough", () => {
  const scenario = parseScenario(head, "s.yaml", station);
  assert.equal(scenario.duration, 86400);
  assert.equal(scenario.start, 1577836800);
  assert.ok(Math.abs(scenario.air.pressure - 745 * 133.322387415) < 1e-6);
  assert.equal(scenario.lifeSupport.oxygen[0].module, "lab");
  assert.deepEqual(scenario.leaks, []);
});

test("the station of a scenario is found without knowing it", () => {
  assert.equal(stationOfScenario(`${head}leaks: [{module: unknown}]\n`, "s.yaml"), "stations/s.yaml");
  assert.throws(() => stationOfScenario("hullwatch: scenario/1\nid: x\n", "s.yaml"), DocumentError);
  assert.throws(() => stationOfScenario("hullwatch: station/1\nid: x\n", "s.yaml"), /s\.yaml:1:12/);
});

test("a leak in SI, with its defaults", () => {
  const yaml = "leaks: [{module: lab, diameter: 2mm, cd: 0.6, from: +90min}]\n";
  const [leak] = parseScenario(head + yaml, "s.yaml", station).leaks;
  assert.ok(Math.abs(leak.area - (0.6 * Math.PI * 4e-6) / 4) < 1e-18);
  assert.deepEqual(
    [leak.id, leak.to, leak.from, leak.until],
    ["leak", null, 1577836800 + 5400, Number.POSITIVE_INFINITY],
  );
});

test("every fault is told at once, by line and column", () => {
  const faults = faultsOf(`air: {pressure: 745, temperatur: 22degC}
leaks:
  - {module: lap, area: 2mm2}
  - {module: lab, diameter: 2mm}
happenings:
  - {at: +2day, kind: hatch, hatch: lab-node, to: closed}
  - {at: +1h, kind: hatch, hatch: lab-nod, to: shut}
faults:
  - {sensors: [LAB-Q], kind: freeze}
`);
  assert.deepEqual(faults, [
    '7:17 air.pressure: a pressure with its unit, as "750mmHg"',
    "7:22 air.temperatur: pressure, temperature, ppO2, ppCO2 or ppH2O; did you mean temperature?",
    "9:14 leaks[0].module: the id of a module of the station: lab, node or cupola; did you mean lab?",
    "10:5 leaks[1].cd: the discharge coefficient of the hole, such as 0.6",
    "12:10 happenings[0].at: a time within the record (start to start + duration)",
    "13:35 happenings[1].hatch: the id of a hatch of the station: lab-node or node-cupola; did you mean lab-node?",
    "13:48 happenings[1].to: open or closed",
    "15:16 faults[0].sensors[0]: the id of a sensor of the station: LAB-P or LAB-T; did you mean LAB-P?",
  ]);
});

test("refusals, one by one", () => {
  only("leaks: [{module: lab, area: 2mmHg}]\n", /^7:29 leaks\[0\]\.area: an area with its unit: mm2/);
  only("leaks: [{module: lab, area: -2mm2}]\n", /nothing below 0/);
  only("leaks: [{module: lab}]\n", /either area .* or diameter and cd/);
  only("leaks: [{module: lab, area: 1mm2, diameter: 1mm, cd: 0.6}]\n", /either area/);
  only("leaks: [{module: lab, to: lab, area: 1mm2}]\n", /leaks\[0\]\.to: another module/);
  only("leaks: [{id: a, module: lab, area: 1mm2}, {id: a, module: node, area: 1mm2}]\n", /leaks\[1\]\.id: another id/);
  only("leaks: [{module: lab, area: 1mm2, from: +2h, until: +1h}]\n", /until: a time after from/);
  only("leaks: [{module: lab, area: 1mm2, from: tomorrow}]\n", /from: an offset from the start such as "\+7h"/);
  only("happenings: [{at: +1h, kind: explode}]\n", /happenings\[0\]\.kind: hatch, supply, release/);
  only(
    "happenings: [{at: +1h, kind: supply, supply: tonk, rate: 1kg/h, for: 1h}]\n",
    /id of a supply of the station: tank/,
  );
  only("happenings: [{at: +1h, kind: crew, who: [bob], to: lab}]\n", /id of someone in the crew/);
  only("happenings: [{at: +1h, kind: hatch, hatch: lab-node, to: open, leaky: 1mm2}]\n", /no leaky/);
  only("happenings: [{at: +1h, kind: gauge, module: lab, every: 1min}]\n", /every and for together/);
  only("happenings: [{at: +1h, kind: airlock, module: lab, into: lab, hold: 1h}]\n", /into: another module/);
  only(
    "happenings: [{at: +1h, kind: airlock, module: cupola, into: lab, volume: 2m3, hold: 1h}]\n",
    /less than the 2 m3/,
  );
  only("happenings: [{at: +1h, kind: dock, modules: [lab], pressure: 100mmHg, ppO2: 120mmHg}]\n", /sum of its partial/);
  only("faults: [{sensors: [LAB-T], kind: bias, by: 1mmHg}]\n", /faults\[0\]\.by: a temperature with its unit/);
  only("faults: [{sensors: all, kind: noisy}]\n", /faults\[0\]\.times/);
  only("ventilation: {fans: [{path: [lab, cupola], flow: 10cfm}]}\n", /path\[1\]: a module beside lab/);
  only(
    "ventilation: {fans: [{path: [lab, node], duct: [lab, node], flow: 10cfm}]}\n",
    /one of path, duct and exchange/,
  );
  only("delivery: {doubled: 2}\n", /delivery\.doubled: a chance from 0 to 1/);
  only("air: {temperature: -100degC}\n", /a cabin above/);
});

test("start and duration are judged", () => {
  const refused = (from: string, to: string) =>
    assert.throws(() => parseScenario(head.replace(from, to), "s.yaml", station), DocumentError);
  refused("2020-01-01T00:00:00Z", "yesterday");
  refused("2020-01-01T00:00:00Z", "2020-01-01T00:00:00");
  refused("1day", "0s");
  refused("1day", "-1day");
  refused("name: A scenario\n", "");
});

test("whatever the text, a scenario is read or refused, never anything else", () => {
  const words = fc.constantFrom(
    "leaks:",
    " - {",
    "}",
    "module: lab",
    "area: 1mm2",
    ", ",
    "\n",
    "[",
    "]",
    "at: +1h",
    "kind: dock",
    "modules: ",
    "~",
    "-1",
    "faults: ",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
      faultsOf(parts.join(""));
    }),
    { numRuns: 500 },
  );
});
