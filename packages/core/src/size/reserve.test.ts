import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cubicMetre, interval, pascal, pascalPerSecond, second, toSI } from "../quantity/index.ts";
import { fallInterval } from "./hole.ts";
import { firstLimit, reserveInterval, reserveShutIn, t1mmInterval } from "./reserve.ts";

const mmHg = (x: number) => toSI("pressure", x, "mmHg");
const rate = (x: number) => toSI("pressureRate", x, "mmHg/h");
const hours = (x: number) => (x / 3600).toFixed(1);
const limits = { pressure: mmHg(490), ppO2: mmHg(146) };
const heard = interval(rate(0.6), rate(0.5), rate(0.7));
const unmeasured = pascal(Number.NaN);
const cabin = { pressure: mmHg(750), ppO2: mmHg(160), breathed: pascalPerSecond(0), feeds: [] };

describe("against the Soyuz MS-09 leak: 0.6 (0.5 to 0.7) mmHg/h of 916 m3 at 750 mmHg", () => {
  it("the oxygen, in proportion, is at its limit long before the pressure", () => {
    const first = firstLimit(heard, cabin, limits);
    assert.equal(first.limit, "ppO2");
    assert.deepEqual([first.time.value, first.time.low, first.time.high].map(hours), ["114.5", "98.1", "137.4"]);
  });

  it("without a gauge of oxygen the pressure is all there is to go by", () => {
    const first = firstLimit(heard, { ...cabin, ppO2: unmeasured }, limits);
    assert.deepEqual(first, { limit: "pressure", time: reserveInterval(heard, cabin.pressure, limits.pressure) });
  });

  it("the dial falls 1 mmHg in 100 (86 to 120) min", () => {
    const t1mm = t1mmInterval(heard, cabin.pressure);
    assert.deepEqual(
      [t1mm.value, t1mm.low, t1mm.high].map((s) => (s / 60).toFixed(1)),
      ["100.1", "85.8", "120.1"],
    );
  });

  it("shut into the 10.3 m3 of the ship it leaves 6.0 h of 532", () => {
    const shut = reserveShutIn(heard, cabin.pressure, limits.pressure, cubicMetre(916), cubicMetre(10.3));
    assert.deepEqual([shut.value, shut.low, shut.high].map(hours), ["6.0", "5.1", "7.2"]);
  });
});

describe("the first limit", () => {
  const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });

  it("is no later than either alone, in an ordered interval, and sooner where oxygen is not replaced", () => {
    const anyFall = fc.tuple(positive(0.01, 1000), positive(0, 500)).map(([f, sd]) => fallInterval(rate(f), rate(sd)));
    fc.assert(
      fc.property(anyFall, positive(100, 200), positive(0.001, 0.1), (dpdt, ppO2, breathed) => {
        const air = { ...cabin, ppO2: mmHg(ppO2) };
        const first = firstLimit(dpdt, air, limits).time;
        const without = firstLimit(dpdt, { ...air, breathed: pascalPerSecond(breathed) }, limits).time;
        const pressure = reserveInterval(dpdt, cabin.pressure, limits.pressure);
        assert.ok(first.low <= first.value && first.value <= first.high);
        for (const end of ["low", "value", "high"] as const) {
          assert.ok(first[end] <= pressure[end] * (1 + 1e-12) && without[end] <= first[end]);
          if (ppO2 <= 146) assert.equal(first[end], 0);
        }
      }),
    );
  });

  it("may be another one at each bound: nitrogen let in holds a slow leak's pressure, not its oxygen", () => {
    const feeds = [{ total: rate(0.6), oxygen: rate(0), lasts: second(1e9) }];
    const near = { pressure: mmHg(735), ppO2: mmHg(152) };
    const at = (low: number, value: number, high: number) =>
      firstLimit(interval(rate(value), rate(low), rate(high)), { ...cabin, feeds }, near);
    const [both, slow, quick] = [at(0.5, 5, 20), at(0.5, 0.5, 0.5), at(20, 20, 20)];
    assert.deepEqual([slow.limit, both.limit, quick.limit], ["ppO2", "pressure", "pressure"]);
    assert.deepEqual([both.time.high, both.time.low], [slow.time.value, quick.time.value]);
  });
});
