import assert from "node:assert/strict";
import { test } from "node:test";
import { stationTime } from "./station-time.ts";

const ms = (iso: string) => Date.parse(iso);
const iso = (time: number) => (Number.isNaN(time) ? null : new Date(time).toISOString());

test("24.0 is the beginning of the year, and a fraction is kept to the millisecond", () => {
  assert.equal(iso(stationTime(24, 2026, ms("2026-01-01T00:00:05Z"))), "2026-01-01T00:00:00.000Z");
  assert.equal(iso(stationTime(24 * 32 + 12.5, 2026, ms("2026-02-01T12:31:00Z"))), "2026-02-01T12:30:00.000Z");
  assert.equal(iso(stationTime(5846.183055555556, 2026, ms("2026-09-01T00:00:00Z"))), "2026-08-31T14:10:59.000Z");
});

test("over New Year, whichever of year and hours is early", () => {
  const eve = 24 * 366 - 1 / 3600;
  assert.equal(iso(stationTime(eve, 2026, ms("2026-12-31T23:59:59Z"))), "2026-12-31T23:59:59.000Z");
  assert.equal(iso(stationTime(eve, 2027, ms("2027-01-01T00:00:01Z"))), "2026-12-31T23:59:59.000Z");
  assert.equal(iso(stationTime(24, 2026, ms("2027-01-01T00:00:00Z"))), "2027-01-01T00:00:00.000Z");
  assert.equal(iso(stationTime(24, 2027, ms("2026-12-31T23:59:58Z"))), "2027-01-01T00:00:00.000Z");
  assert.equal(iso(stationTime(24, null, ms("2026-12-31T23:59:58Z"))), "2027-01-01T00:00:00.000Z");
  // 2028 has a day more.
  assert.equal(iso(stationTime(24 * 366, 2028, ms("2028-12-31T00:00:00Z"))), "2028-12-31T00:00:00.000Z");
});

test("a clock that froze last year is not read as one ahead of us", () => {
  assert.equal(iso(stationTime(24 * 360, 2025, ms("2026-07-19T00:00:00Z"))), "2025-12-26T00:00:00.000Z");
});

test("what is no time of a year", () => {
  for (const hours of [0, 23.9, -5, 24 * 368, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.equal(iso(stationTime(hours, 2026, ms("2026-07-19T00:00:00Z"))), null);
  }
});
