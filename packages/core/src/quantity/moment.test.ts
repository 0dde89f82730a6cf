import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMoment } from "./moment.ts";

test("moments", () => {
  const at = (text: string) => parseMoment(text, 1000 as never);
  assert.equal(at("+90min"), 1000 + 5400);
  assert.equal(at("+1day 6h30min"), 1000 + 86400 + 6 * 3600 + 1800);
  assert.equal(at("1970-01-01T01:00:00+01:00"), 0);
  for (const wrong of [
    "",
    "+",
    "7h",
    "+7",
    "+7mm",
    "+7h x",
    "1970-01-01",
    "1970-01-01T00:00:00",
    "1970-13-01T00:00:00Z",
  ]) {
    assert.equal(at(wrong), null, wrong);
  }
});
