/**
 * The ISS leak of 29-31 August 2018 in the habitat section of Soyuz MS-09: 0.6 mmHg/h heard on air-to-ground, 0.8 mbar/h
 * in the press, a hole of 2 mm (NASA) or 1.5 mm (Roscosmos), "18 days" of air. 916 m3, 295 K. Expected figures were
 * computed by hand from the choked-flow equation; tolerance: half of the last digit shown.
 */
import { describe, it } from "node:test";
import { isolatedFall } from "./balance.ts";
import { effectiveArea, effectiveDiameter, holeArea, massFlowOfFall, pressureFall } from "./leak.ts";
import { reserveTimeExponential, reserveTimeLinear } from "./reserve.ts";
import { as, of, rounds } from "./testing.ts";
import { jetThrust } from "./thrust.ts";

const station = of("volume", 916, "m3");
const warm = of("temperature", 295, "K");
const cabin = of("pressure", 750, "mmHg");
const limit = of("pressure", 490, "mmHg");
const heard = of("pressureRate", 0.6, "mmHg/h");

describe("Soyuz MS-09, 2018", () => {
  it("gives the rates of the holes that were named, for three discharge coefficients", () => {
    const rows = [
      [2.0, 0.6, "1.107"],
      [2.0, 0.8, "1.476"],
      [2.0, 1.0, "1.845"],
      [1.5, 0.6, "0.623"],
      [1.5, 0.8, "0.830"],
      [1.5, 1.0, "1.038"],
    ] as const;
    for (const [diameter, cd, printed] of rows) {
      const fall = pressureFall(holeArea(of("length", diameter, "mm"), cd), cabin, station, warm);
      rounds(as("pressureRate", fall, "mmHg/h"), printed);
    }
  });

  it("gives the two reports of the rate as one", () => {
    rounds(as("pressureRate", heard, "mbar/h"), "0.80");
  });

  it("sizes the hole from the rate", () => {
    const area = effectiveArea(heard, cabin, station, warm);
    rounds(as("area", area, "mm2"), "1.022");
    rounds(as("length", effectiveDiameter(area, 1), "mm"), "1.14");
    rounds(as("length", effectiveDiameter(area, 0.8), "mm"), "1.28");
    rounds(as("length", effectiveDiameter(area, 0.6), "mm"), "1.47");
    const smaller = effectiveArea(heard, cabin, of("volume", 800, "m3"), warm);
    rounds(as("area", smaller, "mm2"), "0.89");
  });

  it("gives the mass lost, between the two volumes that sources give", () => {
    rounds(as("massFlow", massFlowOfFall(heard, of("volume", 800, "m3"), warm), "kg/day"), "18.1");
    rounds(as("massFlow", massFlowOfFall(heard, station, warm), "kg/day"), "20.8");
  });

  it("gives the 18 days that were said", () => {
    const linear = reserveTimeLinear(cabin, limit, heard);
    rounds(as("time", linear, "h"), "433.3");
    rounds(as("time", linear, "day"), "18.06");
    const exponential = reserveTimeExponential(cabin, limit, heard);
    rounds(as("time", exponential, "h"), "532.1");
    rounds(as("time", exponential, "day"), "22.17");
    rounds(100 * (linear / exponential), "81");
    const [low, safe] = [of("pressure", 740, "mmHg"), of("pressure", 520, "mmHg")];
    rounds(as("time", reserveTimeExponential(low, safe, heard), "day"), "18.13");
  });

  it("speeds up as hatches close around it: Soyuz, with MRM1, with FGB", () => {
    const rows = [
      [10.3, "53.4"],
      [22.8, "24.1"],
      [90.2, "6.1"],
    ] as const;
    for (const [volume, printed] of rows) {
      const fall = isolatedFall(heard, station, of("volume", volume, "m3"));
      rounds(as("pressureRate", fall, "mmHg/h"), printed);
    }
    const inSoyuz = isolatedFall(heard, station, of("volume", 10.3, "m3"));
    rounds(as("pressureRate", inSoyuz, "mmHg/min"), "0.9");
  });

  it("pushes with 0.13 N per mm2 at 100 kPa", () => {
    rounds(jetThrust(of("area", 1, "mm2"), of("pressure", 100, "kPa")), "0.13");
  });
});
