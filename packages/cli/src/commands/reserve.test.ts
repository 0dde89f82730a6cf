import assert from "node:assert/strict";
import { test } from "node:test";
import { hullwatch, objects } from "../testing.ts";

const near = (found: unknown, expected: number, tolerance: number) =>
  assert.ok(Math.abs(Number(found) - expected) <= tolerance, `${found} is not ${expected} ± ${tolerance}`);

test("MS-09: 0.6 mmHg/h at 750 mmHg lasts 18.06 days to 490 mmHg, as RIA reported", () => {
  const { stdout, status, stderr } = hullwatch([
    "reserve",
    "--pressure",
    "750mmHg",
    "--rate",
    "0.6mmHg/h",
    "--to",
    "490mmHg",
    "--json",
  ]);
  assert.deepEqual([status, stderr], [0, ""]);
  const [answer] = objects(stdout);
  assert.deepEqual(Object.keys(answer), ["exponential_h", "linear_h"]);
  near(answer.linear_h, 433.3, 0.05);
  near(answer.exponential_h, 532.1, 0.05);
  const { stdout: text } = hullwatch(["reserve", "--pressure", "750mmHg", "--rate", "0.6mmHg/h"]);
  assert.match(text, /linear\s+433\.3 h \(18\.06 d\)\s+.*safe side/);
  assert.match(text, /exponential\s+532\.1 h/);
});

test("from a hole: rate, mass, area and thrust beside the time", () => {
  const hole = ["--volume", "916m3", "--diameter", "2mm", "--cd", "0.6", "--temperature", "295K"];
  const { stdout, status } = hullwatch(["reserve", "--pressure", "750mmHg", "--to", "490mmHg", ...hole, "--json"]);
  assert.equal(status, 0);
  const [answer] = objects(stdout);
  near(answer.rate_mmHg_per_h, 1.107, 0.001);
  near(answer.area_mm2, 0.6 * Math.PI, 1e-9);
  near(answer.rate_kg_per_day, 20.3 * 0.6 * Math.PI * (750 / 750.06), 0.1);
  near(answer.thrust_N, 1.268 * 0.6 * Math.PI * 1e-6 * 99_992, 1e-3);
  near(Number(answer.exponential_h) * Number(answer.rate_mmHg_per_h), 750 * Math.log(750 / 490), 1e-6);
  const { stdout: text } = hullwatch(["reserve", "--pressure", "750mmHg", ...hole]);
  assert.match(text, /1\.11 mmHg\/h/);
});

test("read back from the hand gauge: 60 s a mmHg at 760 mmHg is 333 min to 490", () => {
  for (const flag of ["--seconds-per-mmHg", "--t1mm"]) {
    const { stdout, status } = hullwatch(["reserve", "--pressure", "760mmHg", flag, "60", "--json"]);
    assert.equal(status, 0);
    const [answer] = objects(stdout);
    near(60 * Number(answer.exponential_h), 333, 0.5);
    near(answer.rate_mmHg_per_h, 60.04, 0.005);
  }
  const { stdout: text } = hullwatch(["reserve", "--pressure", "760mmHg", "--t1mm", "1min"]);
  assert.match(text, /exponential +5\.556 h .*\n {2}rate +60\.0 mmHg\/h now\n$/);
});

const leak = ["--pressure", "750mmHg", "--rate", "0.6mmHg/h", "--temperature", "295K"];

test("with people and oxygen: both limits and which comes first, beside what the pressure alone says", () => {
  const six = [...leak, "--ppO2", "160mmHg", "--people", "6", "--volume", "916m3"];
  const [answer] = objects(hullwatch(["reserve", ...six, "--json"]).stdout);
  assert.deepEqual(Object.keys(answer), ["exponential_h", "linear_h", "limit", "pressure_h", "ppO2_h"]);
  // tau 1250 h; 3.164 mmHg a day are 164.8 mmHg in a tau.
  near(answer.ppO2_h, 1250 * Math.log((160 + 164.8) / (146 + 164.8)), 0.05);
  near(answer.pressure_h, 1250 * Math.log((750 + 164.8) / (490 + 164.8)), 0.1);
  assert.equal(answer.limit, "ppO2");
  const { stdout: text } = hullwatch(["reserve", ...six]);
  assert.match(
    text,
    /breathed and let in:\n {2}pressure +418\.0 h .* to 490\.0 mmHg\n {2}ppO2 +55\.\d+ h .*, the first limit\n$/,
  );
  const later = objects(hullwatch(["reserve", ...six, "--ppO2-to", "120mmHg", "--json"]).stdout)[0];
  near(later.ppO2_h, 1250 * Math.log((160 + 164.8) / (120 + 164.8)), 0.1);
});

test("what holds the air for good is no limit, and oxygen that nobody named is not counted down", () => {
  const [held] = objects(
    hullwatch(["reserve", ...leak, "--ppO2", "160mmHg", "--supply", "1kg/h", "--volume", "916m3", "--json"]).stdout,
  );
  assert.deepEqual([held.limit, held.pressure_h, held.ppO2_h], [null, null, null]);
  const hole = ["--pressure", "750mmHg", "--volume", "916m3", "--diameter", "2mm"];
  const { stdout: text } = hullwatch(["reserve", ...hole, "--people", "3"]);
  assert.match(text, /pushing with .*\nWith what is breathed and let in:\n {2}pressure .*, the first limit\n$/);
});

test("a number without its unit is refused with the units that fit", () => {
  for (const [args, said] of [
    [
      ["--pressure", "750", "--rate", "0.6mmHg/h"],
      /^hullwatch: --pressure: found "750", expected a pressure with its unit: mmHg, torr/,
    ],
    [
      ["--pressure", "750mmHg", "--rate", "0.6"],
      /^hullwatch: --rate: found "0\.6", expected a pressure rate .*mmHg\/h/,
    ],
    [["--pressure", "750mmHg", "--rate", "0.6kg/h"], /^hullwatch: --rate: found "0\.6kg\/h"/],
    [["--pressure", "750mmHg", "--rate=-1mmHg/h"], /^hullwatch: --rate: found "-1mmHg\/h", expected more than 0/],
    [["--pressure", "750mmHg", "--volume", "916m3"], /^hullwatch: reserve: found no --diameter, expected --rate/],
    [["--pressure", "750mmHg", "--diameter", "2mm"], /^hullwatch: reserve: found no --volume, expected --rate/],
    [["--pressure", "750mmHg"], /^hullwatch: reserve: found no rate, expected --rate/],
    [
      ["--pressure", "750mmHg", "--rate", "1mmHg/h", "--volume", "1m3"],
      /found --rate and a hole, expected --rate alone/,
    ],
    [
      ["--pressure", "750mmHg", "--rate", "1mmHg/h", "--cd", "2"],
      /--cd: found "2", expected a number above 0 and at most 1/,
    ],
    [
      ["--pressure", "750mmHg", "--rate", "1mmHg/h", "--t1mm", "60"],
      /found --rate and --seconds-per-mmHg, expected one of them/,
    ],
    [["--pressure", "750mmHg", "--t1mm", "60", "--volume", "1m3"], /found --seconds-per-mmHg and a hole, expected/],
    [
      ["--pressure", "750mmHg", "--rate", "1mmHg/h", "--volume", "1m3", "--diameter", "1mm", "--people", "1"],
      /found --rate and a hole/,
    ],
    [
      ["--pressure", "750mmHg", "--rate", "1mmHg/h", "--people", "1"],
      /found no --volume, expected --volume 916m3 beside/,
    ],
    [
      ["--pressure", "750mmHg", "--rate", "1mmHg/h", "--people", "two"],
      /--people: found "two", expected a whole number/,
    ],
    [["--pressure", "750mmHg", "--t1mm", "0"], /--seconds-per-mmHg: found "0", expected 0\.1 s or more/],
    [["--pressure", "0.5mmHg", "--t1mm", "60"], /found pressure 66\.66\d+, expected a finite number above 133\.3/],
    [["--rate", "1mmHg/h"], /^hullwatch: reserve: found no --pressure, expected --pressure <P>: pressure now/],
  ] as [string[], RegExp][]) {
    const { status, stderr, stdout } = hullwatch(["reserve", ...args]);
    assert.equal(status, 2, args.join(" "));
    assert.match(stderr, said);
    assert.equal(stderr.trimEnd().split("\n").length, 1);
    assert.equal(stdout, "");
  }
});
