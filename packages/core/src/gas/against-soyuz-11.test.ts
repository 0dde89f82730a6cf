/**
 * Soyuz 11, 30 June 1971: 915 mmHg two seconds before the modules separated, 50 mmHg about 115 s later (published
 * flight recorder figures). A descent module of 4 m3. Tolerance: half of the last digit.
 */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { second, squareMetre } from "../quantity/index.ts";
import { adiabaticBlowdown, adiabaticBlowdownTime, isothermalBlowdown, isothermalBlowdownTime } from "./blowdown.ts";
import { timeConstant } from "./leak.ts";
import { as, near, of, rounds } from "./testing.ts";

const module = of("volume", 4, "m3");
const warm = of("temperature", 295, "K");
const before = of("pressure", 915, "mmHg");
const after = of("pressure", 50, "mmHg");
const took = second(115);

/** (m2) CdA that makes `tau` (s). */
const areaOf = (tau: number) => squareMetre(timeConstant(module, squareMetre(1), warm) / tau);

describe("Soyuz 11, 1971", () => {
  const tau = second(took / isothermalBlowdownTime(before, after, second(1)));

  it("has a time constant of 39.6 s and a vent of 5.1 cm2 at constant temperature", () => {
    rounds(tau, "39.6");
    rounds(as("area", areaOf(tau), "cm2"), "5.1");
    near(isothermalBlowdown(before, tau, took), after, 1e-12);
  });

  it("needs a smaller vent where no heat comes in, which bounds it from below", () => {
    const cold = second(took / adiabaticBlowdownTime(before, after, second(1)));
    near(adiabaticBlowdown(before, cold, took), after, 1e-12);
    rounds(as("area", areaOf(cold), "cm2"), "4.5");
    assert.ok(areaOf(cold) < areaOf(tau));
  });
});
