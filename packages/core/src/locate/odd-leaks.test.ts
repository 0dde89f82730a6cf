/** Leaks that pause, and two at once. Seeds from 9,000 on: nothing was chosen by them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { even, parted, play } from "./testing.ts";

const steps = [{ minute: 0, closed: ["h"] }];

test("a leak that pauses while the hatch is shut clears neither side", () => {
  for (let seed = 9000; seed < 9100; seed++) {
    for (const module of ["small", "main"]) {
      const holes = [{ module, fall: 2, lasts: (minute: number) => minute < 0 }];
      const { probability, verdict } = play({ station: parted(250), seed, holes, steps, minutes: 60, prior: even });
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
    const found = play({ station: parted(150), seed, holes, steps, minutes: 60, prior: even });
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
    if (play({ station: parted(250), seed, holes, steps, minutes: 30, prior: even }).twoLeaks) two++;
  }
  assert.ok(two <= 2, `${two} of 500`);
});
