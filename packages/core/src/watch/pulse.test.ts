import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { second } from "../quantity/index.ts";
import type { Sensor } from "../station/index.ts";
import { feel, isFeedFrozen, isPossible, pulseOf, standsStill, startVital, vanishes } from "./pulse.ts";
import { usualScatter } from "./scatter.ts";
import { mmHg, normal, seeded } from "./testing.ts";

const gauge = (sigma: number, step: number, period = 5): Sensor => ({
  id: "p",
  module: "m",
  quantity: "pressure",
  unit: "mmHg",
  sigma: sigma * mmHg,
  step: step * mmHg,
  period: second(period),
});

/** Feeds a sensor from time 0; gives what is thought of it at the last reading. */
function after(sensor: Sensor, count: number, value: (k: number) => number) {
  const vital = startVital(usualScatter(sensor));
  for (let k = 0; k < count; k++) {
    const v = value(k);
    feel(vital, k * sensor.period, v, isPossible(sensor.quantity, v));
  }
  return { vital, verdict: pulseOf(vital, sensor, (count - 1) * sensor.period) };
}

const read = (sensor: Sensor, seed: number, pressure = 747.03 * mmHg) => {
  const r = seeded(seed);
  return () => sensor.step * Math.round((pressure + sensor.sigma * normal(r)) / sensor.step);
};

describe("a sensor", () => {
  it("is live while it speaks and varies, silent ten periods or five minutes after its last word", () => {
    const fast = gauge(0.02, 0.01);
    const { vital, verdict } = after(fast, 100, read(fast, 1));
    assert.equal(verdict, "live");
    assert.equal(pulseOf(vital, fast, 99 * 5 + 300), "live");
    assert.equal(pulseOf(vital, fast, 99 * 5 + 301), "silent");
    const slow = gauge(0.02, 0.01, 60);
    const late = after(slow, 100, read(slow, 2)).vital;
    assert.equal(pulseOf(late, slow, 99 * 60 + 600), "live");
    assert.equal(pulseOf(late, slow, 99 * 60 + 601), "silent");
  });

  it("is frozen when it repeats itself to the bit for more than half an hour, and live at its next change", () => {
    const sensor = gauge(0.02, 0.01);
    const stuck = (k: number) => (k < 50 ? 747 + 0.01 * (k % 3) : 747.01) * mmHg;
    assert.equal(after(sensor, 50 + 350, stuck).verdict, "live");
    const { vital, verdict } = after(sensor, 50 + 370, stuck);
    assert.equal(verdict, "frozen");
    feel(vital, 420 * 5, 747.02 * mmHg, true);
    assert.equal(pulseOf(vital, sensor, 420 * 5), "live");
  });

  it("that is coarse against its noise is not called frozen for standing within one step", () => {
    const coarse = gauge(0.04, 1);
    assert.equal(after(coarse, 20000, read(coarse, 3)).verdict, "live");
  });

  it("never is called frozen while it only shows noise, at any ratio of step to noise (seeds 10 to 29)", () => {
    for (const step of [0.01, 0.05, 0.1, 0.2, 0.5]) {
      const sensor = gauge(0.05, step);
      for (let seed = 10; seed < 30; seed++) {
        const reading = read(sensor, seed, mmHg * step * Math.round(747 / step));
        const vital = startVital(usualScatter(sensor));
        for (let k = 0; k < 2000; k++) {
          feel(vital, 5 * k, reading(), true);
          assert.equal(pulseOf(vital, sensor, 5 * k), "live");
        }
      }
    }
  });

  it("is absurd after five readings that no cabin can have, and not after four or with one good one between", () => {
    const sensor = gauge(0.02, 0.01);
    const wild = (from: number) => (k: number) => (k >= from ? 1e6 : 747 * mmHg);
    assert.equal(after(sensor, 24, wild(20)).verdict, "live");
    assert.equal(after(sensor, 25, wild(20)).verdict, "absurd");
    assert.equal(after(sensor, 28, (k) => (k >= 20 && k !== 24 ? 1e6 : 747 * mmHg)).verdict, "live");
  });
});

it("what no cabin can have: beyond vacuum and two bars, beyond 200 and 350 K, and what is no number", () => {
  assert.ok(isPossible("pressure", 0) && isPossible("pressure", 101325) && isPossible("pressure", -50));
  assert.ok(!isPossible("pressure", -101) && !isPossible("pressure", 200001) && !isPossible("pressure", Number.NaN));
  assert.ok(isPossible("temperature", 295) && !isPossible("temperature", 22) && !isPossible("temperature", 351));
});

it("nothing at all right after air is a broken line; after a fall, or half an hour later, it is what there is", () => {
  const vital = startVital(1);
  feel(vital, 0, 747 * mmHg, true);
  assert.ok(vanishes(vital, 10, 0) && vanishes(vital, 1800, 7 * mmHg));
  assert.ok(!vanishes(vital, 10, 8 * mmHg) && !vanishes(vital, 1801, 0));
  feel(vital, 20, 0, false);
  assert.ok(vanishes(vital, 4000, 0), "it goes on");
  feel(vital, 4010, 70 * mmHg, true);
  assert.ok(!vanishes(vital, 4020, 0), "what is pumped out goes by way of little");
});

it("two sensors that stand still together are frozen in half the time of one; not while a third one moves", () => {
  const sensor = gauge(0.04, 0.1);
  const still = (readings: number) => {
    const vital = startVital(1);
    for (let k = 0; k < readings; k++) feel(vital, 10 * k, 747 * mmHg, true);
    return { sensor, vital };
  };
  const now = (readings: number) => 10 * (readings - 1);
  assert.ok(isFeedFrozen([still(900), still(900)], now(900)) && !isFeedFrozen([still(700), still(700)], now(700)));
  assert.ok(!isFeedFrozen([still(900)], now(900)));
  const moves = still(899);
  feel(moves.vital, now(900), 748 * mmHg, true);
  assert.ok(!isFeedFrozen([still(900), still(900), moves], now(900)));
  assert.ok(isFeedFrozen([still(900), still(900), still(500)], now(900)), "one that has fallen silent says nothing");
});

describe("a sensor that repeats itself", () => {
  it("stands still after as many readings as chance does not explain, and no fewer than four", () => {
    for (const [sigma, step, enough] of [
      [0.1, 0, 4],
      [0.1, 0.1, 10],
      [0.04, 0.1, 39],
      [0.04, 1, 40],
      [0, 0.1, 40],
    ]) {
      const sensor = gauge(sigma, step);
      const stuck = (count: number) => standsStill(after(sensor, count, () => 747 * mmHg).vital, sensor, 0);
      assert.deepEqual([stuck(enough - 1), stuck(enough)], [false, true], `${sigma}, ${step}`);
    }
  });

  it("does not do so since before it last changed", () => {
    const sensor = gauge(0.1, 0.1);
    const { vital } = after(sensor, 100, (k) => (k < 40 ? 747 : 748) * mmHg);
    assert.equal(standsStill(vital, sensor, 40 * 5), true);
    assert.equal(standsStill(vital, sensor, 40 * 5 - 1), false);
  });
});
