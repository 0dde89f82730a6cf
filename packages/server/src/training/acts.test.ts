import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { parseStation } from "@hullwatch/core/station";
import { Exercise } from "@hullwatch/core/world";
import type { Entry } from "@hullwatch/log";
import { tryAct } from "./acts.ts";

const root = join(import.meta.dirname, "../../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const station = parseStation(read("stations/iss-2018-08-30.yaml"), "station");
const begin = () => {
  const exercise = new Exercise({ text: read("scenarios/quiet-month.yaml"), name: "scenario" }, station, 1);
  exercise.inject({ leak: { module: "ms09-om", area: "10mm2" } });
  return exercise;
};
const entry = (kind: string, body: object, role = "crew") =>
  ({ kind, body, author: { id: "a", name: "A", role, centre: "houston" } }) as unknown as Entry;
const on = (exercise: Exercise) => void exercise.playTo(second(exercise.time + 20));

test("what people report happens: hatches, work on a hole, gas; and the file says that they did it", () => {
  const exercise = begin();
  on(exercise);
  const acts = [
    entry("hatch-moved", { hatch: "rassvet-ms09", state: "closed" }),
    entry("crew-moved", { who: station.crew[0].id, module: "zarya" }),
    entry("action", { text: "tape", parameter: "patch:ms09-om", value: "tape" }),
    entry("action", { text: "oxygen", parameter: `supply:${station.supplies[0].id}`, value: "1.5" }),
    entry("action", { text: "found", parameter: "search:ms09-om", value: "found" }),
  ];
  for (const one of acts) assert.equal(tryAct(exercise, one), null);
  on(exercise);
  const { volumes, leaks } = exercise.truth();
  assert.ok(!volumes.some(({ modules }) => modules.includes("rassvet") && modules.includes("ms09-om")));
  assert.equal(leaks[0].area_mm2, 2);
  for (const line of ["kind: hatch", "kind: crew", "kind: patch", "kind: supply", "kind: search", "left: 0.2"])
    assert.ok(exercise.text().includes(line), line);
  tryAct(exercise, entry("action", { text: "sealant", parameter: "patch:ms09-om#1", value: "curing 8h" }));
  on(exercise);
  assert.ok(exercise.truth().tight);
});

test("what the server says is done by nobody, and what cannot be is given back", () => {
  const exercise = begin();
  const before = exercise.text();
  assert.equal(tryAct(exercise, entry("hatch-moved", { hatch: "rassvet-ms09", state: "closed" }, "server")), null);
  assert.equal(tryAct(exercise, entry("note", { text: "rassvet-ms09 closed" })), null);
  assert.match(String(tryAct(exercise, entry("hatch-moved", { hatch: "attic", state: "closed" }))), /attic/);
  assert.equal(exercise.text(), before);
});
