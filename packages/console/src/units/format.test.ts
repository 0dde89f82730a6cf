import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsFor } from "../words/index.ts";
import { Format } from "./format.ts";

const english = (unit: "mmHg" | "kPa" | "psi" = "mmHg") => new Format("en", wordsFor("en"), unit);
const russian = new Format("ru", wordsFor("ru"), "mmHg");

test("one pressure in three units, each to the step of the gauge", () => {
  assert.deepEqual(english().pressure(745.2, "mmHg"), { number: "745.2", unit: "mmHg", interval: null });
  assert.equal(english("kPa").pressure(745.2, "mmHg").number, "99.35");
  assert.equal(english("psi").pressure(745.2, "mmHg").number, "14.410");
  assert.equal(english().pressure(99.35, "kPa").number, "745.2");
});

test("the leak of 2018: 0.6 mmHg/h is 0.80 mbar/h, 0.080 kPa/h", () => {
  const said = { value: 0.6, low: 0.5, high: 0.7, unit: "mmHg/h" };
  assert.deepEqual(english("kPa").pressureRate(said), { number: "0.080", unit: "kPa/h", interval: "0.067 to 0.093" });
  assert.deepEqual(russian.pressureRate(said), { number: "0,60", unit: "мм рт. ст./ч", interval: "от 0,50 до 0,70" });
});

test("bounds that are not finite are said in words", () => {
  assert.equal(english().massFlow({ value: 4, low: 2, high: null, unit: "kg/day" }).interval, "2.0 or more");
  assert.equal(english().massFlow({ value: 4, low: null, high: 9, unit: "kg/day" }).interval, "up to 9.0");
  assert.equal(english().massFlow({ value: 4, unit: "kg/day" }).interval, null);
});

test("what is nearly certain is not said to be certain", () => {
  assert.deepEqual(
    [0, 0.004, 0.504, 0.996, 1].map((p) => english().percent(p)),
    ["0%", "<\u00a01%", "50%", ">\u00a099%", "100%"],
  );
  assert.equal(russian.percent(0.25), "25\u00a0%");
});
