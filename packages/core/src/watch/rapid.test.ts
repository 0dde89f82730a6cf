import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { forget, grossFall, type Recent, rapid, startRecent } from "./rapid.ts";
import { mmHg, normal, perHour, seeded } from "./testing.ts";

const steady = 747 * mmHg;

/** Samples until a drop is told, from the onset at time 0; null if it is not within `most`. */
function samplesUntil(
  rate: number,
  period: number,
  sigma: number,
  step: number,
  seed: number,
  most: number,
): number | null {
  const r = seeded(seed);
  const recent = startRecent();
  const noise = Math.sqrt(sigma ** 2 + step ** 2 / 12);
  const read = (p: number) => (step === 0 ? p : step * Math.round(p / step)) as number;
  for (let k = -20; k <= most; k++) {
    const p = read(steady - rate * period * Math.max(0, k) + sigma * normal(r));
    const drop = rapid(recent, k * period, p, noise);
    if (drop !== null) return k;
  }
  return null;
}

/** Of two samples and eight, the fewer in which a drop stands clear of the noise and of 1 mmHg a minute. */
function enough(rate: number, period: number, sigma: number): number | undefined {
  return [2, 8].find(
    (n) => n * period * rate >= 15 * sigma && n * period * (rate - grossFall) >= 6 * Math.SQRT2 * sigma,
  );
}

describe("a gross drop", () => {
  const periods = [1, 5, 10, 60];
  for (const sigma of [0.01, 0.02, 0.1].map((x) => x * mmHg)) {
    for (const rate of [66, 120, 600, 3000].map((x) => x * perHour)) {
      const clear = periods.flatMap((period) => {
        const most = enough(rate, period, sigma);
        return most === undefined ? [] : [{ period, most }];
      });
      if (clear.length === 0) continue;
      const told = clear.map(({ period, most }) => `${most} samples at ${period} s`).join(", ");
      it(`of ${Math.round(rate / perHour)} mmHg/h, noise ${(sigma / mmHg).toFixed(2)} mmHg, is told within ${told}`, () => {
        for (const { period, most } of clear) {
          for (let seed = 9101; seed <= 9150; seed++) {
            const found = samplesUntil(rate, period, sigma, 0, seed, most);
            assert.ok(found !== null && found > 0, `${period} s, seed ${seed}: ${found}`);
          }
        }
      });
    }
  }

  it("is told of a coarse gauge (0.1 mmHg steps, noise 0.04) too", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const found = samplesUntil(600 * perHour, 5, 0.04 * mmHg, 0.1 * mmHg, 9200 + seed, 8);
      assert.ok(found !== null && found > 0, `seed ${seed}: ${found}`);
    }
  });

  for (const [sigma, step] of [
    [0.05, 0],
    [0.05, 0.1],
    [0.05, 0.4],
  ]) {
    it(`of 65 mmHg/h at 1 Hz, noise ${sigma} mmHg and steps of ${step}, is told within three minutes`, () => {
      for (let seed = 9401; seed <= 9450; seed++) {
        const found = samplesUntil(65 * perHour, 1, sigma * mmHg, step * mmHg, seed, 180);
        assert.ok(found !== null && found > 0, `seed ${seed}: ${found}`);
      }
    });
  }

  it("is looked for in no more than 25 samples, however often they come", () => {
    const recent = startRecent();
    for (const [period, most] of [
      [0.1, 25],
      [1, 25],
      [10, 14],
      [60, 9],
    ]) {
      for (let k = 0; k < 5000; k++) rapid(recent, k * period, steady, mmHg);
      assert.ok(recent.times.length <= most && recent.values.length === recent.times.length, `${recent.times.length}`);
      assert.ok(recent.times.every((t, i) => i === 0 || t > recent.times[i - 1]));
      forget(recent);
    }
  });

  it("has its rate told to a third", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const r = seeded(9300 + seed);
      const recent = startRecent();
      for (let k = -5; k <= 2; k++) {
        const drop = rapid(
          recent,
          10 * k,
          steady - 500 * perHour * 10 * Math.max(0, k) + 0.05 * mmHg * normal(r),
          0.05 * mmHg,
        );
        if (drop !== null) assert.ok(Math.abs(drop.fall / (500 * perHour) - 1) < 1 / 3, `${drop.fall}`);
        assert.equal(drop !== null, k === 2);
      }
    }
  });
});

describe("is no gross drop", () => {
  /** Runs a whole record through; how many samples were told as drops. */
  const drops = (record: Iterable<number>, period: number, noise: number) => {
    const recent: Recent = startRecent();
    let [n, k] = [0, 0];
    for (const value of record) if (rapid(recent, period * k++, value, noise) !== null) n++;
    return n;
  };

  it("noise: none in a million samples at 1 Hz, none in a million at 10 s (seeds 95, 96)", () => {
    for (const [period, seed] of [
      [1, 95],
      [10, 96],
    ]) {
      const r = seeded(seed);
      const record = (function* () {
        for (let k = 0; k < 1e6; k++) yield steady + 0.05 * mmHg * normal(r);
      })();
      assert.equal(drops(record, period, 0.05 * mmHg), 0);
    }
  });

  it("rounding: none in 1e5 samples of a slow fall read to 1 mmHg with little noise", () => {
    const r = seeded(97);
    const record = Array.from({ length: 1e5 }, (_, k) => mmHg * Math.round(750 - k / 3600 + 0.05 * normal(r)));
    assert.equal(drops(record, 1, Math.sqrt(0.05 ** 2 + 1 / 12) * mmHg), 0);
  });

  it("one step, whatever its size and sign, or a spike of one or two samples", () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), fc.integer({ min: 1, max: 100 }), (size, seed) => {
        const r = seeded(seed);
        const noise = 0.02 * mmHg;
        const shape = (f: (k: number) => number) =>
          Array.from({ length: 40 }, (_, k) => steady + mmHg * f(k) + noise * normal(r));
        assert.equal(
          drops(
            shape((k) => (k >= 20 ? size : 0)),
            10,
            noise,
          ),
          0,
        );
        assert.equal(
          drops(
            shape((k) => (k === 20 ? size : 0)),
            10,
            noise,
          ),
          0,
        );
        assert.equal(
          drops(
            shape((k) => (k === 20 || k === 21 ? size : 0)),
            10,
            noise,
          ),
          0,
        );
      }),
    );
  });

  it("a step of about the size that counts, at 1 Hz (1,000 of each size)", () => {
    const noise = 0.02 * mmHg;
    const r = seeded(98);
    for (const size of [8, 10, 12, 15, 20, 40]) {
      const told = Array.from({ length: 1000 }, () => {
        const record = Array.from({ length: 140 }, (_, k) => steady - (k >= 20 ? size * noise : 0) + noise * normal(r));
        return drops(record, 1, noise) > 0;
      });
      const wrong = told.filter((x) => x).length;
      assert.ok(wrong <= 40, `${wrong} of steps of ${size} standard deviations`);
    }
  });

  it("a fall slower than 1 mmHg a minute, however clear", () => {
    const record = Array.from({ length: 500 }, (_, k) => steady - 0.9 * grossFall * 10 * k);
    assert.equal(drops(record, 10, 0.001 * mmHg), 0);
  });

  it("two readings with hours between them", () => {
    const recent = startRecent();
    for (const [time, value] of [
      [0, 750],
      [10, 750],
      [7200, 700],
      [7210, 700],
      [14400, 600],
    ]) {
      assert.equal(rapid(recent, time, value * mmHg, 0.02 * mmHg), null);
    }
  });
});
