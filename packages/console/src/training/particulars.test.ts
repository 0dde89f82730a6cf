import assert from "node:assert/strict";
import { test } from "node:test";
import { TimeFormat } from "../time/index.ts";
import { Format } from "../units/index.ts";
import { type Language, wordsFor } from "../words/index.ts";
import { particularsOf } from "./particulars.ts";
import { type Kind, kindNames, pieceOf, type Values } from "./pieces.ts";
import { opened, whole } from "./testing.ts";

function told(language: Language, kind: Kind, values: Values = {}): string {
  const say = wordsFor(language);
  const reader = { say, format: new Format(language, say, "mmHg"), time: new TimeFormat(language, say, "utc") };
  return particularsOf(pieceOf(kind, opened(kind, values), whole), whole, reader);
}

test("what was injected is told in words, with numbers and units as the language has them", () => {
  const grows = { area: "1.5", grows: "2" };
  assert.equal(told("en", "leak", grows), "Destiny, 1.5 mm², grows by 2 mm² over 60 min");
  assert.equal(told("ru", "leak", grows), "Destiny, 1,5 мм², растёт на 2 мм² за 60 мин");
  assert.equal(told("en", "patch"), "no. 1, 30% stays open");
  assert.equal(told("ru", "sensor", { fault: "drift", lasts: "20" }), "SM-P, уход, на 2 мм рт. ст., за 1 ч, на 20 мин");
  assert.equal(told("en", "los"), "for 10 min, comes later");
  assert.equal(told("ru", "outage"), "кислородные установки, на 120 мин");
  assert.equal(told("ru", "temperature"), "−1 К, в течение 30 мин");
});

test("no word of a scenario file is left over, whatever form of the panel it comes from", () => {
  const names = new RegExp(whole.modules.map(({ name }) => name.replace(/\s*\(.*/, "")).join("|"), "g");
  for (const kind of kindNames)
    for (const fault of ["freeze", "bias", "drift", "noisy", "spikes", "dropout"]) {
      const said = told("ru", kind, { fault: kind === "sensor" ? fault : "2" });
      assert.notEqual(said, "");
      assert.doesNotMatch(said.replaceAll(names, "").replaceAll("SM-P", ""), /[a-z]/i, kind);
    }
});

test("what no form asks for stands as the file has it", () => {
  const say = wordsFor("en");
  const reader = { say, format: new Format("en", say, "mmHg"), time: new TimeFormat("en", say, "utc") };
  const piece = { leak: { module: "destiny", diameter: "2mm", cd: 0.8 } };
  assert.equal(particularsOf(piece, whole, reader), "Destiny, 2 mm, cd: 0.8");
});
