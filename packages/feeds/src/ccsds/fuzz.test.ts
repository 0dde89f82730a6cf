import assert from "node:assert/strict";
import { test } from "node:test";
import { xtce } from "./testing.ts";
import { fuzz } from "./testing-fuzz.ts";
import { parseXtce } from "./xtce/index.ts";

const settings = {
  database: parseXtce(xtce, "cabin.xml"),
  time: { code: { layout: null, epoch: null, scale: "tai" }, offset: 0 },
  apids: new Set([100, 101]),
  hasCrc: false,
} as const;

// `npm run bench -- packets` does ten million.
test("200,000 random and mutated packets: none throws, each is read or dropped, no row is unsound", () => {
  const { packets, read, dropped, unsound } = fuzz(settings, 200_000, 8);
  assert.equal(unsound, 0);
  assert.ok(read > packets / 4 && dropped > packets / 3, `${read} read, ${dropped} dropped`);
});
