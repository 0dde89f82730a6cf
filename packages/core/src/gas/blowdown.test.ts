import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { pascal, second } from "../quantity/index.ts";
import { adiabaticBlowdown, adiabaticBlowdownTime, isothermalBlowdown, isothermalBlowdownTime } from "./blowdown.ts";
import { near } from "./testing.ts";

const p0 = pascal(1e5);
const tau = second(1000);
const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("the two limits", () => {
  it("begin at rates that differ by gamma", () => {
    const moment = second(1e-3);
    const cold = p0 - adiabaticBlowdown(p0, tau, moment);
    const warm = p0 - isothermalBlowdown(p0, tau, moment);
    // The second order in t/tau = 1e-6 is left out: tolerance 1e-5 covers it and the subtraction.
    near(cold / warm, 1.4, 1e-5);
    near(warm / moment, p0 / tau, 1e-5);
  });

  it("follow p'(0) = -gamma p/tau for another gas too", () => {
    const helium = { gamma: 5 / 3, specificGasConstant: 2077 };
    near((p0 - adiabaticBlowdown(p0, tau, second(1e-3), helium)) / 1e-3, (5 / 3) * (p0 / tau), 1e-5);
  });

  it("have the adiabatic one lower and sooner down to 1.1 % of the first pressure", () => {
    fc.assert(
      fc.property(within(1e-3, 4.47), (x) => {
        const time = second(x * tau);
        const warm = isothermalBlowdown(p0, tau, time);
        assert.ok(adiabaticBlowdown(p0, tau, time) < warm);
        assert.ok(adiabaticBlowdownTime(p0, warm, tau) < time);
      }),
    );
  });

  it("cross at 4.473 tau: gas that has grown so cold flows more slowly than that kept warm", () => {
    for (const [x, colder] of [
      [4.473, true],
      [4.474, false],
    ] as const) {
      const time = second(x * tau);
      assert.equal(adiabaticBlowdown(p0, tau, time) < isothermalBlowdown(p0, tau, time), colder);
    }
    near(isothermalBlowdown(p0, tau, second(4.473 * tau)) / p0, 0.0114, 1e-2);
  });

  it("stand still without a hole", () => {
    const never = second(Number.POSITIVE_INFINITY);
    assert.equal(isothermalBlowdown(p0, never, second(1e9)), p0);
    assert.equal(adiabaticBlowdown(p0, never, second(1e9)), p0);
  });
});

describe("any blow-down", () => {
  it("takes the time that its time function says, in both limits", () => {
    fc.assert(
      fc.property(within(1e3, 2e5), within(0.01, 1), within(1e-2, 1e7), (p, share, t) => {
        const [from, to, constant] = [pascal(p), pascal(p * share), second(t)];
        near(isothermalBlowdown(from, constant, isothermalBlowdownTime(from, to, constant)), to, 1e-12);
        near(adiabaticBlowdown(from, constant, adiabaticBlowdownTime(from, to, constant)), to, 1e-12);
      }),
    );
  });

  it("is over before it begins at the end pressure and below", () => {
    for (const p of [5e4, 4e4]) {
      assert.equal(isothermalBlowdownTime(pascal(p), pascal(5e4), tau), 0);
      assert.equal(adiabaticBlowdownTime(pascal(p), pascal(5e4), tau), 0);
    }
  });
});
