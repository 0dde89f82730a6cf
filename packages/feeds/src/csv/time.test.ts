import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createFixedTimeReader, readTime } from "./time.ts";

const at = (iso: string) => Date.parse(iso) / 1000;

test("reads every layout of one moment", () => {
  const moment = at("2018-08-29T22:00:00Z");
  for (const text of [
    "2018-08-29T22:00:00Z",
    "2018-08-29T22:00:00.000Z",
    "2018-08-29 22:00Z",
    "2018-08-29T22:00:00,000z",
    "2018-08-30T01:00:00+03:00",
    "2018-08-29T17:30:00-0430",
    "2018-08-30T00:00+02",
    "2018-241T22:00:00Z",
    "1535580000",
    "1535580000.0",
    "20180829T220000Z",
    "20180829T1730-0430",
    "2018241T220000,0Z",
    "1.535580000000000000e+09",
  ]) {
    assert.equal(readTime(text), moment, text);
  }
});

test("keeps fractions finer than a millisecond", () => {
  assert.equal(readTime("2018-08-29T22:00:00.000250Z"), at("2018-08-29T22:00:00Z") + 0.00025);
});

test("a leap second is the first second of the next day", () => {
  assert.equal(readTime("2016-12-31T23:59:60Z"), at("2017-01-01T00:00:00Z"));
});

test("refuses what is no moment", () => {
  for (const text of [
    "",
    "yesterday",
    "2018-08-29T22:00:00",
    "2018-08-29",
    "2018-02-30T00:00:00Z",
    "2018-13-01T00:00:00Z",
    "2018-08-29T24:00:00Z",
    "2018-08-29T22:60:00Z",
    "2018-08-29T22:00:61Z",
    "2018-366T00:00:00Z",
    "2018-000T00:00:00Z",
    "2018-08-29T22:00:00+25:00",
    "1535580000000",
    "1018-08-29T22:00:00Z",
    "9018-08-29T22:00:00Z",
    "9018-241T22:00:00Z",
    "1.5e",
    "1.535580000e+12",
    "20180829T220000",
    "20180230T000000Z",
    "201808T220000Z",
    "NaN",
  ]) {
    assert.ok(Number.isNaN(readTime(text)), text);
  }
});

test("the fast reader agrees with the platform's parser at any place in a text", () => {
  const reader = createFixedTimeReader();
  const span = { min: new Date("1900-01-01T00:00:00Z"), max: new Date("2199-12-31T23:59:59Z"), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(span), fc.boolean(), fc.string(), (date, whole, before) => {
      const text = whole ? date.toISOString().replace(/\.\d+/, "") : date.toISOString();
      assert.equal(reader.read(`${before}${text},X`, before.length), Date.parse(text) / 1000);
      assert.equal(reader.length, text.length);
    }),
  );
});

test("the fast reader gives either what readTime gives or NaN, whatever the text", () => {
  const reader = createFixedTimeReader();
  const digit = fc.constantFrom(..."0123456789".split(""), ":", "-", "Z", "T", ".", " ");
  const near = fc.tuple(fc.nat(23), digit).map(([i, c]) => {
    const good = "2018-08-29T22:01:02.345Z";
    return good.slice(0, i) + c + good.slice(i + 1);
  });
  fc.assert(
    fc.property(near, (text) => {
      const fast = reader.read(text, 0);
      if (!Number.isNaN(fast)) assert.equal(fast, readTime(text.slice(0, reader.length)));
    }),
    { numRuns: 2000 },
  );
});
