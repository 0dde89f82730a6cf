import assert from "node:assert/strict";
import { test } from "node:test";
import { stationBuilder } from "../../station/index.ts";
import { lively, shippedStation } from "../testing.ts";
import { TemperatureWeather } from "./temperature.ts";

/** sd (K) over 20 days of the mean by volume, and of the module that differs from it most. */
function swings(station: ReturnType<typeof shippedStation>): { mean: number; apart: number } {
  const scenario = lively(station, "duration: 20day\n");
  const warmth = station.modules.map(() => 295);
  const weather = new TemperatureWeather(station, scenario, warmth, 11, 60);
  const space = station.modules.reduce((sum, m) => sum + m.volume, 0);
  let [mean, apart] = [0, 0];
  const n = 20 * 1440;
  for (let i = 0; i < n; i++) {
    weather.advance(scenario.start + 60 * i);
    const average = station.modules.reduce((sum, m, j) => sum + (m.volume / space) * (weather.next[j] - 295), 0);
    mean += average ** 2 / n;
    apart += (weather.next[0] - 295 - average) ** 2 / n;
  }
  return { mean: Math.sqrt(mean), apart: Math.sqrt(apart) };
}

test("what moves the pressure is the same for one module and for twenty-six; modules differ among themselves", () => {
  const one = swings(stationBuilder().module("can", 900).build());
  const many = swings(shippedStation("iss-2018-08-30"));
  assert.ok(Math.abs(many.mean / one.mean - 1) < 1e-9);
  assert.ok(one.mean > 0.03 && one.mean < 0.09, `${one.mean}`);
  assert.ok(one.apart < 1e-9);
  assert.ok(many.apart > 0.015 && many.apart < 0.06, `${many.apart}`);
});
