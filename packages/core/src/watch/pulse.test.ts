import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { second } from "../quantity/index.ts";
import type { Sensor } from "../station/index.ts";
import { feel, isPossible, pulseOf, standsStill, startVital } from "./pulse.ts";
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
