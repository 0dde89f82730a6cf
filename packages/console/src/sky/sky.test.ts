import assert from "node:assert/strict";
import { test } from "node:test";
import { parseEvidence } from "@hullwatch/core/cause";
import { powerText } from "../units/index.ts";
import { type Entered, evidenceFile, findingKinds, findings } from "./evidence.ts";
import { pictureOf } from "./history.ts";
import { classOf, pnpShort, pnpText, shareText } from "./numbers.ts";
import type { PcMessage } from "./types.ts";

const nothing: Entered = {
  ...{ name: 'A "hole"', knownAt: "2018-08-30T18:00:00Z", module: "om", exposureDays: "85", ageYears: "" },
  ...{
    wallMm: "1,9",
    before: "blanket",
    fromMm: "1.5",
    toMm: "2,5",
    wouldHear: "0.9",
    found: {},
    source: {},
    by: "A. Engineer",
  },
  priors: { debris: "6e-4", meteoroid: "5e-4" },
};
const read = (entered: Partial<Entered>) => parseEvidence(evidenceFile({ ...nothing, ...entered }), "form");

test("what is entered is an evidence file that the command line reads", () => {
  const { name, wall, priors, items, exposure } = read({ source: { diameter: "photo 3: a caliper, beside it" } });
  assert.deepEqual(
    [name, exposure, wall?.before, priors],
    ['A "hole"', 85 * 86400, "blanket", { debris: 6e-4, meteoroid: 5e-4 }],
  );
  assert.deepEqual(items, [
    { kind: "diameter", from_mm: 1.5, to_mm: 2.5, source: "photo 3: a caliper, beside it", by: "A. Engineer" },
  ]);
});

test("every finding that the form offers is one that may be found", () => {
  for (const kind of findingKinds) {
    for (const found of findings[kind]) {
      const item = read({ found: { [kind]: found } }).items.at(-1) as { kind: string; found: string };
      assert.deepEqual([item.kind, item.found], [kind, found]);
    }
  }
});

test("what is no number is told of by the reader of the file, not made one here", () => {
  assert.throws(() => read({ exposureDays: "eighty" }), /exposure_days: found .*eighty/);
});

test("numbers: as many digits as say something, never certain", () => {
  assert.deepEqual([0.99841, 0.52, 0.9999921, 1].map(pnpText), ["0.9984", "0.52", "0.9999921", "1"]);
  assert.deepEqual([2.34e-4, 0.041, 1e-40, 1e-5].map(powerText), ["2.3 × 10⁻⁴", "0.041", "0", "1.0 × 10⁻⁵"]);
  assert.deepEqual([1, 0, 0.034, 0.5].map(shareText), ["> 99.9", "< 0.1", "3.4", "50"]);
  assert.deepEqual([0.999996, 0.9984, 0.52].map(pnpShort), ["0.9999", "0.9984", "0.52"]);
  assert.equal(shareText(0.9951), "99.5");
  assert.deepEqual([0.9995, 0.995, 0.95, 0.7].map(classOf), [0, 1, 2, 3]);
});

test("a history: time across to the closest approach, powers of ten up, thresholds in it", () => {
  const at = (hours: number, pc: number | null) =>
    ({ created: new Date(hours * 3_600_000).toISOString(), pc }) as PcMessage;
  const { points, powers, yellow, red } = pictureOf(
    [at(0, 1e-12), at(12, null), at(24, 1e-4)],
    48 * 3_600_000,
    100,
    70,
  );
  assert.deepEqual(
    powers.map(({ power }) => power),
    [-3, -4, -5, -6, -7, -8, -9, -10],
  );
  assert.deepEqual([points.length, points[0].x, points[0].y, points[1].x, points[1].y], [2, 0, 70, 50, 10]);
  assert.deepEqual([yellow, red], [20, 10]);
});
