import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsFor } from "../words/index.ts";
import { TimeFormat } from "./format.ts";

const english = new TimeFormat("en", wordsFor("en"), "utc");
const gmt = new TimeFormat("en", wordsFor("en"), "gmt");
const russian = new TimeFormat("ru", wordsFor("ru"), "utc");
const alarm = Date.parse("2018-08-29T23:24:05Z");

test("a moment in UTC and in GMT by the day of the year", () => {
  assert.match(english.moment(alarm), /^29 Aug 23:24:05$/);
  assert.equal(gmt.moment(alarm), "241/23:24:05");
  assert.match(russian.moment(alarm, false), /^29 авг\.? 23:24$/);
  assert.deepEqual([english.moment(Number.NaN), gmt.moment(Number.POSITIVE_INFINITY)], ["--", "--"]);
  assert.equal(gmt.day(Date.parse("2020-12-31T00:00:00Z")), "366");
  assert.equal(gmt.day(Date.parse("2021-01-01T00:00:00Z")), "001");
});

test("a span has two units, and neither is ever full", () => {
  const said = [0, 59.4, 119, 120, 7199, 7200, 7260, 172_799, 172_800, 18 * 86_400 + 4 * 3600].map((s) =>
    english.span(s),
  );
  assert.deepEqual(said, ["0 s", "59 s", "119 s", "2 min", "2 h", "2 h", "2 h 1 min", "2 d", "2 d", "18 d 4 h"]);
  for (let s = 120; s < 300_000; s += 17) assert.doesNotMatch(english.span(s), /[dh] (60 min|24 h)$/);
});

test("a countdown runs to the second within a day and never below nothing", () => {
  assert.equal(english.countdown(3 * 3600 + 12 * 60 + 40.9), "03:12:40");
  assert.equal(english.countdown(18 * 86_400 + 4 * 3600 + 10 * 60), "18 d 04:10");
  assert.equal(english.countdown(-5), "00:00:00");
  assert.equal(english.countdown(Number.NaN), "--:--");
});
