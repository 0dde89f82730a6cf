import assert from "node:assert/strict";
import { test } from "node:test";
import { parseStation } from "@hullwatch/core/station";
import type { WireEvent } from "../records/index.ts";
import type { View } from "../stations/index.ts";
import { cabinFile } from "../stations/testing.ts";
import { draftRelease } from "./draft.ts";

const station = parseStation(cabinFile, "cabin.yaml");
const time = "2018-08-30T21:40:00.000Z";
const alarm = { type: "alarm", time, kind: "leak", state: "raised", id: "leak-1", text: "Air is being lost" };

function draft(events: Readonly<Record<string, Omit<WireEvent, "time">>>, told: boolean | null = null) {
  const view: View = {
    latest: {},
    newest: Date.parse(time) / 1000,
    live: null,
    alarms: told === null ? {} : { "leak-1": { event: alarm, position: 1, place: 0, told } },
    events: Object.fromEntries(Object.entries(events).map(([of, event]) => [of, { time, ...event } as WireEvent])),
  };
  return draftRelease(station, view)!;
}
const quantity = (value: number, low: number, high: number, unit: string) => ({ value, low, high, unit });

test("of nothing heard there is no draft", () => {
  assert.equal(draftRelease(station, { latest: {}, newest: null, live: null, alarms: {}, events: {} }), null);
});

test("after a repair and a check that found it tight", () => {
  const { text, basis } = draft({
    "repair lab": { type: "repair", text: "lab: sealant cured" },
    "check lab": { type: "check", verdict: "tight", text: "lab is tight" },
  });
  assert.equal(
    text,
    "As of 21:40 UTC on 30 August 2018: cabin pressure is holding steady after a repair, and a leak check has found the repaired section tight.",
  );
  assert.deepEqual(basis, ["lab is tight", "lab: sealant cured"]);
});

test("after a repair that nothing has checked yet", () => {
  assert.match(draft({ "repair lab": { type: "repair", text: "taped" } }).text, /is holding steady after a repair\. /);
});

test("while air is lost: the rate, and no longer a time than the lower bound", () => {
  const estimate = {
    type: "estimate",
    dpdt: quantity(0.613, 0.5, 0.7, "mmHg/h"),
    reserve: quantity(433, 380, 500, "h"),
  };
  const { text } = draft({ estimate, location: { type: "location", verdict: "open" } }, true);
  assert.match(text, /a slow fall of the cabin pressure, at about 0\.61 mmHg an hour\./);
  assert.match(text, /lasts for more than 15 days/);
  assert.match(text, /working with the control centres to find/);
  const found = draft({ estimate, location: { type: "location", verdict: "module" } }, true);
  assert.match(found.text, /has narrowed down where/);
});

test("an alarm that nobody was told of is not told the public", () => {
  assert.match(draft({}, false).text, /steady and no leak is known/);
});
