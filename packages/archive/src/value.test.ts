import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readValue } from "./value.ts";

test("a decimal is read as Number reads it, whatever its digits", () => {
  const digits = fc.stringMatching(/^\d{0,18}$/);
  const decimal = fc
    .tuple(fc.constantFrom("", "-", "+", " "), digits, fc.constantFrom("", "."), digits)
    .map((parts) => parts.join(""))
    .filter((text) => /\d/.test(text));
  fc.assert(
    fc.property(decimal, (text) => assert.equal(readValue("LAB-P", text), Number(text) + 0)),
    { numRuns: 2000 },
  );
});

test("what is no decimal stays the text that it is", () => {
  for (const text of ["", ".", "-", "NaN", "1.2.3", "1,5", "0x10", "1e999", "Infinity", "12 34"]) {
    assert.equal(readValue("LAB-P", text), text);
  }
  assert.equal(readValue("patch:hole-1", "1"), "1");
});
