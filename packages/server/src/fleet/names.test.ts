import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lastToken, partitionOf, rowsSubject, stationOf, tokenOf } from "./names.ts";

test("any id of a station is one token of a subject, and comes back from it", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "binary" }), (id) => {
      const token = tokenOf(id);
      assert.match(token, /^[\w=-]+$/);
      assert.equal(stationOf(lastToken(rowsSubject(3, token))), id);
    }),
  );
});

test("stations are dealt evenly, and the same way in every process", () => {
  const counts = new Array(16).fill(0);
  for (let i = 0; i < 1600; i++) counts[partitionOf(`station-${i}`, 16)]++;
  assert.ok(Math.min(...counts) > 60 && Math.max(...counts) < 140, counts.join());
  assert.equal(partitionOf("iss", 16), 15);
});
