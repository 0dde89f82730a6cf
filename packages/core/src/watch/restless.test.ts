import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { breakOff, feelRestless, startRestless } from "./restless.ts";
import { blow, mmHg, normal, perHour, seeded, startWeather } from "./testing.ts";

/** How restless a cabin is found in `days` of weather of `strength`, of which `extra` (Pa by minute) is not weather. */
function found(strength: number, days: number, seed: number, extra: (minute: number) => number = () => 0) {
  const r = seeded(seed);
  const weather = startWeather(r);
  const restless = startRestless();
  const variance = (0.02 * mmHg) ** 2 / 60;
  for (let k = 0; k < days * 1440; k++) {
    const value = blow(weather, r, strength) + extra(k) + Math.sqrt(variance) * normal(r);
    feelRestless(restless, value, variance);
  }
  return restless;
}

const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
const seeds = Array.from({ length: 12 }, (_, i) => 210 + i);

describe("how restless a cabin is (seeds 210 to 221)", () => {
  for (const strength of [0.5, 1, 2]) {
    it(`is found within a quarter, on average, in weather ${strength} times as strong as assumed`, (t) => {
      const scales = seeds.map((seed) => found(strength, 10, seed).scale / strength ** 2);
      t.diagnostic(
        `scale over truth ${mean(scales).toFixed(2)}, ${Math.min(...scales).toFixed(2)} to ${Math.max(...scales).toFixed(2)}`,
      );
      assert.ok(mean(scales) > 0.75 && mean(scales) < 1.25);
      for (const s of scales) assert.ok(s > 0.4 && s < 2.2, `${s}`);
    });
  }

  it("is the same in a cabin that falls steadily, and in one that stands at another pressure", () => {
    const still = found(1, 5, 220).scale;
    assert.ok(Math.abs(found(1, 5, 220, (k) => -5 * perHour * 60 * k).scale / still - 1) < 1e-6);
    assert.ok(Math.abs(found(1, 5, 220, () => 20 * mmHg).scale / still - 1) < 1e-6);
  });

  it("does not grow in the first four hours of a leak, and little in a day", () => {
    const day = 1440;
    const leak = (from: number) => (k: number) => -2 * perHour * 60 * Math.max(0, k - from);
    const quiet = found(1, 5, 221).scale;
    assert.ok(found(1, 5, 221, leak(5 * day - 240)).scale < 1.001 * quiet);
    assert.ok(found(1, 5, 221, leak(4 * day)).scale < 1.5 * quiet);
  });

  it("keeps what has counted, and nothing else, when it is broken off", () => {
    const restless = found(1, 3, 210);
    const { scale, seen } = restless;
    breakOff(restless);
    assert.equal(restless.scale, scale);
    for (let k = 0; k < 300; k++) feelRestless(restless, k % 2 === 0 ? 1e4 : -1e4, 1);
    assert.equal(restless.seen, seen);
  });

  it("stays between 0.08 and 16 in a dead calm and in a gale", () => {
    assert.ok(found(0, 20, 210).scale >= 0.08);
    assert.ok(found(20, 20, 210).scale <= 16);
  });
});
