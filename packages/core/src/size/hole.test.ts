import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cubicMetre, fromSI, interval, kelvin, pascal, pascalPerSecond, toSI } from "../quantity/index.ts";
import { fallInterval, sizeHole } from "./hole.ts";
import { reserveInterval } from "./reserve.ts";

const cabin = {
  pressure: toSI("pressure", 750, "mmHg"),
  volume: cubicMetre(916),
  temperature: kelvin(295),
  oxygen: null,
};
const rate = (x: number) => toSI("pressureRate", x, "mmHg/h");
const limit = toSI("pressure", 490, "mmHg");
const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyFall = fc
  .tuple(positive(0.01, 1000), positive(0, 500))
  .map(([fall, sd]) => fallInterval(rate(fall), rate(sd)));

describe("the interval of a fall", () => {
  it("is 1.645 standard deviations either way", () => {
    const found = fallInterval(100, 10);
    assert.deepEqual([found.value, found.high, found.low], [100, 116.45, 83.55]);
  });

  it("never goes under a hundredth of its upper end, so that what follows from it is finite", () => {
    const found = fallInterval(1, 10);
    assert.equal(found.value, 1);
    assert.ok(Math.abs(found.low - 0.1745) < 1e-12);
    const negative = fallInterval(-5, 10);
    assert.ok(Math.abs(negative.high - 16.45) < 1e-12 && negative.value === negative.low && negative.low > 0);
  });

  it("is ordered, and widens with the standard deviation", () => {
    fc.assert(
      fc.property(positive(-100, 1000), positive(0.001, 500), (fall, sd) => {
        const [a, b] = [fallInterval(fall, sd), fallInterval(fall, 1.5 * sd)];
        assert.ok(0 < a.low && a.low <= a.value && a.value <= a.high);
        assert.ok(b.high > a.high && b.low <= Math.max(a.low, b.high / 100));
      }),
    );
  });
});

describe("against the Soyuz MS-09 leak: 0.6 mmHg/h of 916 m3 at 750 mmHg", () => {
  const hole = sizeHole(interval(rate(0.6), rate(0.5), rate(0.7)), cabin, 0.8);

  it("is 1.022 mm2, and 1.28 mm across at a discharge coefficient of 0.8", () => {
    assert.equal(fromSI("area", hole.area.value, "mm2").toFixed(3), "1.022");
    assert.equal(fromSI("length", hole.diameter.value, "mm").toFixed(2), "1.28");
  });

  it("leaves 532 h to 490 mmHg, and the quick end of the fall is the short end of the time", () => {
    const left = reserveInterval(hole.dpdt, cabin.pressure, limit);
    assert.equal((left.value / 3600).toFixed(1), "532.1");
    assert.equal((left.low / 3600).toFixed(1), ((532.105 * 0.6) / 0.7).toFixed(1));
    assert.equal((left.high / 3600).toFixed(1), ((532.105 * 0.6) / 0.5).toFixed(1));
  });
});

describe("in a cabin of pure oxygen", () => {
  it("loses 287.05/259.84 of the mass for the same fall, through a hole larger by the root of that", () => {
    const fall = interval(rate(0.6), rate(0.5), rate(0.7));
    const [air, oxygen] = [null, 1].map((share) => sizeHole(fall, { ...cabin, oxygen: share }, 0.8));
    assert.equal((oxygen.rate.value / air.rate.value).toFixed(4), "1.1047");
    assert.equal((oxygen.area.value / air.area.value).toFixed(4), Math.sqrt(1.1047).toFixed(4));
    const usual = sizeHole(fall, { ...cabin, oxygen: 0.209476 }, 0.8);
    assert.ok(Math.abs(usual.rate.value / air.rate.value - 1) < 1e-12);
  });
});

describe("a hole and the time that it leaves", () => {
  it("have ordered intervals with finite ends, and a faster fall is a larger hole and less time", () => {
    fc.assert(
      fc.property(anyFall, positive(1.01, 3), (dpdt, factor) => {
        const faster = interval(
          pascalPerSecond(dpdt.value * factor),
          pascalPerSecond(dpdt.low * factor),
          pascalPerSecond(dpdt.high * factor),
        );
        const [a, b] = [sizeHole(dpdt, cabin, 0.8), sizeHole(faster, cabin, 0.8)];
        const [ta, tb] = [dpdt, faster].map((x) => reserveInterval(x, cabin.pressure, limit));
        for (const x of [a.rate, a.area, a.diameter, ta]) {
          assert.ok(0 < x.low && x.low <= x.value && x.value <= x.high && Number.isFinite(x.high));
        }
        for (const end of ["low", "value", "high"] as const) {
          assert.ok(b.area[end] > a.area[end] && b.diameter[end] > a.diameter[end] && b.rate[end] > a.rate[end]);
          assert.ok(tb[end] < ta[end]);
        }
      }),
    );
  });

  it("a smaller discharge coefficient is a wider hole for the same area", () => {
    fc.assert(
      fc.property(anyFall, positive(0.5, 0.9), (dpdt, cd) => {
        const [narrow, wide] = [sizeHole(dpdt, cabin, 1), sizeHole(dpdt, cabin, cd)];
        assert.equal(narrow.area.value, wide.area.value);
        assert.ok(Math.abs(wide.diameter.value / narrow.diameter.value - 1 / Math.sqrt(cd)) < 1e-12);
      }),
    );
  });

  it("no time is left at the limit or under it", () => {
    fc.assert(
      fc.property(anyFall, positive(0.1, 1), (dpdt, share) => {
        assert.deepEqual(reserveInterval(dpdt, pascal(limit * share), limit), { value: 0, low: 0, high: 0 });
      }),
    );
  });
});
