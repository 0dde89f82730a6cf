import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseStation } from "@hullwatch/core/station";
import { Exercise, type Piece } from "@hullwatch/core/world";
import type { WholeStation } from "../station/index.ts";
import { fieldsOf, type Kind, kindNames, kindOf, particularsOf, pieceOf, type Values } from "./pieces.ts";

const root = new URL("../../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const station = parseStation(read("stations/iss-2018-08-30.yaml"), "station");
const whole = station as unknown as WholeStation;
const scenario = { text: read("scenarios/quiet-month.yaml"), name: "scenario" };
const quietOf = parseStation(read("stations/iss-2018-08-30.yaml"), "station");

/** A form as it stands when it is opened, with the first of everything that is to be chosen. */
function opened(kind: Kind, own: Values = {}): Values {
  const first: Readonly<Record<string, string>> = {
    module: "destiny",
    modules: "all",
    hatch: station.hatches[0].id,
    sensor: station.sensors[0].id,
    vehicle: "soyuz-ms-09",
    leak: "injected-1",
    fault: "2",
  };
  const values = fieldsOf(kind).map(([name, field]) => {
    if (typeof field === "string") return [name, first[field]] as const;
    return [name, "number" in field ? String(field.number) : field.choice[0]] as const;
  });
  return { ...Object.fromEntries(values), ...own };
}

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
    assert.notEqual(particularsOf(piece), "");
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
  assert.equal(particularsOf(leak({ area: "1,5", grows: "2" })), "destiny, 1.5mm2, 2mm2 / 60min");
  assert.equal(particularsOf(pieceOf("sensor", opened("sensor"), whole)), "SM-P, freeze");
  assert.deepEqual(leak({ area: "1,5" }), { leak: { module: "destiny", area: "1.5mm2" } });
  assert.deepEqual(leak({ grows: "2", over: "30" }), {
    leak: { module: "destiny", area: "1mm2", grows: { by: "2mm2", over: "30min" } },
  });
});
