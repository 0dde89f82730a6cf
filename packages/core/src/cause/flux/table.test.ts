import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DocumentError } from "../../document/index.ts";
import { englishOf } from "../../phrase/index.ts";
import { metre } from "../../quantity/index.ts";
import { debris } from "./debris.ts";
import { FluxRangeError } from "./errors.ts";
import { fluxOf, year } from "./population.ts";
import { parseFluxTable, withTable } from "./table.ts";
import { near, radians } from "./testing.ts";

const table = `# MASTER, 400 km, 51.6 deg, 2020: our own run
population,diameter_cm,flux_per_m2_yr,basis,source
debris,0.01,2,cross-section,MASTER-8 run 12
debris, 0.1 , 4e-3,cross-section,
debris,1,8e-6,cross-section,
`;
const built = debris({ altitude: metre(400e3), inclination: radians(51.6), year: 2020 });

test("its flux is taken, by its basis, straight between points in logarithms", () => {
  const own = withTable(built, parseFluxTable(table, "t.csv").debris!);
  near(fluxOf(own, metre(1e-3)) * year, 1e-3, 1e-12);
  near(fluxOf(own, metre(1e-3 * Math.sqrt(10))) * year, Math.sqrt(4e-3 * 8e-6) / 4, 1e-12);
  assert.equal(englishOf(own.source), "MASTER-8 run 12");
  assert.equal(own.speeds, built.speeds);
  assert.deepEqual(own.band, { low: 1 / 3.2, high: 3.2 });
  near(fluxOf(own, metre(0.5)) * year, 2e-6, 1e-12);
  assert.match(englishOf(own.notes[0]), /larger than 10\.0 mm counts as that/);
  assert.throws(() => fluxOf(own, metre(5e-5)), FluxRangeError);
});

test("by mass, of both populations in one file", () => {
  const text =
    "population,mass_g,flux_per_m2_yr,basis,density_g_cm3\nmeteoroid,1e-6,2,surface,1\nmeteoroid,1e-3,1e-3,surface,1\ndebris,1e-6,2,unknown,2.8\ndebris,1e-3,1e-3,unknown,2.8\n";
  const { meteoroid, debris: other } = parseFluxTable(text, "t.csv");
  near((Math.PI / 6) * 1000 * meteoroid!.points[0].diameter ** 3, 1e-9, 1e-12);
  assert.equal(other!.density, 2800);
  assert.equal(other!.source, "t.csv");
});

const messages = (text: string) => {
  try {
    parseFluxTable(text, "t.csv");
  } catch (error) {
    assert.ok(error instanceof DocumentError);
    return error.message.split("\n");
  }
  return [];
};

test("every fault has its line and column", () => {
  const head = "population,diameter_cm,flux_per_m2_yr,basis\n";
  for (const [text, expected] of [
    ["", /^t\.csv:1:1: found a column without a name/],
    [
      "population,diameter,flux_per_m2_yr,basis\n",
      /^t\.csv:1:12: found column "diameter", expected .*did you mean diameter_cm\?/,
    ],
    [
      "population,flux_per_m2_yr,basis\ndebris,1,surface\n",
      /^t\.csv:1:1: found a heading without size, expected a column diameter_cm or mass_g/,
    ],
    ["population,diameter_cm,basis\ndebris,1,surface\n", /expected a column flux_per_m2_yr/],
    [head, /found a heading and no rows/],
    [`${head}debris,1,x,surface\n`, /^t\.csv:2:10: flux_per_m2_yr: found "x", expected a number above 0/],
    [
      `${head}debris,1\n`,
      /^t\.csv:2:9: basis: found nothing, .*\nt\.csv:2:9: flux_per_m2_yr: found nothing, expected a number above 0/,
    ],
    [`${head}dust,1,1,surface\n`, /population: found "dust", expected debris or meteoroid/],
    [`${head}debris,1,1,area\n`, /basis: found "area", expected surface, cross-section or unknown/],
    [`${head}debris,1,1,surface\n`, /expected two rows or more of debris/],
    [`${head}debris,1,1,surface\ndebris,1,1,surface\n`, /^t\.csv:3:8: diameter_cm: found "1", expected a size above/],
    [`${head}debris,1,1,surface\ndebris,2,3,surface\n`, /^t\.csv:3:10: flux_per_m2_yr: found "3", expected no more/],
    [`${head}debris,1,1,surface\ndebris,2,1,unknown\n`, /basis: found "unknown", expected "surface"/],
    [`${head}debris,1,1,surface\ndebris,2,Infinity,surface\n`, /found "Infinity", expected a number above 0/],
  ] as [string, RegExp][]) {
    assert.match(messages(text).join("\n"), expected, text);
  }
});

test("any text is read or refused by its place, never anything else", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const line of messages(`population,diameter_cm,flux_per_m2_yr,basis\n${text}`)) {
        assert.match(line, /^t\.csv:\d+:\d+: /);
      }
    }),
  );
});
