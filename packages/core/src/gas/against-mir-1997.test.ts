/**
 * Mir, 25 June 1997. NASA's status report: normal pressure about 750 mmHg, minimum 675; collision at 5:18 EDT, Spektr,
 * by then shut off, at 480 mmHg and falling at 5:28. "24 minutes left" (National Geographic). The hole lets the whole
 * station fall from 750 to 675 mmHg, then Spektr alone from 675 to 480, in 10 minutes together: one equation for the
 * hole. Volumes 390 m3 and 61.9 m3 are general knowledge, not from the report. Tolerance: half of the last digit.
 */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { second, squareMetre } from "../quantity/index.ts";
import { isolatedFall } from "./balance.ts";
import { isothermalBlowdownTime } from "./blowdown.ts";
import { effectiveDiameter, pressureFall, timeConstant } from "./leak.ts";
import { reserveTimeExponential } from "./reserve.ts";
import { as, near, of, rounds } from "./testing.ts";

const spektr = of("volume", 61.9, "m3");
const warm = of("temperature", 295, "K");
const [normal, lowest, seen, limit] = [750, 675, 480, 490].map((p) => of("pressure", p, "mmHg"));
const tenMinutes = of("time", 10, "min");

/** The times of both stages are in inverse proportion to the area, so one trial area gives the true one. */
function reconstruct(volume: number) {
  const station = of("volume", volume, "m3");
  const stages = (area: number) =>
    [
      isothermalBlowdownTime(normal, lowest, timeConstant(station, squareMetre(area), warm)),
      isothermalBlowdownTime(lowest, seen, timeConstant(spektr, squareMetre(area), warm)),
    ] as const;
  const [open, shut] = stages(1);
  const area = squareMetre((open + shut) / tenMinutes);
  return { station, area, hatchShut: stages(area)[0], total: stages(area)[0] + stages(area)[1] };
}

describe("Mir, 1997", () => {
  const { station, area, hatchShut, total } = reconstruct(390);

  it("has the hatch shut 6.6 minutes after the collision", () => {
    near(total, tenMinutes, 1e-12);
    rounds(as("time", hatchShut, "min"), "6.6");
  });

  it("has a hole of 5.2 cm2, hardly moved by the volume assumed", () => {
    rounds(as("area", area, "cm2"), "5.2");
    rounds(as("length", effectiveDiameter(area, 1), "mm"), "26");
    rounds(as("length", effectiveDiameter(area, 0.6), "mm"), "33");
    rounds(as("area", reconstruct(360).area, "cm2"), "4.9");
    rounds(as("area", reconstruct(420).area, "cm2"), "5.5");
  });

  it("gives the 24 minutes that were left", () => {
    const rows = [
      [750, "26.7", "12"],
      [720, "24.1", "11"],
      [675, "20.1", "11"],
    ] as const;
    for (const [mmHg, minutes, perMinute] of rows) {
      const pressure = of("pressure", mmHg, "mmHg");
      const fall = pressureFall(area, pressure, station, warm);
      rounds(as("pressureRate", fall, "mmHg/min"), perMinute);
      rounds(as("time", reserveTimeExponential(pressure, limit, fall), "min"), minutes);
    }
  });

  it("is under the 30 minutes at which crews were taught to leave", () => {
    const fall = pressureFall(area, normal, station, warm);
    assert.ok(reserveTimeExponential(normal, limit, fall) < of("time", 30, "min"));
  });

  it("falls 6.3 times faster in the shut module, as the area alone says", () => {
    const fall = pressureFall(area, lowest, station, warm);
    near(isolatedFall(fall, station, spektr), pressureFall(area, lowest, spektr, warm), 1e-12);
    const hole = timeConstant(spektr, area, warm);
    near(hole, second((timeConstant(station, area, warm) * spektr) / station), 1e-12);
  });
});
