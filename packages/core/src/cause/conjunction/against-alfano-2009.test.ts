/**
 * The twelve cases of S. Alfano, "Satellite conjunction Monte Carlo analysis", AAS 09-233 (2009), at closest approach, as
 * published with nasa/CARA_Analysis_Tools (a80d016; numbers only). `expected_Pc2D` is what those tools hold their own
 * two-dimensional integral against; `expected_PcMonteCarlo_1e8` is the truth, from 1e8 samples.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { encounterOf } from "./plane.ts";
import { circleProbability } from "./probability.ts";
import { doubtsAbout } from "./validity.ts";
import type { Matrix6, Vec3 } from "./vector.ts";

interface Case {
  readonly case: number;
  readonly r1_m: Vec3;
  readonly v1_mps: Vec3;
  readonly cov1: Matrix6;
  readonly r2_m: Vec3;
  readonly v2_mps: Vec3;
  readonly cov2: Matrix6;
  readonly HBR_m: number;
  readonly expected_Pc2D: number | null;
  readonly expected_PcMonteCarlo_1e8: number;
}
const { cases } = JSON.parse(readFileSync(join(import.meta.dirname, "testdata/alfano2009_tca_cases.json"), "utf8")) as {
  cases: Case[];
};

const statesOf = (c: Case) => [
  { position: c.r1_m, velocity: c.v1_mps, covariance: c.cov1 },
  { position: c.r2_m, velocity: c.v2_mps, covariance: c.cov2 },
];

test("cases 1 to 11: the two-dimensional probability to 1.5e-4 of the published one", () => {
  for (const c of cases.slice(0, 11)) {
    const [a, b] = statesOf(c);
    const found = circleProbability(encounterOf(a, b, c.HBR_m)!.passage, c.HBR_m);
    assert.ok(Math.abs(found / c.expected_Pc2D! - 1) < 1.5e-4, `case ${c.case}: ${found} is not ${c.expected_Pc2D}`);
  }
});

test("case 12 has no relative velocity: undefined, and said so", () => {
  const [a, b] = statesOf(cases[11]);
  assert.equal(encounterOf(a, b, cases[11].HBR_m), null);
  assert.deepEqual(
    doubtsAbout(a, b, cases[11].HBR_m, true).map((doubt) => doubt.code),
    ["no-relative-motion"],
  );
});

test("wherever it is off from the truth by more than 5 % it is called doubtful, and case 3 and 5, the quick ones, are not", () => {
  const doubtful = cases.slice(0, 11).filter((c) => {
    const [a, b] = statesOf(c);
    return doubtsAbout(a, b, c.HBR_m, true).length > 0;
  });
  const wrong = cases.slice(0, 11).filter((c) => Math.abs(c.expected_Pc2D! / c.expected_PcMonteCarlo_1e8 - 1) > 0.05);
  assert.deepEqual(
    wrong.map((c) => c.case),
    [1, 2, 4, 9, 10, 11],
  );
  for (const c of wrong) assert.ok(doubtful.includes(c), `case ${c.case}`);
  assert.deepEqual(
    cases
      .slice(0, 11)
      .filter((c) => !doubtful.includes(c))
      .map((c) => c.case),
    [3, 5],
  );
});
