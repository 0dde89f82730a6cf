import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { parseMap } from "./map.ts";
import { Names } from "./names.ts";
import { cabin } from "./testing.ts";

const map = parseMap(
  `hullwatch: feed-map/1
parameters:
  - {from: /LAB/P, to: P1, unit: torr}
  - {from: /LAB/T, to: T1}
  - {from: /HATCH, to: "hatch:fwd", words: {"1": open, "2": closed}}
`,
  "map.yaml",
);

const take = (name: string, value: number | string | null, unit?: string | null) =>
  new Names(cabin, map).take({
    time: second(1.7e9),
    name,
    value,
    quality: "good",
    ...(unit !== undefined && { unit }),
  });
const textOf = (...of: Parameters<typeof take>) => {
  const taken = take(...of);
  return taken === null || "refused" in taken ? taken : taken.value;
};

test("values are converted to the unit of the station file", () => {
  assert.equal(textOf("P1", 14.7, "PSIA"), "760.209400497");
  assert.equal(textOf("P2", 14.5037738, "psi"), "100.000000186");
  assert.equal(textOf("/LAB/T", 293.15, "K"), "20");
  assert.equal(textOf("/LAB/T", 68, "deg F"), "20");
  assert.equal(textOf("P1", 750.25), "750.25");
});

test("the unit in the map counts over the one that the source says", () => {
  assert.equal(textOf("/LAB/P", 760, "PSI"), "759.999891726");
});

test("a number whose unit is not said, or means nothing, is refused with the units that fit", () => {
  assert.deepEqual(textOf("P1", 760, null), {
    refused: "P1: found no unit, expected one of P1 in the map of the feed, such as unit: mmHg",
  });
  assert.deepEqual(textOf("P1", 760, "psig"), {
    refused: 'P1: found unit "psig", expected one of P1: mmHg, torr, mbar, hPa, kPa, Pa, bar, atm, psi',
  });
  assert.match(JSON.stringify(textOf("T1", 20, "kPa")), /expected one of T1: degC, K, degF/);
});

test("words mean what the map says, and a gauge is read in mmHg", () => {
  assert.equal(textOf("/HATCH", 2), "closed");
  assert.equal(textOf("gauge:lab", 100, "kPa"), "750.061575846");
});

test("nothing, words for numbers and names that nobody knows", () => {
  for (const value of [null, Number.NaN, Number.POSITIVE_INFINITY, "", "no signal"])
    assert.equal(textOf("P1", value, "mmHg"), "");
  assert.equal(take("GHOST", 1), null);
  assert.ok("refused" in new Names(cabin).take({ time: second(Number.NaN), name: "P1", value: 1, quality: "good" })!);
});

test("a map with faults is refused with every one of them, by line and column", () => {
  const text = `hullwatch: feed-map/1
parameters:
  - {from: A, to: P1}
  - {from: A, too: P2}
`;
  assert.throws(
    () => parseMap(text, "map.yaml"),
    (error: Error) => {
      assert.match(error.message, /map\.yaml:4:5/);
      assert.match(error.message, /map\.yaml:4:12.*stands in the map once/s);
      assert.match(error.message, /unknown key/);
      return true;
    },
  );
});
