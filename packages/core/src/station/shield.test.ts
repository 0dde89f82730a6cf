import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentError } from "../document/index.ts";
import { stationBuilder } from "./builder.ts";
import { parseStation } from "./parse.ts";

const fileWith = (zone: string) => `hullwatch: station/1
id: s
name: S
modules:
  - id: lab
    volume_m3: 10
    shield:
      - ${zone}
`;
const zoneOf = (zone: string) => parseStation(fileWith(zone), "s.yaml").modules[0].shield?.[0];
const faultsOf = (zone: string) => {
  try {
    zoneOf(zone);
  } catch (error) {
    assert.ok(error instanceof DocumentError);
    return error.message.split("\n").map((line) => line.replace("s.yaml:", "").replace("modules[0].shield[0]", "zone"));
  }
  return [];
};

test("a Whipple shield in SI, insulation at the rear wall unless said", () => {
  assert.deepEqual(
    zoneOf(
      "{kind: whipple, bumper_mm: 1, bumper_g_cm3: 2.5, standoff_cm: 10, wall_mm: 2, wall_yield_MPa: 350, insulation_g_cm2: 0.25, area_m2: 20, exposed: 0.5, from: assumed, source: somebody}",
    ),
    {
      kind: "whipple",
      bumper: 1e-3,
      bumperDensity: 2500,
      standoff: 0.1,
      wall: 2e-3,
      wallYield: 350e6,
      insulation: 2.5,
      insulationStandoff: 0.1,
      area: 20,
      exposed: 0.5,
      from: "assumed",
      source: "somebody",
    },
  );
});

test("a single wall is of AMg6 unless said; faces add up to its area", () => {
  assert.deepEqual(zoneOf("{kind: single-wall, wall_mm: 2, faces_m2: {ram: 3, zenith: 4}, from: assumed}"), {
    kind: "single-wall",
    wall: 2e-3,
    hardness: 80,
    density: 2640,
    soundSpeed: 5100,
    insulation: 0,
    area: 7,
    faces: { ram: 3, zenith: 4 },
    exposed: 1,
    from: "assumed",
  });
});

test("a stuffed Whipple shield, and those that need no figures", () => {
  const stuffed = zoneOf(
    "{kind: stuffed-whipple, bumper_mm: 2, stuffing_g_cm2: 0.8, standoff_cm: 11, wall_mm: 4.8, wall_g_cm3: 2.85, wall_yield_MPa: 359, area_m2: 1, from: published}",
  );
  assert.deepEqual([stuffed?.kind, stuffed?.kind === "stuffed-whipple" && stuffed.stuffing], ["stuffed-whipple", 8]);
  assert.equal(zoneOf("{kind: soyuz-om, area_m2: 18.5, from: published}")?.kind, "soyuz-om");
  const built = stationBuilder().module("lab", 1, {
    shield: [{ kind: "iss-fit", fit: "us-lab-cylinder", area_m2: 2, from: "published" }],
  });
  assert.equal(built.build().modules[0].shield?.[0].kind, "iss-fit");
});

test("every fault by line and column", () => {
  for (const [zone, ...expected] of [
    [
      "{kind: wipple, area_m2: 1, from: assumed}",
      /^8:16: zone\.kind: found "wipple", expected single-wall, whipple, .* did you mean whipple\?$/,
    ],
    [
      "{kind: iss-fit, fit: us-lab, area_m2: 1, from: assumed}",
      /^8:30: zone\.fit: found "us-lab", expected us-lab-cylinder/,
    ],
    [
      "{kind: soyuz-om, from: assumed}",
      /^8:9: zone: found a zone without size, expected area_m2, or faces_m2 with a face$/,
    ],
    ["{kind: soyuz-om, faces_m2: {}, from: assumed}", /found a zone without size/],
    [
      "{kind: soyuz-om, area_m2: 1, faces_m2: {ram: 1}, from: assumed}",
      /^8:48: zone\.faces_m2: found both, expected area_m2 or faces_m2, one of them$/,
    ],
    [
      "{kind: soyuz-om, area_m2: 1, exposed: 1.2, from: assumed}",
      /^8:47: zone\.exposed: found 1\.2, expected a number above 0 and at most 1$/,
    ],
    ["{kind: soyuz-om, area_m2: 1}", /zone\.from: found nothing, expected published or assumed$/],
    ["{kind: soyuz-om, area_m2: 1, wall_mm: 2, from: assumed}", /zone\.wall_mm: found an unknown key/],
    [
      "{kind: whipple, bumper_mm: 1, standoff_cm: 10, wall_mm: 2, wall_yield_MPa: 350, insulation_standoff_cm: 11, area_m2: 1, from: assumed}",
      /zone\.insulation_standoff_cm: found 11, expected no more than standoff_cm, 10$/,
    ],
  ] as [string, RegExp][]) {
    const faults = faultsOf(zone);
    assert.equal(faults.length, 1, faults.join("\n"));
    assert.match(faults[0], expected[0]);
  }
});
