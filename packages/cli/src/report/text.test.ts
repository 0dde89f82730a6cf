import assert from "node:assert/strict";
import { test } from "node:test";
import { interval, type Second, second } from "@hullwatch/core/quantity";
import fc from "fast-check";
import { names, plural, span, spanInterval, utc, wrap } from "./text.ts";

test("durations in the unit that fits", () => {
  assert.deepEqual(
    [600, 36_000, 1_560_000].map((s) => span(second(s))),
    ["10.0 min", "10.0 h", "18.1 d"],
  );
  const endless = { value: Number.POSITIVE_INFINITY, low: 864_000, high: Number.POSITIVE_INFINITY };
  assert.equal(spanInterval(endless as { value: Second; low: Second; high: Second }), "unlimited (10 to unlimited d)");
  assert.equal(spanInterval(interval(second(36_000), second(18_000), second(72_000))), "10 (5.0 to 20) h");
});

test("moments, counts and lists", () => {
  assert.equal(utc(1_535_580_000.9), "2018-08-29 22:00:00Z");
  assert.deepEqual([plural(1, "row"), plural(13_723, "row")], ["1 row", "13,723 rows"]);
  assert.equal(names(["a", "b"]), "a, b");
  assert.equal(names([..."abcdefghij"]), "a, b, c, d, e, f, g, h and 2 more");
});

test("wrapping loses no word and breaks no limit that words allow", () => {
  const text = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 60 }), fc.integer({ min: 0, max: 6 }), (line, width, indent) => {
      const lines = wrap(`  ${line}`, width, indent);
      assert.ok(lines.every((l) => l.length <= width));
      assert.ok(lines[0].startsWith("  "));
      assert.deepEqual(lines.join(" ").trim().split(/ +/), line.split(" "));
    }),
  );
  assert.deepEqual(wrap("x".repeat(90), 20, 4), ["x".repeat(90)]);
});
