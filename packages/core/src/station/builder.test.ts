import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentError } from "../document/index.ts";
import { stationBuilder } from "./index.ts";

test("a station in three lines", () => {
  const station = stationBuilder()
    .module("lab", 97.7)
    .module("ship", 4)
    .hatch("h1", "lab", "ship")
    .vehicle("soyuz", ["ship"])
    .crew("ada", "soyuz", "lab")
    .supply("tank", "lab", { gas: "n2" })
    .sensor("LAB-P", "lab")
    .sensor("LAB-T", "lab", { quantity: "temperature", unit: "degC" })
    .limits({ reserve_pressure_mmHg: 520 })
    .build();
  assert.deepEqual(station.modules[0], { id: "lab", name: "lab", volume: 97.7 });
  assert.deepEqual(station.vehicles, [{ id: "soyuz", modules: ["ship"], seat: "ship", seats: 3 }]);
  assert.deepEqual([station.crewCount, station.supplies[0].gas], [1, "n2"]);
  assert.deepEqual(
    station.sensors.map(({ unit, period }) => [unit, period]),
    [
      ["mmHg", 10],
      ["degC", 10],
    ],
  );
  assert.equal(Math.round(station.limits.reservePressure), 69328);
});

test("people who are not listed are counted", () => {
  assert.equal(stationBuilder().module("cabin", 916).crewCount(7).build().crewCount, 7);
});

test("what a file could not say cannot be built", () => {
  assert.throws(() => stationBuilder().build(), DocumentError);
  assert.throws(() => stationBuilder().module("lab", 1).hatch("h1", "lab", "moon").build(), DocumentError);
});
