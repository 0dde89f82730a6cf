import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf } from "@hullwatch/core/document";
import { phrase, verbatim } from "@hullwatch/core/phrase";
import { Problem, Unreachable } from "../link/index.ts";
import { stationWith } from "../station/testing.ts";
import { TimeFormat } from "../time/index.ts";
import { Format, type PressureUnit } from "../units/index.ts";
import { type Language, wordsFor } from "../words/index.ts";
import { ruPhrases } from "../words/ru-phrases.ts";
import { sentenceOfAlarm, sentenceOfFacts, sentenceOfObjection, sentenceOfTrouble } from "./index.ts";

const phrases = (language: Language) => ({ language, known: language === "ru" ? ruPhrases : {} });
const whole = stationWith({ modules: { lab: 100, node: 60 } });
const reader = (language: Language, unit: PressureUnit = "mmHg") => {
  const say = wordsFor(language);
  return { say, format: new Format(language, say, unit), time: new TimeFormat(language, say, "utc") };
};

test("an alarm is told in the language and in the units of who reads it", () => {
  const says = { code: "limit-passed", values: { module: "lab", value_mmHg: 722.4, limit_mmHg: 724 } };
  assert.equal(sentenceOfAlarm(says, whole, reader("en")), "722.4 mmHg in LAB; limit 724.0 mmHg (mean of one minute).");
  assert.equal(
    sentenceOfAlarm(says, whole, reader("ru", "kPa")),
    "96,31 кПа в «LAB»; предел 96,53 кПа (среднее за минуту).",
  );
  const oxygen = { code: "limit-kept", values: { module: "node", value_percent: 23.96, limit_percent: 24.1 } };
  assert.equal(sentenceOfAlarm(oxygen, whole, reader("ru")), "24 % в «NODE», в пределах 24,1 %.");
});

test("a silent sensor with what it read last", () => {
  const values = { sensor: "LAB-P", span_s: 660, limit_s: 600, period_s: 60 };
  const says = {
    code: "silent",
    values: { ...values, reading: "744.1 mmHg", read: "2018-08-29T23:24:00Z", stored: 1 },
  };
  assert.equal(
    sentenceOfAlarm(says, whole, reader("en")),
    "LAB-P silent for 11 min, limit 10 min; it should speak every 60 s. Last reading 744.1 mmHg at 29 Aug 23:24 UTC. " +
      "Found in stored data; live data bear it out.",
  );
  assert.equal(sentenceOfAlarm({ code: "from tomorrow", values: {} }, whole, reader("ru")), null);
  assert.equal(sentenceOfAlarm(null, whole, reader("ru")), null);
});

test("a refusal is told by its code, and what is wrong with what was sent by phrases", () => {
  const says = phrase`The name ${"gerst"} is taken.`;
  const taken = new Problem(409, { code: "HW_NAME_TAKEN", detail: "The name gerst is taken.", says });
  assert.equal(sentenceOfTrouble(taken, wordsFor("ru"), phrases("ru")), "Это имя занято. Имя gerst занято.");
  assert.equal(sentenceOfTrouble(taken, wordsFor("en"), phrases("en")), "This name is taken. The name gerst is taken.");
  const fault = faultOf({ line: 3, column: 7 }, "volume_m3", verbatim(-1), phrase`${phrase`a number`} above ${0}`);
  const file = new Problem(422, { code: "HW_DOCUMENT", detail: "a fault", faults: [fault] });
  assert.match(
    sentenceOfTrouble(file, wordsFor("ru"), phrases("ru")),
    /Строка 3, столбец 7\. volume_m3: сейчас: -1; нужно: число больше 0\.$/,
  );
  assert.match(
    sentenceOfTrouble(file, wordsFor("en"), phrases("en")),
    /Line 3, column 7\. volume_m3: found -1, expected a number above 0\.$/,
  );
  assert.match(sentenceOfTrouble(new Problem(418, { code: "HW_TEAPOT" }), wordsFor("ru"), phrases("ru")), /HW_TEAPOT/);
  assert.match(sentenceOfTrouble(new Unreachable("x"), wordsFor("ru"), phrases("ru")), /[а-я]/);
});

test("facts and what speaks against a step are told in words and units of who reads; ids stay", () => {
  const facts = [
    { fact: "reserve.low", found: "12 min", asked: "reserve.low < 30min" },
    { fact: "check", found: null, asked: "check = tight" },
  ];
  assert.equal(
    sentenceOfFacts(facts, reader("ru")),
    "резервное время, не менее: 12 мин (нужно резервное время, не менее < 30 мин); проверка герметичности: не известно (нужно проверка герметичности = герметично)",
  );
  const fall = [{ fact: "dpdt", found: "0.6 mmHg/h", asked: "dpdt > 0mmHg/h and hatch(rassvet-ms09) = closed" }];
  assert.equal(
    sentenceOfFacts(fall, reader("en", "kPa")),
    "fall of pressure: 0.080 kPa/h (asked for fall of pressure > 0 kPa/h and hatch(rassvet-ms09) = closed)",
  );
  const role = { code: "role", values: { role: "crew", asked: "controller,flight-director" }, text: "x" };
  assert.equal(
    sentenceOfObjection(role, reader("en")),
    "It is confirmed by Crew, asked for Controller, Flight director.",
  );
  assert.equal(sentenceOfObjection({ code: null, values: {}, text: "as we said" }, reader("ru")), "as we said");
});
