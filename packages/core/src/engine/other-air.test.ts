/** Air that is not that of the ISS: pure oxygen at a third of its pressure, in the cold. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { stationBuilder } from "../station/index.ts";
import { createEngine } from "./index.ts";
import { cabinAir, estimates, hour, mmHg, run, story, t0 } from "./testing.ts";

test("in a cold cabin of oxygen the mass that leaks is that of cold oxygen, and its purity is no alarm", () => {
  const cold = 278;
  const station = stationBuilder()
    .module("hut", 100)
    .limits({
      reserve_pressure_mmHg: 150,
      total_pressure_min_mmHg: 200,
      total_pressure_max_mmHg: 290,
      ppO2_min_mmHg: 150,
      ppO2_max_mmHg: 290,
      o2_fraction_max: 1,
    })
    .sensor("P", "hut")
    .sensor("T", "hut", { quantity: "temperature", unit: "K", sigma: 0.1, step: 0 })
    .sensor("O2", "hut", { quantity: "ppO2", sigma: 0.2, step: 0 })
    .build();
  const holes = [{ module: "hut", area_mm2: 4, from: t0 + 4 * hour }];
  let pressure = 0;
  const air = cabinAir(station, { hours: 7, holes, pressure: { hut: 255 * mmHg } }).map((i) => {
    if (i.type !== "sample") return i;
    if (i.sensor === "T") return { ...i, value: i.value - 295 + cold };
    if (i.sensor === "O2") return { ...i, value: i.value + (1 - 0.21) * pressure };
    pressure = i.value;
    return i;
  });
  const events = run(createEngine(station), air);
  assert.deepEqual(story(events), ["leak-1 raised"]);
  const { rate, dpdt } = estimates(events).at(-1)!;
  // 8.31446 / 31.998e-3 J/(kg K)
  const expected = (dpdt.value * 100) / (259.84 * cold);
  assert.ok(Math.abs(rate.value / expected - 1) < 0.005, `${rate.value / expected}`);
});
