/** Holes by debris in a bare wall: shares computed independently for a flux ~ d^-2.5 and 25 % scatter, from 5 to 20 km/s. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { metre } from "../../quantity/index.ts";
import { debris, meteoroids, parseFluxTable, withTable } from "../flux/index.ts";
import { holeSizeChance, otherSizeChance } from "./hole-size.ts";

const orbit = { altitude: metre(400e3), inclination: (51.6 * Math.PI) / 180, year: 2018 };

for (const [wall, hole, share] of [
  [1.9, 1.5, 0.004],
  [1.9, 2, 0.051],
  [1.9, 2.5, 0.177],
  [1.9, 3, 0.35],
  [1.9, 5, 0.8],
  [1.6, 2, 0.13],
  [4.8, 5, 0.07],
] as const) {
  test(`a wall of ${wall} mm: ${100 * share} % of holes under ${hole} mm`, () => {
    const found = holeSizeChance(debris(orbit), metre(wall / 1000), 0, hole / 1000);
    assert.ok(Math.abs(found - share) < 0.002 + 0.1 * share, `${found}`);
  });
}

test("the thicker the wall the rarer a small hole; meteoroids, lighter and faster, leave larger ones", () => {
  const walls = [1, 1.6, 1.9, 3.2, 4.8].map((mm) => holeSizeChance(debris(orbit), metre(mm / 1000), 0, 2e-3));
  assert.deepEqual(
    walls,
    walls.toSorted((a, b) => b - a),
  );
  const m = holeSizeChance(meteoroids(orbit), metre(1.9e-3), 0, 2e-3);
  assert.ok(m < walls[2] / 10, `${m}`);
});

test("shares of sizes that lie side by side add up", () => {
  const [a, b, c] = [
    [0, 2e-3],
    [2e-3, 4e-3],
    [0, 4e-3],
  ].map(([low, high]) => holeSizeChance(debris(orbit), metre(1.9e-3), low, high));
  assert.ok(Math.abs(a + b - c) < 1e-12);
});

test("drills from 1 to 5 mm, each ratio of sizes as likely; no size is impossible", () => {
  assert.ok(Math.abs(otherSizeChance("drilled", 1.5e-3, 2.5e-3) - Math.log(5 / 3) / Math.log(5)) < 1e-12);
  assert.equal(otherSizeChance("drilled", 10e-3, 20e-3), 1e-3);
  assert.ok(Math.abs(otherSizeChance("crack", 0.01e-3, 100e-3) - 1) < 1e-12);
});

test("a flux that ends below what perforates says nothing of holes: refused, not counted as no number", () => {
  const rows =
    "population,diameter_cm,flux_per_m2_yr,basis,source\ndebris,0.001,9,surface,X\ndebris,0.002,1,surface,X\n";
  const ends = withTable(debris(orbit), parseFluxTable(rows, "t.csv").debris!);
  assert.throws(
    () => holeSizeChance(ends, metre(1.9e-3), 0, 2e-3),
    /^FluxRangeError: X: found no sizes of debris that perforate 1\.9 mm, expected a flux that goes on to larger ones$/,
  );
});
