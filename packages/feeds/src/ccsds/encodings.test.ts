import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readUnsigned } from "./bits.ts";
import { polynomial, spline } from "./calibrators.ts";
import { floatReader, type IntegerEncoding, integerReader } from "./encodings.ts";

const bytes = (hex: string) => Buffer.from(hex, "hex");
const integer = (encoding: IntegerEncoding, size: number, hex: string, reversed = false) =>
  integerReader(encoding, size, reversed)(bytes(hex), 0);

test("any number comes back from any place among other bits", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.integer({ min: 0, max: 15 }), fc.boolean(), (value, offset, ones) => {
      const bits =
        (ones ? "1" : "0").repeat(offset) + value.toString(2).padStart(53, "0") + (ones ? "1" : "0").repeat(20);
      const packed = Uint8Array.from(bits.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2));
      assert.equal(readUnsigned(packed, offset, 53), value);
    }),
  );
});

test("integers of every encoding", () => {
  assert.equal(integer("twosComplement", 8, "ff"), -1);
  assert.equal(integer("twosComplement", 12, "8000"), -2048);
  assert.equal(integer("onesComplement", 8, "fe"), -1);
  assert.equal(integer("onesComplement", 8, "ff"), 0);
  assert.equal(integer("signMagnitude", 8, "81"), -1);
  assert.equal(integer("signMagnitude", 8, "01"), 1);
  assert.equal(integer("packedBCD", 16, "0745"), 745);
  assert.equal(integer("BCD", 24, "070405"), 745);
  assert.ok(Number.isNaN(integer("packedBCD", 16, "07a5")));
  assert.equal(integer("unsigned", 16, "3412", true), 0x1234);
  assert.equal(integer("twosComplement", 16, "feff", true), -2);
});

const mil = (hex: string) => floatReader("MILSTD_1750A", hex.length * 4, false)!(bytes(hex), 0);

// MIL-STD-1750A (1980), tables III and IV.
test("floats of MIL-STD-1750A, as its tables have them", () => {
  assert.equal(mil("7fffff7f"), (1 - 2 ** -23) * 2 ** 127);
  assert.equal(mil("4000007f"), 0.5 * 2 ** 127);
  assert.equal(mil("50000004"), 0.625 * 2 ** 4);
  assert.equal(mil("40000001"), 0.5 * 2 ** 1);
  assert.equal(mil("40000000"), 0.5);
  assert.equal(mil("400000ff"), 0.5 * 2 ** -1);
  assert.equal(mil("40000080"), 0.5 * 2 ** -128);
  assert.equal(mil("00000000"), 0);
  assert.equal(mil("80000000"), -1);
  assert.equal(mil("9fffff04"), (-0.75 - 2 ** -23) * 2 ** 4);
  assert.equal(mil("4000007f0000"), 0.5 * 2 ** 127);
  assert.equal(mil("a00000ff0000"), -0.75 * 2 ** -1);
});

test("floats of IEEE 754, in both orders of bytes", () => {
  const float = (hex: string, reversed = false) =>
    floatReader("IEEE754_1985", hex.length * 4, reversed)!(bytes(hex), 0);
  assert.equal(float("443b8000"), 750);
  assert.equal(float("00803b44", true), 750);
  assert.equal(float("3ff8000000000000"), 1.5);
  assert.equal(float("000000000000f83f", true), 1.5);
  assert.equal(float("3e00"), 1.5);
  assert.equal(floatReader("IEEE754_1985", 24, false), null);
});

test("polynomials and splines", () => {
  assert.equal(polynomial([1, 2, 3])(2), 17);
  const points = [
    { raw: 0, calibrated: 0 },
    { raw: 10, calibrated: 100 },
    { raw: 20, calibrated: 150 },
  ];
  const line = spline(points, 1, false);
  assert.deepEqual([0, 5, 10, 15, 20, 21].map(line), [0, 50, 100, 125, 150, Number.NaN]);
  assert.deepEqual([-1, 30].map(spline(points, 1, true)), [-10, 200]);
  assert.deepEqual([0, 9.9, 10, 20].map(spline(points, 0, false)), [0, 0, 100, 150]);
});
