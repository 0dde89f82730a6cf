import assert from "node:assert/strict";
import { test } from "node:test";
import { stationBuilder } from "../../station/index.ts";
import { lively, outcome } from "../testing.ts";

const exact = { sigma: 1e-6, step: 0.001, period_s: 60 };
const station = stationBuilder()
  .module("lab", 200)
  .crewCount(3)
  .sensor("O2", "lab", { ...exact, quantity: "ppO2" })
  .sensor("CO2", "lab", { ...exact, quantity: "ppCO2" })
  .sensor("H2O", "lab", { ...exact, quantity: "ppH2O" })
  .build();
const still = "weather: {temperature: 0, gas: 0, crew: 0, sensors: 0}\n";
const readings = (yaml: string, id: string) =>
  outcome(lively(station, `duration: 2day\n${still}${yaml}`), station).readings(id);
/** (mmHg) Taken by three people from 200 m3 in a day: 78.76 mol of O2 at 10.866 mol for each mmHg. */
const aDay = 78.757 / 10.866;
const near = (found: number, expected: number, by: number) =>
  assert.ok(Math.abs(found - expected) <= by, `found ${found}, expected ${expected}`);

test("oxygen is made for what is breathed; an outage shows as its full fall", () => {
  const held = readings("", "O2");
  for (const [, p] of held) near(p, 160, 0.3);
  const outage = readings("life_support: {oxygen: [{module: lab, outages: [{from: +6h, until: +30h}]}]}\n", "O2");
  near(outage[6 * 60][1] - outage[30 * 60][1], aDay, 0.02);
});

test("a generator that makes too little lets ppO2 sag", () => {
  const weak = readings("life_support: {oxygen: [{module: lab, yield: 0.8}]}\n", "O2");
  const sag = 160 - (weak.at(-1)?.[1] ?? 0);
  assert.ok(sag > 1 && sag < 0.4 * aDay, `${sag}`);
});

test("the removal of CO2 swings with its cycle of 155 min about what the crew gives off", () => {
  const co2 = readings("", "CO2").map(([, p]) => p);
  for (const p of co2) near(p, 2.5, 0.15);
  const cycle = co2.slice(0, 155);
  const swing = Math.max(...cycle) - Math.min(...cycle);
  // A mean of 68 mol a day, 0.3 up and down over a cycle: 0.3 / 4 of what a cycle removes.
  near(swing, (0.075 * 68.17 * (155 / 1440)) / 10.866, 0.015);
});

test("water stands a little over where it condenses, and climbs by 2 kg a day each without", () => {
  for (const [, p] of readings("", "H2O")) near(p, 9.3, 0.1);
  const wet = readings("life_support: {humidity: off}\n", "H2O");
  near(wet[1440][1] - wet[0][1], 333.06 / 10.866, 0.05);
});
