import assert from "node:assert/strict";
import { test } from "node:test";
import { parseStation } from "@hullwatch/core/station";
import { Exercise, type Piece } from "@hullwatch/core/world";
import { kindNames, kindOf, pieceOf, type Values } from "./pieces.ts";
import { opened, readFile, station, whole } from "./testing.ts";

const scenario = { text: readFile("scenarios/quiet-month.yaml"), name: "scenario" };
const quietOf = parseStation(readFile("stations/iss-2018-08-30.yaml"), "station");

test("every form, as it stands when it is opened, is something that the simulator takes", () => {
  const exercise = new Exercise(scenario, quietOf, 1);
  const { start } = exercise.scenario;
  exercise.inject({ leak: { module: "destiny", area: "1mm2" } });
  exercise.inject({ fault: { sensors: [station.sensors[0].id], kind: "freeze" } });
  let at = 60;
  const order = kindNames.toSorted((a, b) => Number(a === "stopLeak") - Number(b === "stopLeak"));
  for (const kind of order) {
    exercise.playTo((start + at) as typeof start);
    at += 60;
    const piece = pieceOf(kind, opened(kind), whole);
    exercise.inject(piece as Piece);
    assert.equal(kindOf(piece), kind);
  }
  assert.equal(exercise.injections.length, kindNames.length + 2);
});

test("every fault of a sensor is one that the simulator knows, in the sensor's own unit", () => {
  const exercise = new Exercise(scenario, quietOf, 1);
  const faults = ["freeze", "bias", "drift", "noisy", "spikes", "dropout"];
  for (const quantity of ["pressure", "temperature", "ppO2"]) {
    const sensor = station.sensors.find((one) => one.quantity === quantity)!.id;
    for (const fault of faults)
      exercise.inject(pieceOf("sensor", opened("sensor", { sensor, fault, lasts: "5" }), whole) as Piece);
  }
  assert.equal(exercise.injections.length, 18);
});

test("a decimal comma is read, and what is left out is left out", () => {
  const leak = (values: Values) => pieceOf("leak", opened("leak", values), whole);
  assert.deepEqual(leak({ area: "1,5" }), { leak: { module: "destiny", area: "1.5mm2" } });
  assert.deepEqual(leak({ grows: "2", over: "30" }), {
    leak: { module: "destiny", area: "1mm2", grows: { by: "2mm2", over: "30min" } },
  });
});
