import assert from "node:assert/strict";
import { test } from "node:test";
import { StationClock } from "./clock.ts";

test("between two tellings the station's time goes on as fast as it went", () => {
  const clock = new StationClock();
  assert.ok(Number.isNaN(clock.at(0)));
  clock.told(1_000_000, 0);
  assert.equal(clock.at(500), 1_000_500);
  clock.told(1_300_000, 5000);
  assert.equal(clock.rate, 60);
  assert.equal(clock.at(6000), 1_360_000);
});

test("latency does not bend a clock in real time, and a clock that was set back is not a slow one", () => {
  const clock = new StationClock();
  clock.told(0, 0);
  clock.told(5150, 5000);
  assert.equal(clock.rate, 1);
  clock.told(-3_600_000, 10_000);
  assert.equal(clock.rate, 1);
  assert.equal(clock.at(11_000), -3_599_000);
});

test("a reading is stale after three of its periods, two seconds of the machine allowed", () => {
  const clock = new StationClock();
  clock.told(100_000, 0);
  assert.equal(clock.isStale(100_000, 10, 32_000), false);
  assert.equal(clock.isStale(100_000, 10, 32_001), true);
});

test("sixty times as fast, what is two seconds late is not stale", () => {
  const clock = new StationClock();
  clock.told(0, 0);
  clock.told(60_000, 1000);
  assert.equal(clock.isStale(60_000, 10, 1000 + 2499), false);
  assert.equal(clock.isStale(60_000, 10, 1000 + 2501), true);
});
