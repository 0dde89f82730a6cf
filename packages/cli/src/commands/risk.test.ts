import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fieldsIn, fieldsOnPage, folderFor, hullwatch, objects, root } from "../testing.ts";

interface Figures {
  readonly expected: { readonly value: number; readonly low: number; readonly high: number };
  readonly pnp: { readonly value: number; readonly low: number; readonly high: number };
  readonly one_in: number;
}
interface Answer extends Figures {
  readonly modules: readonly (Figures & { readonly module: string })[];
  readonly vehicles: readonly (Figures & { readonly vehicle: string; readonly unknown_modules: readonly string[] })[];
  readonly most_exposed: string | null;
  readonly unknown_modules: readonly string[];
  readonly flux: readonly { readonly population: string; readonly source: string }[];
  readonly notes: readonly string[];
}
const answerOf = (args: readonly string[]) => {
  const { stdout, stderr, status } = hullwatch(["risk", ...args, "--json"]);
  assert.deepEqual([status, stderr], [0, ""]);
  return objects(stdout)[0] as unknown as Answer;
};
const iss = ["--station", "iss-2018-08-30"];

test("a Soyuz docked for 15 years: 0.9 published, in the band; more than four fifths of the risk in its orbital module", () => {
  const { vehicles, modules } = answerOf([...iss, "--for", "5479d", "--year", "2008"]);
  const soyuz = vehicles.find((v) => v.vehicle === "soyuz-ms-09")!;
  assert.ok(soyuz.pnp.low < 0.9 && 0.9 < soyuz.pnp.high);
  const om = modules.find((m) => m.module === "ms09-om")!;
  assert.ok(om.expected.value > 0.8 * soyuz.expected.value);
});

test("for people: the rates of the shots, the bands, the most exposed module", () => {
  const { stdout, status } = hullwatch(["risk", ...iss, "--for", "85d", "--year", "2018"]);
  assert.equal(status, 0);
  assert.match(
    stdout,
    /^Nothing through the hull of iss-2018-08-30 in 85 d: 0\.99\d\d \(0\.9\d+ to 0\.9\d+\), a hole 1 in \d+\n/,
  );
  assert.match(stdout, /\n {2}most exposed {2}progress-ms-09\n/);
  const flat = stdout.replaceAll(/\s+/g, " ");
  assert.match(flat, /right in 73\.1 % of 1,135 real shots, unsafe in 11\.2 %/);
  assert.match(flat, /right in 52\.7 % of 167 real shots, unsafe in 12\.0 %/);
  assert.match(stdout, /\n {2}ms09-om +0\.9988 \(0\.99\d+ to 0\.999\d+\) +1 in \d+ /);
});

test("another altitude and a late year widen the band and are said; a station without shields is found wanting", () => {
  const usual = answerOf([...iss, "--year", "2018"]);
  const late = answerOf([...iss, "--year", "2026", "--altitude", "500km"]);
  const width = ({ expected }: Figures) => expected.high / expected.low;
  assert.ok(width(late) > 2 * width(usual));
  assert.equal(late.notes.length, 2);
  const none = hullwatch(["risk", "--station", "mir-1997"]);
  assert.deepEqual([none.status, none.stdout], [1, ""]);
  assert.match(
    none.stderr,
    /^hullwatch: mir-1997: found no shield: of any module, expected that of those to be counted/,
  );
});

test("a station of which some modules have a shield: the others are in no figure, and that is said", (t) => {
  const file = join(folderFor(t), "half.yaml");
  const shield = "[{kind: soyuz-om, area_m2: 10, from: published}]";
  const modules = `  - {id: a, volume_m3: 5, shield: ${shield}}\n  - {id: b, volume_m3: 5}`;
  const rest = "hatches: [{id: h, between: [a, b]}]\nvehicles: [{id: ship, modules: [a, b], seat: a, seats: 3}]\n";
  writeFileSync(file, `hullwatch: station/1\nid: half\nname: Half\nmodules:\n${modules}\n${rest}`);
  const { unknown_modules, vehicles, pnp } = answerOf(["--station", file]);
  assert.deepEqual([unknown_modules, vehicles[0].unknown_modules], [["b"], ["b"]]);
  assert.equal(vehicles[0].pnp.value, pnp.value);
  const { stdout } = hullwatch(["risk", "--station", file]);
  assert.match(stdout, /^Nothing through the hull of half, 1 of its 2 modules, in 180 d/);
  assert.match(stdout, /\n {2}not counted {3}b: no shield in the station file\n/);
});

test("one's own flux", (t) => {
  const file = join(folderFor(t), "own.csv");
  writeFileSync(
    file,
    "population,diameter_cm,flux_per_m2_yr,basis,source\ndebris,0.01,9,cross-section,MASTER-8 run 12\ndebris,1,1e-5,cross-section,\n",
  );
  const { flux } = answerOf([...iss, "--flux", file]);
  assert.deepEqual(
    flux.map((f) => f.source.split(" ")[0]),
    ["MASTER-8", "Grün"],
  );
  writeFileSync(file, "population,diameter_cm,flux_per_m2_yr,basis\ndebris,0.01,9,cross\n");
  const { status, stderr } = hullwatch(["risk", ...iss, "--flux", file]);
  assert.equal(status, 2);
  assert.match(stderr, /own\.csv:2:15: basis: found "cross", expected surface, cross-section or unknown\n$/);
});

test("what cannot be asked is refused with what can be, on one line", () => {
  for (const [args, said] of [
    [[], /^hullwatch: risk: found no --station, expected --station <station>/],
    [[...iss, "--for", "85"], /--for: found "85", expected a time with/],
    [[...iss, "--year", "soon"], /--year: found "soon", expected a number from 1900 to 2100/],
    [[...iss, "--year", "1980"], /^hullwatch: debris: found a year \(AD\) of 1980, expected 1990 to 2035 AD/],
    [[...iss, "--altitude", "36000km"], /debris: found an altitude \(km\) of 36000, expected 200 to 2000 km/],
    [[...iss, "--flux", "nowhere.csv"], /^hullwatch: nowhere\.csv: found /],
    [["--station", "nowhere"], /nowhere: found no such file/],
  ] as [string[], RegExp][]) {
    const { status, stderr, stdout } = hullwatch(["risk", ...args]);
    assert.equal(status, 2);
    assert.match(stderr, said);
    assert.equal(stderr.trimEnd().split("\n").length, 1);
    assert.equal(stdout, "");
  }
});

test("docs/risk.md names every field, and none that is never said", () => {
  const page = readFileSync(join(root, "docs/risk.md"), "utf8");
  const said = fieldsIn(answerOf([...iss, "--year", "2026"]));
  assert.deepEqual(fieldsOnPage(page), new Set([...said].filter((f) => f !== "value")));
});
