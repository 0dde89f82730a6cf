/** Leaks that pause, and two at once. Seeds from 9,000 on: nothing was chosen by them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { stationBuilder } from "../station/index.ts";
import { play } from "./testing.ts";

function halves(small: number) {
  const b = stationBuilder()
    .module("small", small)
    .module("main", 1011 - small)
    .hatch("h", "small", "main");
  for (const m of ["small", "main"])
    for (const i of [1, 2, 3]) b.sensor(`${m}-${i}`, m, { sigma: 0.02, step: 0.01, period_s: 1 });
  return b.build();
}
const even = new Map([
  ["small", 0.5],
  ["main", 0.5],
]);
const steps = [{ minute: 0, closed: ["h"] }];

test("a leak that pauses while the hatch is shut clears neither side", () => {
  for (let seed = 9000; seed < 9100; seed++) {
    for (const module of ["small", "main"]) {
      const holes = [{ module, fall: 2, lasts: (minute: number) => minute < 0 }];
      const { probability, verdict } = play({ station: halves(250), seed, holes, steps, minutes: 60, prior: even });
      assert.equal(verdict, "open");
      assert.ok(probability[module] > 0.4, `${seed} ${module}: ${probability[module]}`);
    }
  }
});

test("two leaks are told of, with both sides, and neither side is cleared", () => {
  for (let seed = 9200; seed < 9300; seed++) {
    const holes = [
      { module: "small", fall: 2 },
      { module: "main", fall: 2 },
    ];
    const found = play({ station: halves(150), seed, holes, steps, minutes: 60, prior: even });
    assert.ok((found.twoLeaks?.probability ?? 0) > 0.9, `${seed}: ${JSON.stringify(found)}`);
    assert.deepEqual(found.twoLeaks?.sides, [["small"], ["main"]]);
    assert.ok(found.probability.small > 0.2 && found.probability.main > 0.2);
    assert.equal(found.verdict, "open");
  }
});

test("one leak is not taken for two", () => {
  let two = 0;
  for (let seed = 9400; seed < 9900; seed++) {
    const holes = [{ module: seed % 2 ? "small" : "main", fall: 1 }];
    if (play({ station: halves(250), seed, holes, steps, minutes: 30, prior: even }).twoLeaks) two++;
  }
  assert.ok(two <= 2, `${two} of 500`);
});
