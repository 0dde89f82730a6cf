import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { folderFor, hullwatch, objects, root } from "../testing.ts";
import { catalogue } from "./testing-conjunctions.ts";

const iss = ["screen", "--station", "iss-2018-08-30"];

/** Writes a catalogue into a folder of the test and gives the options that name it. */
function catalogueOf(t: TestContext, sets: unknown, name = "gp.json"): readonly string[] {
  const path = join(folderFor(t), name);
  writeFileSync(path, typeof sets === "string" ? sets : JSON.stringify(sets, null, 1));
  return ["--catalogue", path];
}

interface Answer {
  readonly approaches: readonly { readonly name: string; readonly tca: string; readonly [field: string]: unknown }[];
  readonly companions: readonly { readonly name: string }[];
  readonly lost: readonly { readonly name: string }[];
  readonly catalogue: { readonly faults: number; readonly older: number; readonly objects: number };
  readonly [field: string]: unknown;
}
const answerOf = (args: readonly string[]) => objects(hullwatch([...args, "--json"]).stdout)[0] as unknown as Answer;

test("what crosses, what flies along, what falls; never a probability", (t) => {
  const args = [...iss, ...catalogueOf(t, catalogue)];
  const answer = answerOf(args);
  const names = (list: readonly { readonly name: string }[]) => [...new Set(list.map(({ name }) => name))];
  assert.deepEqual(
    [names(answer.approaches), names(answer.companions), names(answer.lost)],
    [["CROSSER DEB"], ["PROGRESS"], ["FALLER DEB"]],
  );
  assert.deepEqual([answer.from, answer.to], ["2024-03-01T00:00:00.000Z", "2024-03-08T00:00:00.000Z"]);
  assert.deepEqual([answer.pc, answer.catalogue.objects, answer.at_height], [null, 5, 3]);
  assert.match(String(answer.pc_why), /no probability of collision near 1e-4 follows/);
  // A quarter of a revolution after the epoch both are at the node.
  assert.match(answer.approaches[0].tca, /^2024-03-01T00:23:1\d/);
  for (const { miss_distance_m, miss_rtn_m, relative_speed_m_per_s } of answer.approaches) {
    const [r, along, across] = miss_rtn_m as [number, number, number];
    assert.ok(Math.abs(Math.hypot(r, along, across) - Number(miss_distance_m)) < 1e-3);
    // 46.4 degrees between the planes: 2 v sin of half of that.
    assert.ok(Math.abs(Number(relative_speed_m_per_s) - 6030) < 60, String(relative_speed_m_per_s));
  }
  const { stdout, stderr, status } = hullwatch(args);
  assert.deepEqual([stderr, status], ["", 0]);
  assert.match(stdout, /^ISS \(ZARYA\) \(25544\): \d+ passes through the box\n/);
  assert.match(stdout, /\n {2}2024-03-01 00:23:1\d\.\d{3}Z +\d+\.\d\d .* CROSSER DEB \(90001\)\n/);
  assert.match(stdout, /\n {2}stays near {3}PROGRESS \(90002\), as near as 2\.\d{3} km at 2024-03-0\d \S+Z\n/);
  assert.match(stdout, /\n {2}probability {2}none: element sets have no covariance/);
});

test("a moment, a span and a box of one's own", (t) => {
  const args = [...iss, ...catalogueOf(t, catalogue)];
  const all = answerOf(args).approaches;
  const day = answerOf([...args, "--from", "2024-03-01T00:30Z", "--days", "0.5"]);
  assert.deepEqual(
    day.approaches.map(({ tca }) => tca),
    all.map(({ tca }) => tca).filter((tca) => tca > "2024-03-01T00:30" && tca < "2024-03-01T12:30"),
  );
  const wide = answerOf([...args, "--box", "4x400x400km"]);
  assert.deepEqual(wide.box_km, [4, 400, 400]);
  assert.ok(wide.approaches.length > all.length);
  assert.equal(answerOf([...args, "--box", "2000x2000x2000m"]).approaches.length < all.length, true);
});

test("the station's own orbit: by its file, by --norad, or clearly missed", (t) => {
  const [own, ...others] = catalogue;
  const there = catalogueOf(t, catalogue);
  const ring = ["screen", "--station", "ring-habitat"];
  assert.deepEqual(answerOf([...ring, ...there, "--norad", "25544"]).station, {
    norad_id: 25544,
    name: "ISS (ZARYA)",
    id: "ring-habitat",
    epoch: "2024-03-01T00:00:00.000Z",
  });
  for (const [args, said] of [
    [
      [...ring, ...there],
      /^hullwatch: ring-habitat: found no norad_id, expected the station's catalogue number there, or --norad\n$/,
    ],
    [
      [...iss, ...catalogueOf(t, others)],
      /^hullwatch: \S+gp\.json: found no readable element set of 25544 among 4 objects, expected the station's own orbit in it; --norad says which object is the station\n$/,
    ],
    [
      [...iss, ...there, "--norad", "ISS"],
      /^hullwatch: --norad: found "ISS", expected a catalogue number of up to nine digits\n$/,
    ],
    [[...iss, ...there, "--box", "4x50km"], /^hullwatch: --box: found "4x50km", expected three whole sides/],
    [
      [...iss, ...there, "--days", "0"],
      /^hullwatch: --days: found "0", expected a number of days above 0 and at most 30/,
    ],
    [iss, /^hullwatch: screen: found no --catalogue, expected --catalogue <FILE>: element sets/],
    [[...iss, "--catalogue", "nowhere.json"], /^hullwatch: nowhere\.json: found ENOENT/],
    [
      [...iss, ...catalogueOf(t, "[]")],
      /gp\.json:1:1: found no element set, expected TLE, or OMM as JSON, KVN, XML or CSV\n$/,
    ],
  ] as [string[], RegExp][]) {
    const { stderr, stdout, status } = hullwatch(args);
    assert.match(stderr, said);
    assert.deepEqual([stdout, status], ["", 2]);
  }
  const fallen = hullwatch([...iss, ...catalogueOf(t, [{ ...own, MEAN_MOTION: 16.4, BSTAR: 0.1 }])]);
  assert.equal(fallen.status, 1);
  assert.match(fallen.stderr, /found elements of ISS \(ZARYA\) \(25544\) that make no orbit all the time asked for/);
});

test("what cannot be read is named and left out; with --strict status 1, after the answer", (t) => {
  const [own, crosser] = catalogue;
  const older = { ...crosser, EPOCH: "2024-02-20T00:00:00" };
  const args = [
    ...iss,
    ...catalogueOf(t, [own, crosser, older, { ...crosser, NORAD_CAT_ID: 90009, ECCENTRICITY: 1.5 }]),
  ];
  const { stderr, stdout, status } = hullwatch([...args, "--json"]);
  assert.equal(status, 0);
  assert.match(
    stderr,
    /^hullwatch: \S+gp\.json:49:19: ECCENTRICITY: found "1\.5", expected a number from 0 to 0\.9999999; left out\n$/,
  );
  const answer = objects(stdout)[0] as unknown as Answer;
  assert.deepEqual(answer.catalogue, { ...answer.catalogue, objects: 2, older: 1, faults: 1 });
  const strict = hullwatch([...args, "--strict", "--json"]);
  assert.deepEqual([strict.status, strict.stdout], [1, stdout]);
  assert.match(strict.stderr, /\nhullwatch: \S+gp\.json: found 1 fault, expected none \(--strict\)\n$/);
});

test("the same from a TLE and a CSV", (t) => {
  const text = readFileSync(join(root, "packages/core/src/cause/orbit/testdata/SGP4-VER.TLE"), "utf8");
  const tle = answerOf([...iss, ...catalogueOf(t, text, "a.tle"), "--norad", "5", "--days", "1"]);
  assert.deepEqual([(tle.catalogue as unknown as { format: string }).format, tle.catalogue.faults], ["tle", 5]);
  const keys = Object.keys(catalogue[0]) as (keyof (typeof catalogue)[0])[];
  const csv = [keys.join(","), ...catalogue.map((one) => keys.map((key) => one[key]).join(","))].join("\r\n");
  const [a, b] = [csv, catalogue].map((sets) => answerOf([...iss, ...catalogueOf(t, sets, "a.csv")]));
  assert.deepEqual(a.approaches, b.approaches);
});

test("where the station's own elements cannot be read, it is said why", (t) => {
  const [own, ...others] = catalogue as readonly Record<string, unknown>[];
  const { stderr, status } = hullwatch([...iss, ...catalogueOf(t, [{ ...own, ECCENTRICITY: 2 }, ...others])]);
  assert.equal(status, 2);
  assert.match(stderr, /gp\.json:\d+:\d+: .*ECCENTRICITY: found .*2.*; left out\n.*no readable element set of 25544/s);
});
