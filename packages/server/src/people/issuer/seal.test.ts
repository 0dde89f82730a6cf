import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Seal } from "./seal.ts";

test("what was closed opens, in this run alone, and not once a byte is other", () => {
  const [seal, other] = [new Seal(), new Seal()];
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(), fc.integer({ min: 1, max: 255 }), (text, at, flip) => {
      const closed = seal.close(text);
      assert.equal(seal.open(closed), text.toWellFormed());
      assert.equal(other.open(closed), undefined);
      const bytes = Buffer.from(closed, "base64url");
      bytes[at % bytes.length] ^= flip;
      assert.equal(seal.open(bytes.toString("base64url")), undefined);
    }),
  );
  for (const nothing of ["", "x", "A".repeat(37)]) assert.equal(seal.open(nothing), undefined);
});
