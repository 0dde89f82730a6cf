import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "@hullwatch/log";
import { debriefOf } from "./debrief.ts";
import type { LeakRecord } from "./record.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();
const leak = (id: string, module: string, from: number, more: Partial<LeakRecord> = {}): LeakRecord => {
  return { id, module, area_mm2: 1, from: at(from), until: null, patches: [], ...more };
};
const event = (minute: number, type: string, more: object) => ({ event: { type, time: at(minute), ...more } });
const entry = (minute: number, kind: string, body: object, name = "Ada") =>
  ({
    time: at(minute),
    kind,
    body,
    author: { id: "a", name, role: "controller", centre: "houston" },
  }) as unknown as Entry;

const events = [
  event(2, "alarm", { state: "raised", kind: "sensor", id: "sensor-1", text: "a sensor" }),
  event(5, "alarm", { state: "raised", kind: "leak", id: "leak-1", text: "Air is being lost" }),
  event(8, "location", { verdict: "open", modules: ["lab", "node", "ship"] }),
  event(9, "location", { verdict: "module", modules: ["node"] }),
  event(20, "location", { verdict: "set", modules: ["lab", "ship"] }),
];
const entries = [
  entry(6, "alarm-acknowledged", { alarm: "sensor-1", severity: "WATCH" }),
  entry(7.5, "alarm-acknowledged", { alarm: "leak-1", severity: "CRITICAL" }),
  entry(25, "action", { text: "there it is", parameter: "search:lab", value: "found" }, "Bo"),
];

test("every step stands with the minutes since the leak began", () => {
  const [found] = debriefOf(
    { leaks: [leak("a", "lab", 1, { until: at(61), patches: [{ from: at(31), left: 0.2 }] })] },
    events,
    entries,
  );
  const steps = [found.alarm, found.acknowledged, found.located, found.found, found.patched, found.stopped];
  assert.deepEqual(
    steps.map((step) => [step?.after_min, step?.by]),
    [
      [4, null],
      [6.5, "Ada"],
      [19, null],
      [24, "Bo"],
      [30, null],
      [60, null],
    ],
  );
  assert.equal(found.located?.text, "lab, ship");
  assert.equal(found.patched?.text, "0.2");
});

test("what was told before a leak began is not told of it, and what never came is null", () => {
  const [found] = debriefOf({ leaks: [leak("b", "lab", 6)] }, events.slice(0, 2), entries.slice(0, 2));
  const { alarm, acknowledged, located, patched, stopped } = found;
  assert.deepEqual([alarm, acknowledged, located, found.found, patched, stopped], [null, null, null, null, null, null]);
});
