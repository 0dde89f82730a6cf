import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Dimension, parseQuantity, toSI, UnitError, units } from "./index.ts";

const dimensions = Object.keys(units) as Dimension[];

const read: readonly (readonly [Dimension, string, number, string])[] = [
  ["pressure", "745mmHg", 745, "mmHg"],
  ["pressure", "  99.3 kPa ", 99.3, "kPa"],
  ["pressure", ".5mbar", 0.5, "mbar"],
  ["pressure", "5.mbar", 5, "mbar"],
  ["pressure", "1e3Pa", 1000, "Pa"],
  ["pressure", "+1.013E+05 Pa", 101300, "Pa"],
  ["pressureRate", "-0.6mmHg/h", -0.6, "mmHg/h"],
  ["pressureRate", "2 mmHg/d", 2, "mmHg/day"],
  ["massFlow", "3.5lb/d", 3.5, "lb/day"],
  ["area", "2mm²", 2, "mm2"],
  ["area", "1.03 cm²", 1.03, "cm2"],
  ["volume", "916 m³", 916, "m3"],
  ["volumeFlow", "5 m³/h", 5, "m3/h"],
  ["temperature", "22degC", 22, "degC"],
  ["temperature", "22 °C", 22, "degC"],
  ["temperature", "22℃", 22, "degC"],
  ["temperature", "22 C", 22, "degC"],
  ["temperature", "-10°F", -10, "degF"],
  ["time", "90min", 90, "min"],
];
for (const [d, text, x, unit] of read) {
  test(`"${text}" is read as ${x} ${unit}`, () => assert.equal(parseQuantity(d, text), toSI(d, x, unit)));
}

const garbage = ["", " ", "mmHg", "745", "1,013 mbar", "7 45mmHg", "--5mmHg", "1e999mmHg", "NaNmmHg", "Infinity mmHg"];
for (const text of [...garbage, "0x10Pa", "5 mmHg mmHg", "5 mmhg", "5kg", "5 mmHg/h", "5 constructor", "5 __proto__"]) {
  test(`"${text}" is refused as a pressure, with what was found and the units that fit`, () => {
    assert.throws(() => parseQuantity("pressure", text), {
      name: "UnitError",
      code: "HW_UNIT",
      dimension: "pressure",
      found: text,
      message: `found "${text}", expected a pressure with its unit: mmHg, torr, mbar, hPa, kPa, Pa, bar, atm, psi`,
    });
  });
}

test("a refusal names units of its own dimension, or says how they are made", () => {
  for (const d of dimensions) {
    assert.throws(
      () => parseQuantity(d, "5"),
      ({ message }: Error) => {
        const [said, named] = message.split(" with its unit: ");
        assert.match(said, /^found "5", expected an? /);
        const own = named.split(/ or any .*/)[0].split(", ");
        assert.ok(own.length >= 2);
        for (const unit of own) assert.ok(unit in units[d], `${unit} of ${d}`);
        return true;
      },
    );
  }
});

test("no text whatever does more than be refused", () => {
  fc.assert(
    fc.property(fc.constantFrom(...dimensions), fc.oneof(fc.string(), fc.string({ unit: "grapheme" })), (d, text) => {
      try {
        assert.ok(Number.isFinite(parseQuantity(d, text)));
      } catch (error) {
        assert.ok(error instanceof UnitError);
      }
    }),
    { seed: 3, numRuns: 2000 },
  );
});
