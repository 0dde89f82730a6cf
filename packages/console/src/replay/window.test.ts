import assert from "node:assert/strict";
import { test } from "node:test";
import type { Incident } from "../station/index.ts";
import { fieldOf, momentOf, windowOf } from "./window.ts";

const at = (clock: string) => Date.parse(`2018-08-30T${clock}:00Z`);
const incident = (opened: string, closed: string | null): Incident =>
  ({
    open: closed === null,
    opened: [{ time: new Date(at(opened)).toISOString() }],
    closed: closed === null ? [] : [{ time: new Date(at(closed)).toISOString() }],
  }) as unknown as Incident;

test("a closed incident from an hour before to ten minutes after, an open one up to now", () => {
  const now = at("20:00");
  assert.deepEqual(windowOf(incident("10:00", "14:00"), now), { from: at("09:00"), to: at("14:10") });
  assert.deepEqual(windowOf(incident("10:00", "19:55"), now), { from: at("09:00"), to: now });
  assert.deepEqual(windowOf(incident("10:00", null), now), { from: at("09:00"), to: now });
});

test("a moment is typed by date or by the day of the year, in UTC either way", () => {
  for (const style of ["utc", "gmt"] as const)
    for (const ms of [at("10:30"), Date.UTC(2024, 11, 31, 23, 59), Date.UTC(2024, 0, 1)])
      assert.equal(momentOf(fieldOf(ms, style)), ms);
  assert.equal(fieldOf(at("10:30"), "utc"), "2018-08-30 10:30");
  assert.equal(fieldOf(at("10:30"), "gmt"), "2018/242/10:30");
  assert.equal(momentOf(" 2018-08-30T10:30 "), at("10:30"));
  for (const wrong of ["", "2018-13-30 10:30", "2018/400/10:30", "2018/242/25:30", "yesterday"])
    assert.ok(Number.isNaN(momentOf(wrong)), wrong);
});
