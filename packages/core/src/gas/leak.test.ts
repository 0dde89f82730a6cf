import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cubicMetre, kelvin, metre, pascal, pascalPerSecond, squareMetre } from "../quantity/index.ts";
import {
  effectiveArea,
  effectiveDiameter,
  holeArea,
  massFlowOfFall,
  massOfGas,
  pressureFall,
  timeConstant,
} from "./leak.ts";
import { chokedFlow } from "./orifice.ts";
import { reserveTimeExponential } from "./reserve.ts";
import { as, near, of, rounds } from "./testing.ts";

const station = of("volume", 916, "m3");
const warm = of("temperature", 295, "K");

describe("published check values", () => {
  it("give rate and hours to 490 mmHg for holes of 1 to 20 mm (Cd 0.7, 294 K, 760 mmHg)", () => {
    const rows = [
      [1, "0.33", "1021"],
      [2, "1.31", "255"],
      [4, "5.2", "64"],
      [6, "11.8", "28"],
      [10, "32.7", "10.2"],
      [20, "131", "2.6"],
    ] as const;
    const [full, limit] = [of("pressure", 760, "mmHg"), of("pressure", 490, "mmHg")];
    for (const [mm, rate, hours] of rows) {
      const fall = pressureFall(holeArea(of("length", mm, "mm"), 0.7), full, station, of("temperature", 294, "K"));
      rounds(as("pressureRate", fall, "mmHg/h"), rate);
      rounds(as("time", reserveTimeExponential(full, limit, fall), "h"), hours);
    }
  });

  it("give tau = V / (CdA x 199.26 m/s)", () => {
    rounds(1 / timeConstant(cubicMetre(1), squareMetre(1), warm), "199.26");
  });

  it("give 1.08 kg for 1 mbar of 916 m3", () => {
    rounds(massOfGas(of("pressure", 1, "mbar"), station, warm), "1.08");
  });
});

describe("no hole", () => {
  it("means no fall and a time constant without end", () => {
    assert.equal(pressureFall(squareMetre(0), pascal(1e5), station, warm), 0);
    assert.equal(timeConstant(station, squareMetre(0), warm), Number.POSITIVE_INFINITY);
  });
});

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("any leak", () => {
  it("has the area that its fall tells, the flow that its area lets out, the time constant P over fall", () => {
    fc.assert(
      fc.property(within(1e-9, 1e-2), within(1e3, 2e5), within(1, 2e3), within(250, 320), (s, p, v, t) => {
        const [area, pressure, volume, temperature] = [squareMetre(s), pascal(p), cubicMetre(v), kelvin(t)];
        const fall = pressureFall(area, pressure, volume, temperature);
        near(effectiveArea(fall, pressure, volume, temperature), s, 1e-12);
        near(massFlowOfFall(fall, volume, temperature), chokedFlow(area, pressure, temperature), 1e-12);
        near(timeConstant(volume, area, temperature), p / fall, 1e-12);
        near(
          massOfGas(pressure, volume, temperature) / timeConstant(volume, area, temperature),
          chokedFlow(area, pressure, temperature),
          1e-12,
        );
      }),
    );
  });

  it("keeps the sign of its fall, so that noise about zero keeps its mean", () => {
    const [p, fall] = [pascal(1e5), 0.02];
    const sized = effectiveArea(pascalPerSecond(fall), p, station, warm);
    assert.equal(effectiveArea(pascalPerSecond(-fall), p, station, warm), -sized);
    assert.ok(massFlowOfFall(pascalPerSecond(-fall), station, warm) < 0);
  });

  it("has the hole whose diameter it was given", () => {
    fc.assert(
      fc.property(within(1e-5, 0.5), within(0.1, 1), (d, cd) => {
        near(effectiveDiameter(holeArea(metre(d), cd), cd), d, 1e-12);
      }),
    );
  });
});
