/**
 * NASA GUNNS (General-Use Nodal Network Solver) lets gas out of a leak as G sqrt(mean density x pressure difference),
 * not choked. To vacuum the mean density is half of the cabin's, so its factor is sqrt(1/2) where choked flow has
 * 0.68473: 3.3 % more at Cd 1. That is the tolerance in any comparison with a GUNNS model.
 */
import { describe, it } from "node:test";
import { chokedFlow } from "./orifice.ts";
import { of, rounds } from "./testing.ts";

describe("GUNNS leak formula", () => {
  it("is 3.3 % above choked flow at any area, pressure and temperature", () => {
    for (const [mm2, kPa, kelvins] of [
      [1, 101.325, 295],
      [520, 65, 280],
    ] as const) {
      const [area, pressure] = [of("area", mm2, "mm2"), of("pressure", kPa, "kPa")];
      const density = pressure / (287.05 * kelvins);
      const gunns = area * Math.sqrt((density / 2) * pressure);
      rounds(100 * (gunns / chokedFlow(area, pressure, of("temperature", kelvins, "K")) - 1), "3.3");
    }
  });
});
