/** One hatch, one leak. Seeds from 5,000 on: nothing was chosen by them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { even, parted, play } from "./testing.ts";

/** Median of the minutes until the probability of `module` has passed `sure`. */
function minutesUntil(sure: number, small: number, module: string, fall: number, runs = 41): number {
  const station = parted(small);
  const steps = [{ minute: 0, closed: ["h"] }];
  const times = Array.from({ length: runs }, (_, i) => {
    let time = Number.POSITIVE_INFINITY;
    const look = ({ probability }: { probability: Readonly<Record<string, number>> }, minute: number) => {
      if (minute >= 0 && probability[module] > sure) time = Math.min(time, minute + 1);
      return time < Number.POSITIVE_INFINITY;
    };
    play({ station, seed: 5000 + i, holes: [{ module, fall }], steps, minutes: 300, prior: even, look });
    return time;
  });
  return times.sort((a, b) => a - b)[runs >> 1];
}

// Minutes to decide at an error of 0.001 with the weather of a part twice that of a station: theory of the sequential test.
for (const [fall, small, theory] of [
  [0.08, 17, 1.3],
  [0.08, 50, 7.8],
  [0.08, 100, 25],
  [0.08, 250, 67],
  [0.08, 505, 106],
  [0.8, 250, 2.3],
  [0.8, 505, 4.4],
  [8, 50, 0.2],
]) {
  test(`${fall} mmHg/h in ${small} m3 shut off is found in at most 1.5 times ${theory} min, and a minute`, (t) => {
    const found = minutesUntil(0.99, small, "small", fall);
    t.diagnostic(`${found} min`);
    assert.ok(found <= 1.5 * theory + 1, `${found} min`);
  });
}

test("that it is on the other side is near certain as soon, but for the doubt that the hatch is tight", (t) => {
  for (const small of [17, 50]) {
    const found = minutesUntil(0.95, small, "main", 0.08);
    t.diagnostic(`${small} m3: ${found} min`);
    assert.ok(found <= 12, `${small} m3: ${found} min`);
  }
});

test("hand gauges alone find a leak in what is shut off, and none where it is not", (t) => {
  const byHand = { modules: ["small", "main"], every: 3 };
  let right = 0;
  for (let seed = 5100; seed < 5200; seed++) {
    for (const module of ["small", "main"]) {
      const holes = [{ module, fall: 0.8 }];
      const steps = [{ minute: 0, closed: ["h"] }];
      const { probability } = play({
        station: parted(50, { gauged: [] }),
        seed,
        holes,
        steps,
        minutes: 30,
        prior: even,
        byHand,
      });
      const other = module === "small" ? "main" : "small";
      assert.ok(probability[other] < 0.99, `${seed} ${module}: ${probability[other]}`);
      if (probability[module] > 0.9) right++;
    }
  }
  t.diagnostic(`${right} of 200 above 0.9`);
  assert.ok(right > 180, `${right}`);
});

test("of a part without any gauge the other part's fall tells", () => {
  for (const [module, seed] of [
    ["small", 5200],
    ["main", 5201],
  ] as const) {
    const steps = [{ minute: 0, closed: ["h"] }];
    const station = parted(50, { gauged: ["main"] });
    const { probability } = play({ station, seed, holes: [{ module, fall: 0.8 }], steps, minutes: 60, prior: even });
    assert.ok(probability[module] > 0.95, `${module}: ${probability[module]}`);
  }
});

test("with no gauge anywhere nothing is learnt", () => {
  const steps = [{ minute: 0, closed: ["h"] }];
  const holes = [{ module: "small", fall: 8 }];
  const { probability } = play({
    station: parted(50, { gauged: [] }),
    seed: 5300,
    holes,
    steps,
    minutes: 60,
    prior: even,
  });
  assert.ok(Math.abs(probability.small - 0.5) < 1e-9);
});
