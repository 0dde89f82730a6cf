import assert from "node:assert/strict";
import { test } from "node:test";
import { stationBuilder } from "../../station/index.ts";
import { lively, outcome } from "../testing.ts";
import { decimalsOf } from "./sensor.ts";

const station = stationBuilder()
  .module("lab", 100)
  .sensor("P", "lab", { sigma: 0.05, step: 0.1, period_s: 10 })
  .sensor("Q", "lab", { sigma: 0.05, step: 0.1, period_s: 10 })
  .sensor("T", "lab", { quantity: "temperature", unit: "degC", sigma: 0.05, step: 0.1, period_s: 60 })
  .build();
const still = "weather: {temperature: 0, gas: 0, crew: 0}\nlife_support: {oxygen: [], co2: [], humidity: off}\n";
const hour = 3600;
/** Readings of the sensor P over ten hours with these faults. */
const readings = (faults: string, sensor = "P") =>
  outcome(lively(station, `duration: 10h\n${still}faults:\n${faults}`), station).readings(sensor);
const mean = (rows: [number, number][], from: number, until: number) => {
  const some = rows.filter(([t]) => t >= from * hour && t < until * hour).map(([, v]) => v);
  return some.reduce((a, b) => a + b, 0) / some.length;
};
const near = (found: number, expected: number, by: number) =>
  assert.ok(Math.abs(found - expected) <= by, `found ${found}, expected ${expected}`);

test("a sound sensor shows its noise on its steps", () => {
  const rows = outcome(lively(station, `duration: 10h\n${still}`), station);
  const p = rows.readings("P").map(([, v]) => v);
  const average = p.reduce((a, b) => a + b, 0) / p.length;
  const sd = Math.sqrt(p.reduce((a, b) => a + (b - average) ** 2, 0) / p.length);
  near(sd, Math.sqrt(0.05 ** 2 + 0.1 ** 2 / 12), 0.006);
  assert.ok(rows.rows.every((r) => /^\d+\.\d$/.test(r.value)));
});

test("bias and drift and ramp", () => {
  const bias = readings("  - {sensors: [P], kind: bias, by: 1mbar, from: +2h, until: +4h}\n");
  near(mean(bias, 0, 2), 745, 0.02);
  near(mean(bias, 2, 4), 745.75, 0.02);
  near(mean(bias, 4, 10), 745, 0.02);
  const drift = readings("  - {sensors: [P], kind: drift, by: -0.5mmHg, per: 1h, from: +2h}\n");
  near(mean(drift, 9, 10), 745 - 0.5 * 7.5, 0.03);
  const ramp = readings("  - {sensors: [P], kind: ramp, by: 3mmHg, over: 2h, from: +2h}\n");
  near(mean(ramp, 2.9, 3.1), 746.5, 0.05);
  near(mean(ramp, 5, 10), 748, 0.02);
});

test("a bias in degrees is a difference", () => {
  const warm = readings("  - {sensors: [T], kind: bias, by: 2degC}\n", "T");
  near(mean(warm, 0, 10), 24, 0.03);
});

test("a frozen sensor repeats itself and thaws", () => {
  const rows = readings("  - {sensors: [P], kind: freeze, from: +2h, until: +4h}\n");
  const frozen = rows.filter(([t]) => t >= 2 * hour && t < 4 * hour).map(([, v]) => v);
  assert.equal(new Set(frozen).size, 1);
  assert.equal(frozen.length, 720);
  assert.ok(new Set(rows.filter(([t]) => t >= 4 * hour).map(([, v]) => v)).size > 2);
});

test("a noisy sensor scatters more while it lasts, and no other sensor changes", () => {
  const faults = "  - {sensors: [P], kind: noisy, times: 10, from: +5h}\n";
  const sd = (rows: [number, number][]) => Math.sqrt(rows.reduce((a, [, v]) => a + (v - 745) ** 2, 0) / rows.length);
  const rows = readings(faults);
  near(sd(rows.filter(([t]) => t >= 5 * hour)), 0.5, 0.04);
  near(sd(rows.filter(([t]) => t < 5 * hour)), 0.058, 0.006);
  const sound = outcome(lively(station, `duration: 10h\n${still}`), station).readings("Q");
  assert.deepEqual(readings(faults, "Q"), sound);
});

test("spikes are rare and large", () => {
  const rows = readings("  - {sensors: [P], kind: spikes, by: 20mmHg, every: 15min}\n");
  const spikes = rows.filter(([, v]) => Math.abs(v - 745) > 1).length;
  // 40 expected; 4 % of a normal law lies within 1 of 20.
  assert.ok(spikes > 20 && spikes < 60, `${spikes}`);
});

test("absurd values and blanks are sent as they are written, dropouts send nothing", () => {
  const texts = (faults: string) =>
    outcome(lively(station, `duration: 10h\n${still}faults:\n${faults}`), station)
      .rows.filter((r) => r.parameter === "P")
      .map((r) => r.value);
  const absurd = texts("  - {sensors: [P], kind: absurd, text: '-999', every: 30min}\n");
  const count = absurd.filter((v) => v === "-999").length;
  assert.ok(count > 8 && count < 34, `${count}`);
  const gone = texts("  - {sensors: all, kind: dropout, from: +1h, until: +2h}\n");
  assert.equal(gone.length, 3600 - 360);
  const blank = texts("  - {sensors: [P], kind: dropout, chance: 0.5, text: ''}\n").filter((v) => v === "").length;
  assert.ok(Math.abs(blank - 1800) < 120, `${blank}`);
});

test("decimals write a step in full", () => {
  assert.deepEqual([1, 5, 0.1, 0.4, 0.25, 0.01, 1e-3].map(decimalsOf), [0, 0, 1, 1, 2, 2, 3]);
});
