import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentError } from "../../document/index.ts";
import { tables } from "./likelihoods.ts";
import { parseEvidence, stationOfEvidence } from "./parse.ts";
import { evidenceOf, faultsOf, head, station } from "./testing.ts";

test("a file in SI, with its defaults", () => {
  const e = evidenceOf("wall: {thickness_mm: 1.9}\nage_years: 3\njet: {area_mm2: 1, pressure_mmHg: 760}\n");
  assert.deepEqual(
    [e.exposure, e.age, e.altitude, e.wall, e.items, e.priors],
    [85 * 86400, 3, 400e3, { thickness: 1.9e-3, before: "nothing" }, [], {}],
  );
  assert.ok(Math.abs(e.inclination - (51.6 * Math.PI) / 180) < 1e-12);
  assert.ok(e.jet !== undefined && Math.abs(e.jet.area - 1e-6) < 1e-18 && Math.abs(e.jet.pressure - 101325) < 1);
  assert.equal(e.knownAt, Date.UTC(2018, 7, 30, 18) / 1000);
});

test("every finding of every kind is read", () => {
  const items = Object.entries(tables).flatMap(([kind, found]) =>
    Object.keys(found).map((f) => `  - {kind: ${kind}, found: ${f}}`),
  );
  const more = [
    "  - {kind: face, found: ram}",
    "  - {kind: detector, found: silence, would_hear: 0.3}",
    "  - {kind: conjunction, found: predicted, source: CDM}",
    "  - {kind: other, found: smell of glue, likelihood: {debris: 0.01, meteoroid: 0.01, drilled: 0.5, crack: 0.01, seal: 0.1}, by: A. Engineer}",
    "  - {kind: diameter, from_mm: 1, to_mm: 2, likelihood: {debris: 0.1, meteoroid: 0.1}}",
  ];
  assert.equal(evidenceOf(`evidence:\n${[...items, ...more].join("\n")}\n`).items.length, items.length + 5);
});

test("the station that it names, whatever else it holds", () => {
  assert.equal(stationOfEvidence(`${head}station: iss\nwhatever: 1\n`, "e.yaml"), "iss");
  assert.equal(stationOfEvidence(head, "e.yaml"), undefined);
  assert.throws(() => stationOfEvidence("hullwatch: station/1\n", "e.yaml"), DocumentError);
});

test("without a station the priors of impacts have to be given", () => {
  const without = parseEvidence(`${head}priors: {debris: 1e-3, meteoroid: 1e-4}\n`, "e.yaml");
  assert.deepEqual(without.priors, { debris: 1e-3, meteoroid: 1e-4 });
  const beside = parseEvidence(`${head}priors: {debris: 1e-3}\n`, "e.yaml", {
    priors: { debris: 0.1, meteoroid: 0.2 },
  });
  assert.deepEqual(beside.priors, { debris: 0.1, meteoroid: 0.2 });
});

test("every fault by line and column", () => {
  for (const [text, ...expected] of [
    [
      `${head}evidence:\n  - {kind: rimm, found: torn}\n`,
      /^7:12: evidence\[0\]\.kind: found "rimm", expected .*did you mean rim\?$/,
    ],
    [
      `${head}evidence:\n  - {kind: rim, found: lip}\n`,
      /^7:24: evidence\[0\]\.found: found "lip", expected raised-lip, machined, torn or plain/,
    ],
    [
      `${head}evidence:\n  - {kind: rim, found: torn, likelihood: {drill: 0.1}}\n`,
      /^7:43: evidence\[0\]\.likelihood\.drill: found an unknown key, expected debris, .*did you mean drilled\?$/,
    ],
    [
      `${head}evidence:\n  - {kind: rim, found: torn, likelihood: {drilled: 0}}\n`,
      /likelihood\.drilled: found 0, expected a number above 0 and at most 1$/,
    ],
    [
      `${head}evidence:\n  - {kind: other, found: x, likelihood: {debris: 1}}\n`,
      /likelihood\.meteoroid: found nothing/,
    ],
    [
      `${head}evidence:\n  - {kind: diameter, from_mm: 1, to_mm: 2}\n`,
      /^7:5: evidence\[0\]: found a diameter in an unknown wall, expected wall: thickness_mm/,
    ],
    [
      `${head}wall: {thickness_mm: 2}\nevidence:\n  - {kind: diameter, from_mm: 2, to_mm: 1}\n`,
      /^8:41: evidence\[0\]\.to_mm: found 1, expected a number above from_mm, 2$/,
    ],
    [
      head.replace("module: om", "module: on"),
      /^4:9: module: found "on", expected the id of a module of test-station: om or bare; did you mean om\?$/,
    ],
    [
      head.replace("module: om", "module: bare"),
      /priors\.debris: found a station that says nothing of its shield, expected a probability/,
    ],
    [head.replace("2018-08-30T18:00:00Z", "yesterday"), /^3:11: known_at: found "yesterday", expected a time in UTC/],
    [
      head.replace("2018-08", "1978-08"),
      /^3:11: known_at: found "1978-08-30T18:00:00Z", expected a time from 1990 to 2035/,
    ],
    [
      `${head}altitude_km: 36000\n`,
      /^6:14: altitude_km: found 36000, expected a number of at least 200 and at most 2000$/,
    ],
    [`${head}exposure: 3\n`, /^6:1: exposure: found an unknown key, expected hullwatch, name, known_at/],
  ] as [string, RegExp][]) {
    assert.match(faultsOf(text).join("\n"), expected[0], text);
  }
  assert.match(faultsOf(head, null).join("\n"), /priors\.debris: found no station, expected a probability of a hole/);
  assert.match(
    faultsOf(`${head}priors: {debris: 0.1, meteoroid: 0.1}\njet: {area_mm2: 1, pressure_mmHg: 1}\n`, null).join(),
    /^7:6: jet: found no station, expected a station with places/,
  );
  assert.deepEqual(faultsOf(head, station), []);
});
