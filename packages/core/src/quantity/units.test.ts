import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Dimension, differenceToSI, fromSI, parseQuantity, toSI, UnitError, units } from "./index.ts";

const dimensions = Object.keys(units) as Dimension[];
const every = dimensions.flatMap((d) => Object.keys(units[d]).map((unit) => [d, unit] as const));
const anyUnit = fc.constantFrom(...every);
const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });

test("every unit of every dimension goes to SI and back", () => {
  fc.assert(
    fc.property(anyUnit, number, ([d, unit], x) => {
      const back = fromSI(d, toSI(d, x, unit), unit);
      // A temperature loses what its offset is large against.
      assert.ok(Math.abs(back - x) <= 1e-12 * Math.max(Math.abs(x), 600), `${x} ${unit} came back as ${back}`);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test("what is written with its unit is read as that number of that unit", () => {
  fc.assert(
    fc.property(anyUnit, number, fc.constantFrom("", " ", "  "), ([d, unit], x, space) => {
      assert.equal(parseQuantity(d, `${x}${space}${unit}`), toSI(d, x, unit));
    }),
    { seed: 2, numRuns: 2000 },
  );
});

test("a unit of one dimension is refused by every dimension that does not have it", () => {
  for (const [d, unit] of every) {
    for (const other of dimensions.filter((o) => !(unit in units[o]))) {
      assert.throws(() => parseQuantity(other, `1${unit}`), UnitError, `1${unit} (${d}) as ${other}`);
      assert.throws(() => toSI(other, 1, unit), UnitError);
    }
  }
});

/** Conventional values, as standards and tables print them. */
const known: readonly (readonly [Dimension, number, string, number, string, number])[] = [
  ["pressure", 760, "mmHg", 101325, "Pa", 2e-7],
  ["pressure", 760, "torr", 101325, "Pa", 1e-15],
  ["pressure", 1, "atm", 101325, "Pa", 1e-15],
  ["pressure", 1, "psi", 51.715, "mmHg", 1e-5],
  ["pressure", 14.696, "psi", 101325, "Pa", 1e-5],
  ["pressure", 1, "mmHg", 1.33322, "mbar", 5e-6],
  ["pressure", 1, "bar", 1000, "hPa", 1e-15],
  ["pressureRate", 0.6, "mmHg/h", 0.8, "mbar/h", 1e-4],
  ["pressureRate", 1, "mmHg/min", 60, "mmHg/h", 1e-15],
  ["pressureRate", 0.04, "psi/day", 2.07, "mmHg/day", 1e-3],
  ["temperature", 0, "degC", 273.15, "K", 1e-15],
  ["temperature", 212, "degF", 100, "degC", 1e-12],
  ["temperature", -40, "degF", -40, "degC", 1e-12],
  ["time", 1, "day", 24, "h", 1e-15],
  ["time", 2, "d", 2880, "min", 1e-15],
  ["mass", 1, "lb", 0.45359237, "kg", 1e-15],
  ["massFlow", 3.5, "lb/day", 1.6, "kg/day", 1e-2],
  ["length", 1, "in", 25.4, "mm", 1e-15],
  ["area", 1, "in2", 645.16, "mm2", 1e-14],
  ["volume", 1, "ft3", 28.316846592, "L", 1e-14],
  ["volumeFlow", 1, "cfm", 4.719e-4, "m3/s", 1e-4],
  ["force", 250, "mN", 0.25, "N", 1e-15],
];
for (const [d, x, unit, y, other, within] of known) {
  test(`${x} ${unit} is ${y} ${other}`, () => {
    const found = fromSI(d, toSI(d, x, unit), other);
    assert.ok(Math.abs(found - y) <= within * Math.max(1, Math.abs(y)), `${found}`);
  });
}

test("a difference of temperatures has no offset", () => {
  assert.equal(differenceToSI("temperature", 1, "degC"), 1);
  assert.equal(differenceToSI("temperature", 9, "degF"), 5);
  assert.equal(differenceToSI("pressure", 1, "kPa"), 1000);
  assert.throws(() => differenceToSI("pressure", 1, "kg"), UnitError);
});
