/** Table of thrust of leaks at 101.325 kPa, 295 K, gamma 1.4, 916 m3; tolerance half of the last digit printed. */
import { describe, it } from "node:test";
import { pascal, squareMetre } from "../quantity/index.ts";
import { holeArea, pressureFall, timeConstant } from "./leak.ts";
import { chokedFlow } from "./orifice.ts";
import { as, of, rounds } from "./testing.ts";
import { freeExpansionThrust, jetThrust } from "./thrust.ts";

const station = of("volume", 916, "m3");
const warm = of("temperature", 295, "K");
const atmosphere = of("pressure", 1, "atm");

describe("jet thrust", () => {
  it("is 1.268 CdA P, at most 1.81 CdA P", () => {
    rounds(jetThrust(squareMetre(1), pascal(1)), "1.268");
    rounds(freeExpansionThrust(squareMetre(1), pascal(1)), "1.81");
  });

  it("is momentum at the throat (314.3 m/s) plus the pressure left there (0.5283 P)", () => {
    const speed = (jetThrust(squareMetre(1), pascal(1)) - 0.528282) / chokedFlow(squareMetre(1), pascal(1), warm);
    rounds(speed, "314.3");
  });

  it("agrees with the table: flow, force, torque at 20 m, rate of fall, time constant", () => {
    const rows = [
      // mm, Cd, g/s, kg/day, N, N m, mmHg/h, days
      [0.5, 0.85, "0.040", "3.4", "0.021", "0.43", "0.10", "319"],
      [1, 0.85, "0.159", "13.8", "0.086", "1.7", "0.40", "80"],
      [2, 0.62, "0.464", "40", "0.250", "5.0", "1.16", "27"],
      [2, 0.85, "0.637", "55", "0.343", "6.9", "1.59", "20"],
      [2, 1, "0.749", "65", "0.404", "8.1", "1.87", "17"],
      [3, 0.85, "1.43", "124", "0.77", "15.4", "3.6", "8.9"],
      [5, 0.85, "3.98", "344", "2.14", "42.9", "9.9", "3.2"],
      [10, 0.85, "15.9", "1375", "8.58", "172", "39.7", "0.8"],
    ] as const;
    for (const [mm, cd, gramsPerSecond, kgPerDay, newtons, torque, rate, days] of rows) {
      const area = holeArea(of("length", mm, "mm"), cd);
      const flow = chokedFlow(area, atmosphere, warm);
      rounds(as("massFlow", flow, "g/s"), gramsPerSecond);
      rounds(as("massFlow", flow, "kg/day"), kgPerDay);
      rounds(jetThrust(area, atmosphere), newtons);
      rounds(20 * jetThrust(area, atmosphere), torque);
      rounds(as("pressureRate", pressureFall(area, atmosphere, station, warm), "mmHg/h"), rate);
      rounds(as("time", timeConstant(station, area, warm), "day"), days);
    }
  });
});
