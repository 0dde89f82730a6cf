import assert from "node:assert/strict";
import { test } from "node:test";
import { stationWith } from "../station/testing.ts";
import { TimeFormat } from "../time/index.ts";
import { Format } from "../units/index.ts";
import { type Language, wordsFor } from "../words/index.ts";
import { incidentTitle, kinds, passes, sentenceOf } from "./sentence.ts";

const whole = stationWith({ modules: { lab: 100, node: 60 }, hatches: { door: ["lab", "node"] } });

const reader = (language: Language) => {
  const say = wordsFor(language);
  const [format, time] = [new Format(language, say, "mmHg"), new TimeFormat(language, say, "utc")];
  return { say, format, time, whole, titles: { loss: "Падение давления" } };
};

test("every kind of entry has a heading in both languages", () => {
  for (const kind of kinds) {
    assert.match(sentenceOf({ kind, body: {} }, reader("ru")).title, /^[А-ЯЁ]/, kind);
    assert.notEqual(sentenceOf({ kind, body: {} }, reader("en")).title, "", kind);
  }
});

test("a hatch is told by its names; what people wrote stands as they wrote it", () => {
  const moved = { kind: "hatch-moved", body: { hatch: "door", state: "closed" } };
  assert.equal(sentenceOf(moved, reader("en")).text, "LAB – NODE: closed");
  assert.equal(sentenceOf(moved, reader("ru")).text, "LAB – NODE: закрыт");
  const note = sentenceOf({ kind: "note", body: { text: "a whistle" } }, reader("ru"));
  assert.deepEqual([note.text, note.isTheirs], ["a whistle", true]);
  const unknown = sentenceOf({ kind: "from-tomorrow", body: { text: "new" } }, reader("en"));
  assert.deepEqual([unknown.title, unknown.text], ["Entry", "new"]);
});

test("the list is narrowed to alarms, to people, to what was moved", () => {
  const entry = (kind: string, role: string) => ({ kind, author: { id: "a", name: "A", role, centre: "houston" } });
  assert.ok(passes("alarms", entry("alarm-raised", "server")));
  assert.ok(!passes("people", entry("alarm-raised", "server")));
  assert.ok(passes("people", entry("note", "crew")));
  assert.ok(passes("hatches", entry("hatch-moved", "crew")));
  assert.ok(!passes("hatches", entry("note", "crew")));
});

test("what was done, alarms, procedures and incidents are told in the language of who reads", () => {
  const ru = (kind: string, body: object) => sentenceOf({ kind, body: body as never }, reader("ru"));
  assert.equal(ru("action", { text: "Lab: tape", parameter: "patch:lab", value: "tape" }).text, "LAB: Лента");
  assert.equal(
    ru("action", { text: "x", parameter: "gauge:node", value: "744.2" }).text,
    "Манометр, NODE: 744,2 мм рт. ст.",
  );
  assert.equal(ru("action", { text: "x", parameter: "check:lab", value: "start" }).text, "Проверка, LAB: начата");
  assert.equal(ru("action", { text: "whistled", parameter: "torque:x", value: "1" }).text, "whistled");
  const says = { code: "speaks", values: { sensor: "LAB-P" } };
  assert.match(ru("alarm-cleared", { alarm: "stale-3", text: "x", says }).text, /: LAB-P снова передаёт\.$/);
  assert.equal(ru("procedure-started", { procedure: "loss", title: "Loss" }).text, "Падение давления");
  const by = { role: "server" };
  const opened = sentenceOf(
    { kind: "incident-opened", body: { title: "x" }, author: by, incident: "leak-1.2018-08-29" },
    reader("ru"),
  );
  assert.equal(opened.text, "Утечка");
  const incident = {
    id: "leak-1.2018-08-29",
    title: "Air is being lost",
    opened: [{ time: "2018-08-29T23:24:00Z", by }],
  };
  assert.equal(incidentTitle(incident, reader("ru")), "Утечка, 29 авг. 23:24 UTC");
});
