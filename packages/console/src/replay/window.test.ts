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

test("a field of date and time is in UTC", () => {
  assert.equal(fieldOf(at("10:30")), "2018-08-30T10:30");
  assert.equal(momentOf("2018-08-30T10:30:00"), at("10:30"));
  assert.equal(momentOf("2018-08-30T10:30"), at("10:30"));
  assert.ok(Number.isNaN(momentOf("")));
});
