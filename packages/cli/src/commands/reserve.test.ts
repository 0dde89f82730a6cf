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
    [["--rate", "1mmHg/h"], /^hullwatch: reserve: found no --pressure, expected --pressure <P>: pressure now/],
  ] as [string[], RegExp][]) {
    const { status, stderr, stdout } = hullwatch(["reserve", ...args]);
    assert.equal(status, 2, args.join(" "));
    assert.match(stderr, said);
    assert.equal(stderr.trimEnd().split("\n").length, 1);
    assert.equal(stdout, "");
  }
});
