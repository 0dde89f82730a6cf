import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readNumber, readPlainNumber } from "./number.ts";

const plain = (text: string) => readPlainNumber(`,${text}`, 1, text.length + 1);

test("a plain decimal is read to the last bit", () => {
  const decimal = fc
    .tuple(fc.constantFrom("", "-", "+"), fc.stringMatching(/^\d{1,8}$/), fc.stringMatching(/^(\.\d{0,7})?$/))
    .map((parts) => parts.join(""));
  fc.assert(fc.property(decimal, (text) => assert.equal(plain(text), Number(text))));
});

test("the fast reader leaves everything unusual to the other", () => {
  for (const text of ["", "-", ".", "1e3", " 1", "1 ", "1.2.3", "NaN", '"1"', "1234567890123456"]) {
    assert.ok(Number.isNaN(plain(text)), text);
  }
});

test("numbers are decimal; words, hexadecimal and the infinite are none", () => {
  assert.equal(readNumber(" 7.4521e2 "), 745.21);
  assert.equal(readNumber("-.5"), -0.5);
  for (const text of ["", " ", "NaN", "0x10", "Infinity", "1e999", "7 45", "745,2", "off"]) {
    assert.ok(Number.isNaN(readNumber(text)), text);
  }
});
