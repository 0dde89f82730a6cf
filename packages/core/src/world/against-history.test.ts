import assert from "node:assert/strict";
import { test } from "node:test";
import { stationBuilder } from "../station/index.ts";
import { parseScenario, stationOfScenario } from "./scenario/index.ts";
import { type Outcome, outcome, repositoryFile, shippedStation } from "./testing.ts";

/** A shipped scenario, simulated. */
function play(name: string): Outcome {
  const file = `scenarios/${name}.yaml`;
  const text = repositoryFile(file);
  const station = shippedStation(stationOfScenario(text, file).replace(/^stations\/|\.yaml$/g, ""));
  return outcome(parseScenario(text, file, station), station);
}
const pressure = (run: Outcome, time: string, module: string) =>
  run.states.find((s) => s.time === time)?.volumes.find((v) => v.modules.includes(module))?.pressure_mmHg ?? Number.NaN;
const near = (found: number, expected: number, by: number) =>
  assert.ok(Math.abs(found - expected) <= by, `found ${found}, expected ${expected}`);

test("Soyuz MS-09: ten quiet hours, then 0.6 mmHg/h, 18 to 21 kg a day scaled to the volume, tight after the repair", () => {
  const run = play("soyuz-ms-09");
  const onset = run.truth.find((t) => t.type === "leak");
  assert.equal(onset?.module, "ms09-om");
  assert.ok(Date.parse(onset?.onset ?? "") - Date.parse("2018-08-29T12:00:00Z") >= 10 * 3600e3);
  const night = run.states.find((s) => s.time === "2018-08-30T00:00:00Z");
  near(night?.dpdt_mmHg_per_h ?? 0, 0.6, 0.005);
  near(night?.rate_kg_per_day ?? 0, 18.2, 0.3);
  assert.equal(run.states.at(-1)?.tight, true);
});

test("Mir, 25 June 1997: 675 mmHg when the hatch is shut, Spektr at 480 at 09:28, 692 after gas was added", () => {
  const run = play("mir-1997");
  const dial = run.readings("gauge:base-block")[0][1];
  near(dial, 675, 3);
  const spektr = run.rows.filter((r) => r.parameter === "SPEKTR-P");
  const closed = Date.parse("1997-06-25T09:28:00Z") / 1000;
  near(Number(spektr.find((r) => r.time === closed)?.value), 480, 8);
  near(pressure(run, "1997-06-25T10:50:00Z", "base-block"), 692, 3);
});

test("PrK, 26 and 27 December 2020: 730 to 620 mmHg in 18 h behind a closed hatch", () => {
  const run = play("prk-2020");
  near(pressure(run, "2020-12-26T15:00:00Z", "zvezda-prk"), 730, 1);
  near(pressure(run, "2020-12-27T09:00:00Z", "zvezda-prk"), 620, 2);
  near(pressure(run, "2020-12-27T09:00:00Z", "zvezda-ro"), 730, 2);
});

test("Destiny's hose, winter of 2003 to 2004: about 2 mmHg a day, 14.2 psi by 6 January, a pause on the way", () => {
  const run = play("lab-hose-2004");
  near(run.states.find((s) => s.time === "2003-12-25T00:00:00Z")?.dpdt_mmHg_per_h ?? 0, 2 / 24, 0.002);
  near(pressure(run, "2004-01-06T00:00:00Z", "destiny") / 51.715, 14.2, 0.1);
  assert.equal(run.states.find((s) => s.time === "2004-01-03T12:00:00Z")?.rate_kg_per_day, 0);
});

test("the cold snap falls as fast as the leak of 2018 and loses nothing", () => {
  const run = play("cold-snap");
  const fall = pressure(run, "2018-09-28T20:00:00Z", "destiny") - pressure(run, "2018-09-29T01:00:00Z", "destiny");
  near(fall / 5, 0.6, 0.06);
  near(pressure(run, "2018-09-29T14:00:00Z", "destiny"), 747, 0.6);
  assert.ok(run.states.every((s) => s.tight));
});

test("the quiet month has its events and no leak", () => {
  const run = play("quiet-month");
  assert.ok(run.states.every((s) => s.tight && s.rate_kg_per_day === 0));
  const count = (parameter: string) => run.rows.filter((r) => r.parameter === parameter).length;
  assert.equal(count("supply:progress-o2"), 6);
  assert.equal(count("note:houston"), 3);
  assert.ok(count("COL-P") < 30 * 8640);
  assert.ok(run.readings("COL-P").some(([, p]) => Math.abs(p - 745) > 10));
});

test("crewless stations and stations without sensors can be simulated", () => {
  const station = stationBuilder().module("can", 10).build();
  const text = "hullwatch: scenario/1\nid: a\nname: a\nstation: a\nstart: 2020-01-01T00:00:00Z\nduration: 1h\n";
  const run = outcome(parseScenario(text, "a.yaml", station), station);
  assert.equal(run.rows.length, 0);
  assert.equal(run.states.length, 7);
});
