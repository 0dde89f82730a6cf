import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { kilogram, kilogramPerSecond, pascal, pascalPerSecond, second } from "../quantity/index.ts";
import { feedOf, type LivedInAir, pressureOfFlow, reserveTimesLivedIn } from "./lived-in.ts";
import { reserveTimeExponential, reserveTimeFed } from "./reserve.ts";
import { as, near, of, rounds } from "./testing.ts";

const station = of("volume", 916, "m3");
const warm = of("temperature", 295, "K");
const mmHg = (x: number) => of("pressure", x, "mmHg");
const limits = { pressure: mmHg(490), ppO2: mmHg(146) };
const endless = second(Number.POSITIVE_INFINITY);
const none = pascalPerSecond(0);
/** 0.6 mmHg/h at 750 mmHg. */
const tau = of("time", 1250, "h");
const people = (n: number) => pressureOfFlow("o2", kilogramPerSecond((n * 0.84) / 86400), station, warm);
const cabin: LivedInAir = { pressure: mmHg(750), ppO2: mmHg(160), breathed: none, feeds: [] };
const days = (x: number) => as("time", second(x), "day");

describe("against the figures of people who live in a leaking cabin", () => {
  it("six people use 3.2 mmHg of oxygen a day of 916 m3, two 2.6 of 365 m3", () => {
    rounds(as("pressureRate", people(6), "mmHg/day"), "3.2");
    rounds(as("pressureRate", people(6), "mmHg/h"), "0.13");
    const in2004 = pressureOfFlow("o2", of("massFlow", 2 * 0.84, "kg/day"), of("volume", 365, "m3"), warm);
    rounds(as("pressureRate", in2004, "mmHg/day"), "2.6");
  });

  it("0.6 mmHg/h at 750 mmHg is 532.1 h to 490 mmHg, and ppO2 in proportion is at 146 mmHg after 114.5 h", () => {
    const left = reserveTimesLivedIn(cabin, tau, limits);
    rounds(as("time", left.pressure, "h"), "532.1");
    rounds(as("time", left.ppO2, "h"), "114.5");
    assert.equal(left.first, "ppO2");
  });

  it("with nobody replacing the oxygen of six it is 55 h, and 4.4 days where nothing leaks", () => {
    const breathing = { ...cabin, breathed: people(6) };
    rounds(as("time", reserveTimesLivedIn(breathing, tau, limits).ppO2, "h"), "55");
    const tight = reserveTimesLivedIn(breathing, endless, limits);
    rounds(days(tight.ppO2), "4.4");
    near(tight.pressure, (cabin.pressure - limits.pressure) / people(6), 1e-12);
  });

  it("10 mmHg let into 916 m3 are 15.9 kg of oxygen, and buy 17 h at 0.6 mmHg/h", () => {
    const feed = feedOf("o2", of("massFlow", 15.9, "kg/h"), kilogram(15.9), station, warm);
    assert.equal(as("time", feed.lasts, "h"), 1);
    rounds(as("pressure", pascal(feed.total * feed.lasts), "mmHg"), "10.0");
    const refilled = reserveTimesLivedIn({ ...cabin, feeds: [feed] }, tau, limits);
    const plain = reserveTimesLivedIn(cabin, tau, limits);
    rounds(as("time", second(refilled.pressure - plain.pressure), "h"), "17");
    assert.ok(refilled.ppO2 > plain.ppO2);
  });

  it("air brings 21 % of oxygen, nitrogen none, and an empty tank nothing", () => {
    const flow = of("massFlow", 1, "kg/h");
    const air = feedOf("air", flow, kilogram(5), station, warm);
    near(air.oxygen / air.total, 0.2095, 1e-12);
    assert.equal(feedOf("n2", flow, kilogram(5), station, warm).oxygen, 0);
    assert.equal(feedOf("n2", kilogramPerSecond(0), kilogram(5), station, warm).lasts, 0);
    const empty = feedOf("o2", flow, kilogram(0), station, warm);
    const plain = reserveTimesLivedIn(cabin, tau, limits);
    assert.deepEqual(reserveTimesLivedIn({ ...cabin, feeds: [empty] }, tau, limits), plain);
  });
});

describe("which limit comes first", () => {
  it("is the pressure where ppO2 is not measured and where both come at once; none where neither ever comes", () => {
    const blind = reserveTimesLivedIn({ ...cabin, ppO2: pascal(Number.NaN) }, tau, limits);
    assert.deepEqual([blind.first, blind.ppO2], ["pressure", Number.POSITIVE_INFINITY]);
    const tight = reserveTimesLivedIn(cabin, endless, limits);
    assert.deepEqual(tight, { pressure: endless, ppO2: endless, first: null });
    const gone = reserveTimesLivedIn({ ...cabin, pressure: mmHg(490), ppO2: mmHg(146) }, tau, limits);
    assert.deepEqual(gone, { pressure: 0, ppO2: 0, first: "pressure" });
  });

  it("is the oxygen where nitrogen holds the pressure, and the pressure where oxygen holds itself", () => {
    const fed = (total: number, oxygen: number) => {
      const feeds = [{ total: pascalPerSecond(total), oxygen: pascalPerSecond(oxygen), lasts: endless }];
      return reserveTimesLivedIn({ ...cabin, feeds }, tau, limits);
    };
    const [nitrogen, oxygen, both] = [fed(0.02, 0), fed(0.005, 0.005), fed(0.02, 0.005)];
    assert.deepEqual([nitrogen.first, oxygen.first, both.first], ["ppO2", "pressure", null]);
    assert.deepEqual([nitrogen.pressure, oxygen.ppO2], [endless, endless]);
  });
});

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("any volume that is lived in", () => {
  it("is the exponential where nothing is let in or breathed, and reserveTimeFed under a steady feed", () => {
    fc.assert(
      fc.property(share, fc.double({ min: 1e-8, max: 1e-3, noNaN: true }), (part, area) => {
        const leak = { pressure: mmHg(750), area: of("area", area, "m2"), volume: station, temperature: warm };
        const conductance = area * 0.684731 * Math.sqrt(287.05 * 295);
        const feed = kilogramPerSecond((part * 0.9 * conductance * mmHg(490)) / (287.05 * 295));
        const time = second(916 / conductance);
        const feeds = [{ ...feedOf("air", feed, kilogram(1), station, warm), lasts: endless }];
        const found = reserveTimesLivedIn({ ...cabin, feeds }, time, limits);
        near(found.pressure, reserveTimeFed({ ...leak, feed }, limits.pressure), 1e-5);
        const plain = reserveTimesLivedIn(cabin, time, limits);
        const fall = pascalPerSecond(cabin.pressure / time);
        near(plain.pressure, reserveTimeExponential(cabin.pressure, limits.pressure, fall), 1e-12);
      }),
    );
  });

  it("lasts shorter with a quicker leak, with more people and with a smaller tank", () => {
    const hours = fc.double({ min: 0.1, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 10 }), fc.double({ min: 0, max: 1e3, noNaN: true }), (h, n, kg) => {
        const at = (tauHours: number, heads: number, mass: number) => {
          const feed = feedOf("o2", of("massFlow", 1, "kg/h"), kilogram(mass), station, warm);
          const air = { ...cabin, breathed: people(heads), feeds: [feed] };
          return reserveTimesLivedIn(air, of("time", tauHours, "h"), limits);
        };
        const base = at(h, n, kg);
        for (const worse of [at(h / 1.5, n, kg), at(h, n + 1, kg), at(h, n, kg / 2)]) {
          assert.ok(worse.pressure <= base.pressure * (1 + 1e-12) && worse.ppO2 <= base.ppO2 * (1 + 1e-12));
        }
      }),
    );
  });

  it("comes to the tight cabin's time as its leak goes to nothing", () => {
    const breathing = { ...cabin, breathed: people(6) };
    const tight = reserveTimesLivedIn(breathing, endless, limits);
    const nearly = reserveTimesLivedIn(breathing, second(1e18), limits);
    near(nearly.pressure, tight.pressure, 1e-9);
    near(nearly.ppO2, tight.ppO2, 1e-9);
  });
});
