import assert from "node:assert/strict";
import { test } from "node:test";
import { toSI } from "../quantity/index.ts";
import { type AlarmEvent, createEngine, type HullwatchEvent, type Input } from "./index.ts";
import { run } from "./testing.ts";
import { air, at, check, checks, patch, station } from "./testing-mending.ts";

const tightBelow = toSI("massFlow", 2, "kg/day");
const shut = { time: at(3.1), hatch: "h", state: "closed" } as const;
/** 5 mmHg/h in the ship, taped after 3 h; shut off and checked at once. */
const hole = { module: "ship", area_mm2: 1, from: at(1), to: at(3) };
const also = [patch(3, "tape"), check(3.15, "start"), check(5.5, "end")];
const play = (more: Parameters<typeof air>[0]) =>
  run(createEngine(station, { tightBelow }), air({ hours: 7, moves: [shut], holes: [hole], also, ...more }));
const alarms = (events: readonly HullwatchEvent[]) =>
  events.filter((e): e is AlarmEvent => e.type === "alarm" && e.kind === "leak");

test("a leak that is checked tight is over: the alarm is cleared with verdict, limit and time, before the watch gives it up", () => {
  const events = play({});
  const [raised, cleared, ...none] = alarms(events);
  const tight = checks(events)[0];
  assert.deepEqual([raised.state, cleared.state, none.length, tight.verdict], ["raised", "cleared", 0, "tight"]);
  assert.ok(cleared.time >= tight.time && cleared.time - at(3) < 3600, `${cleared.time - at(3)}`);
  assert.match(
    cleared.text,
    /^Mended: ship checked tight: ship loses at most [\d.]+ kg\/day \(95 %\), limit 2.0 kg\/day, in a check of \d+ min from 30 Aug 03:09 UTC; by its watch main at most [\d.]+ mmHg\/h$/,
  );
});

test("a second leak is not taken for mended: the alarm stays, the check says why, and the search goes on elsewhere", () => {
  const second = { module: "main", area_mm2: 0.3, from: at(1) };
  const events = play({ holes: [hole, second] });
  assert.deepEqual(
    alarms(events).map((a) => a.state),
    ["raised"],
  );
  const ended = checks(events).at(-1)!;
  assert.equal(ended.verdict, "tight");
  assert.match(ended.text, /; the leak alarm stays: main (still loses|may still lose) /);
  const place = events.findLast((e) => e.type === "location")!;
  assert.ok(place.probability.main > 0.9, JSON.stringify(place.probability));
});

test("a hole elsewhere that nobody has checked keeps the alarm", () => {
  const other: Input = { type: "patch", time: at(2.9), module: "main", state: "tape" };
  const [tight] = checks(play({ also: [other, ...also] }));
  assert.match(tight.text, /; the leak alarm stays: not checked tight: main$/);
});

test("a leak that begins after the check keeps its alarm, though the hole was told tight", () => {
  const later = { module: "main", area_mm2: 1, from: at(4.5) };
  const states = alarms(play({ hours: 8, holes: [hole, later] })).map((a) => a.state);
  assert.deepEqual(states, ["raised", "cleared", "raised"]);
});

test("advice waits for a hole that is worked on, and while a check runs; a hatch that people need is opened after it", () => {
  const tried = { time: at(2), hatch: "h", state: "closed" } as const;
  const opened = { time: at(2.4), hatch: "h", state: "open" } as const;
  const events = play({ moves: [tried, opened, shut] });
  const [taped, home, checked, ...none] = events.filter((e) => e.type === "advice" && e.time >= at(3));
  assert.ok(taped.type === "advice" && home.type === "advice" && checked.type === "advice");
  assert.deepEqual([taped.action, home.action, checked.action, none.length], ["wait", "open", "wait", 0]);
  assert.match(taped.why, /^hole ship is taped: once it has had its time, shut it off and check/);
  assert.match(checked.why, /^a leak check of ship runs: .*; then open h$/);
});
