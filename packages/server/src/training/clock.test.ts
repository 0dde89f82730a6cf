import assert from "node:assert/strict";
import { test } from "node:test";
import { TrainingClock } from "./clock.ts";

function begin() {
  const machine = { time: 0, now: () => machine.time, sleep: async () => {} };
  return { machine, clock: new TrainingClock(machine, 1_000_000) };
}

test("it stands until it is told to go, and keeps its time as its speed changes", () => {
  const { machine, clock } = begin();
  machine.time = 5000;
  assert.equal(clock.now(), 1_000_000);
  clock.go(10);
  machine.time = 6000;
  assert.equal(clock.now(), 1_010_000);
  clock.go(0);
  machine.time = 60_000;
  assert.equal(clock.now(), 1_010_000);
  clock.go(1);
  machine.time = 61_000;
  assert.equal(clock.now(), 1_011_000);
});

test("it waits for what has been played, and does not leap when that comes", () => {
  const { machine, clock } = begin();
  clock.go(600);
  machine.time = 10_000;
  assert.equal(clock.now(), 1_060_000);
  clock.played(1_050_000);
  assert.equal(clock.now(), 1_060_000);
  machine.time = 10_050;
  assert.equal(clock.now(), 1_090_000);
});
