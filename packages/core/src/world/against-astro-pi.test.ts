import assert from "node:assert/strict";
import { test } from "node:test";
import { lively, outcome, shippedStation } from "./testing.ts";

/**
 * One standard deviation (mbar/h) of least-squares slopes over sliding windows (min) of real cabin air without a leak:
 * Astro Pi Mk II flight units on the ISS, 31 January 2022 (Raspberry Pi Foundation).
 */
const measured = { 10: 0.41, 60: 0.22, 120: 0.11, 240: 0.067 };
/** The sizes in `temperature.ts` and `gas-weather.ts` were set with seeds 1 to 6; these are others. */
const seeds = [101, 102, 103, 104];
const days = 8;
const period = 5;

/** Sum of squares of the slopes (mbar/h) about their mean, over every window of `minutes` that begins on a minute. */
function slopeVariance(y: readonly number[], minutes: number): number {
  const n = (minutes * 60) / period;
  const centre = (n - 1) / 2;
  const spread = (n * (n * n - 1)) / 12;
  const slopes: number[] = [];
  for (let from = 0; from + n <= y.length; from += 60 / period) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (i - centre) * y[from + i];
    slopes.push(((sum / spread) * 3600) / period);
  }
  const mean = slopes.reduce((a, b) => a + b, 0) / slopes.length;
  return slopes.reduce((a, b) => a + (b - mean) ** 2, 0) / slopes.length;
}

test("the default nuisances make the slopes of a tight cabin scatter as measured in flight, within 30 %", () => {
  const station = shippedStation("astropi-2022");
  const scenario = lively(station, `duration: ${days}day\n`);
  const records = seeds.map((seed) =>
    outcome(scenario, station, seed)
      .readings("AP-P")
      .map(([, p]) => p),
  );
  for (const [minutes, expected] of Object.entries(measured)) {
    const variances = records.map((y) => slopeVariance(y, Number(minutes)));
    const sd = Math.sqrt(variances.reduce((a, b) => a + b, 0) / variances.length);
    assert.ok(Math.abs(sd / expected - 1) < 0.3, `${minutes} min: found ${sd.toFixed(3)}, expected ${expected} mbar/h`);
  }
});

test("without the weather a tight cabin only shows its gauge: slopes over an hour under a tenth of the measured scatter", () => {
  const station = shippedStation("astropi-2022");
  const still = "weather: {temperature: 0, gas: 0, crew: 0}\nlife_support: {oxygen: [], co2: [], humidity: off}\n";
  const scenario = lively(station, `duration: 1day\n${still}`);
  const y = outcome(scenario, station)
    .readings("AP-P")
    .map(([, p]) => p);
  assert.ok(Math.sqrt(slopeVariance(y, 60)) < 0.022);
});
