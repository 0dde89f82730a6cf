import assert from "node:assert/strict";
import { test } from "node:test";
import { taiOfUtc, utcOfTai } from "./leap-seconds.ts";
import { readLayout, readTimeCode } from "./time-code.ts";

const read = (layout: string, hex: string, more = {}) =>
  readTimeCode(Buffer.from(hex, "hex"), 0, { layout: readLayout(layout), epoch: null, scale: "tai", ...more })?.time ??
  null;
const iso = (time: number | null) => (time === null ? null : new Date(time * 1000).toISOString());
const hexOf = (seconds: number, bytes: number) => seconds.toString(16).padStart(2 * bytes, "0");

test("TAI was 37 s ahead of UTC from the beginning of 2017, and 36 s before", () => {
  const seconds = (text: string) => (Date.parse(text) - Date.UTC(1958, 0, 1)) / 1000;
  assert.equal(iso(read("cuc:4.0", hexOf(seconds("2017-01-01T00:00:00Z") + 37, 4))), "2017-01-01T00:00:00.000Z");
  assert.equal(iso(read("cuc:4.0", hexOf(seconds("2016-12-31T23:59:59Z") + 36, 4))), "2016-12-31T23:59:59.000Z");
});

test("there and back, but within a leap second", () => {
  for (const utc of [0, 7e7, 1.2e9, 1.483_228_8e9, 1.7e9]) assert.equal(utcOfTai(taiOfUtc(utc)), utc);
});

test("GPS seconds: a CUC of every second since 6 January 1980", () => {
  const gps = { epoch: Date.UTC(1980, 0, 6) / 1000 };
  // GPS is 18 s ahead of UTC since 2017.
  const seconds = (Date.UTC(2026, 0, 1) - Date.UTC(1980, 0, 6)) / 1000 + 18;
  assert.equal(iso(read("cuc:4.2", `${hexOf(seconds, 4)}8000`, gps)), "2026-01-01T00:00:00.500Z");
  assert.equal(
    iso(read("cuc:4.2", `${hexOf(seconds - 18, 4)}8000`, { ...gps, scale: "utc" })),
    "2026-01-01T00:00:00.500Z",
  );
});

test("CDS with two and three bytes of days", () => {
  assert.equal(iso(read("cds:16", "60f5000003e8")), "2025-12-16T00:00:01.000Z");
  assert.equal(iso(read("cds:24.us", "0060f5000003e801f4")), "2025-12-16T00:00:01.000Z");
});

test("what is no time: too few bytes, a day too long, a millisecond too long", () => {
  assert.equal(read("cuc:4.2", "0102030405"), null);
  assert.equal(read("cds:16", hexOf(86_401_000, 6)), null);
  assert.equal(read("cds:16.us", "60f5000003e803e8"), null);
  assert.equal(iso(read("cds:16", `0000${hexOf(86_400_999, 4)}`)), "1958-01-02T00:00:00.999Z");
});

test("layouts that there are not", () => {
  for (const text of ["", "cuc", "cuc:0.2", "cuc:8.2", "cuc:4", "cds:32", "cds:16.ns", "p"])
    assert.equal(readLayout(text), null, text);
});
