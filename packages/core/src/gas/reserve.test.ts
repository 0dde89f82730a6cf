import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { kelvin, kilogramPerSecond, pascal, pascalPerSecond, second, squareMetre } from "../quantity/index.ts";
import { pressureFall } from "./leak.ts";
import { chokedFlow } from "./orifice.ts";
import {
  fallOfT1mm,
  feedPressure,
  reserveTimeExponential,
  reserveTimeFed,
  reserveTimeLinear,
  reserveTimeT1mm,
  t1mmOfFall,
} from "./reserve.ts";
import { as, near, of, rounds } from "./testing.ts";

const warm = of("temperature", 295, "K");
const limit = of("pressure", 490, "mmHg");
const leak = {
  pressure: of("pressure", 750, "mmHg"),
  area: of("area", 1.022, "mm2"),
  volume: of("volume", 916, "m3"),
  temperature: warm,
  feed: kilogramPerSecond(0),
};
const feeding = (share: number) => ({
  ...leak,
  feed: kilogramPerSecond(share * chokedFlow(leak.area, leak.pressure, warm)),
});

describe("seconds per mmHg", () => {
  it("gives 333 min from 60 s at 760 mmHg to 490", () => {
    const left = reserveTimeT1mm(of("pressure", 760, "mmHg"), limit, second(60));
    rounds(as("time", left, "min"), "333");
  });

  it("is what the rate says, and is read back from the dial", () => {
    const fall = of("pressureRate", 0.6, "mmHg/h");
    rounds(as("time", t1mmOfFall(leak.pressure, fall), "min"), "100.07");
    assert.equal(t1mmOfFall(leak.pressure, pascalPerSecond(0)), Number.POSITIVE_INFINITY);
    const dial = of("pressure", 760, "mmHg");
    rounds(as("pressureRate", fallOfT1mm(dial, second(60)), "mmHg/h"), "60.04");
    near(
      reserveTimeExponential(dial, limit, fallOfT1mm(dial, second(60))),
      reserveTimeT1mm(dial, limit, second(60)),
      1e-12,
    );
  });
});

describe("a leak that is fed", () => {
  it("drifts to feed / (CdA x 2.353e-3 s/m)", () => {
    const held = feedPressure(kilogramPerSecond(2.353e-4), of("area", 1, "mm2"), warm);
    rounds(held / 1e3, "100.0");
  });

  it("never falls to a limit under that pressure", () => {
    // 490/750 = 0.653.
    assert.equal(reserveTimeFed(feeding(0.66), limit), Number.POSITIVE_INFINITY);
    assert.equal(reserveTimeFed(feeding(1.5), limit), Number.POSITIVE_INFINITY);
    assert.ok(Number.isFinite(reserveTimeFed(feeding(0.65), limit)));
    assert.equal(reserveTimeFed({ ...leak, area: squareMetre(0) }, limit), Number.POSITIVE_INFINITY);
  });

  it("agrees with a summation of small steps", () => {
    const fed = feeding(0.4);
    const step = 1;
    let [p, time] = [fed.pressure as number, 0];
    const perKg = (287.05 * 295) / 916;
    const rate = (at: number) => (fed.feed - chokedFlow(fed.area, pascal(at), warm)) * perKg;
    while (p > limit) {
      p += step * 1800 * rate(p + step * 900 * rate(p));
      time += step * 1800;
    }
    // Half-hour midpoint steps, 0.05 % of tau: the end is known to one step in 1,500.
    near(reserveTimeFed(fed, limit), time, 1e-3);
  });

  it("without feed is the exponential, and feeding only lengthens it", () => {
    const fall = pressureFall(leak.area, leak.pressure, leak.volume, warm);
    near(reserveTimeFed(leak, limit), reserveTimeExponential(leak.pressure, limit, fall), 1e-12);
    assert.ok(reserveTimeFed(feeding(0.2), limit) > reserveTimeFed(leak, limit));
  });
});

describe("the ends of the scale", () => {
  it("are 0 at the limit and below it, in every form, however slow the fall", () => {
    const still = pascalPerSecond(0);
    for (const p of [limit, of("pressure", 400, "mmHg")]) {
      assert.equal(reserveTimeExponential(p, limit, still), 0);
      assert.equal(reserveTimeLinear(p, limit, still), 0);
      assert.equal(reserveTimeT1mm(p, limit, second(60)), 0);
      assert.equal(reserveTimeFed({ ...feeding(2), pressure: p }, limit), 0);
    }
  });

  it("are without end where nothing falls", () => {
    const still = pascalPerSecond(0);
    assert.equal(reserveTimeExponential(leak.pressure, limit, still), Number.POSITIVE_INFINITY);
    assert.equal(reserveTimeLinear(leak.pressure, limit, still), Number.POSITIVE_INFINITY);
  });
});

const pressure = fc.double({ min: 1e4, max: 2e5, noNaN: true });
const rate = fc.double({ min: 1e-6, max: 1e3, noNaN: true });

describe("any reserve time", () => {
  it("is never longer in the linear form than in the exponential", () => {
    fc.assert(
      fc.property(pressure, pressure, rate, (a, b, fall) => {
        const [p, end] = [pascal(Math.max(a, b)), pascal(Math.min(a, b))];
        const linear = reserveTimeLinear(p, end, pascalPerSecond(fall));
        assert.ok(linear <= reserveTimeExponential(p, end, pascalPerSecond(fall)) * (1 + 1e-12));
      }),
    );
  });

  it("adds up over a pressure between", () => {
    fc.assert(
      fc.property(pressure, pressure, pressure, rate, (a, b, c, fall) => {
        const [end, between, p] = [a, b, c].sort((x, y) => x - y).map(pascal);
        const later = pascalPerSecond((fall * between) / p);
        const parts =
          reserveTimeExponential(p, between, pascalPerSecond(fall)) + reserveTimeExponential(between, end, later);
        const whole = reserveTimeExponential(p, end, pascalPerSecond(fall));
        assert.ok(Math.abs(parts - whole) <= 1e-12 * (p / fall) * 10, `${parts} and ${whole}`);
      }),
    );
  });

  it("is the same told by T1mm as by the rate of a hole", () => {
    fc.assert(
      fc.property(pressure, fc.double({ min: 1, max: 1e6, noNaN: true }), (p, tau) => {
        const mmHg = of("pressure", 1, "mmHg");
        const t1mm = second(tau * Math.log(p / (p - mmHg)));
        const end = pascal(p / 2);
        near(
          reserveTimeT1mm(pascal(p), end, t1mm),
          reserveTimeExponential(pascal(p), end, pascalPerSecond(p / tau)),
          1e-9,
        );
      }),
    );
  });

  it("has one rate for a T1mm and one T1mm for a rate", () => {
    fc.assert(
      fc.property(pressure, rate, (p, fall) => {
        near(fallOfT1mm(pascal(p), t1mmOfFall(pascal(p), pascalPerSecond(fall))), fall, 1e-12);
      }),
    );
  });

  it("depends on the feed through nothing but the pressure it holds", () => {
    for (const t of [280, 310]) {
      const held = feedPressure(feeding(0.3).feed, leak.area, kelvin(t));
      near(chokedFlow(leak.area, held, kelvin(t)), feeding(0.3).feed, 1e-12);
    }
  });
});
