import assert from "node:assert/strict";
import { test } from "node:test";
import { stationWith } from "../station/testing.ts";
import { wordsFor } from "../words/index.ts";
import { kinds, passes, sentenceOf } from "./sentence.ts";

const whole = stationWith({ modules: { lab: 100, node: 60 }, hatches: { door: ["lab", "node"] } });

test("every kind of entry has a heading in both languages", () => {
  for (const kind of kinds) {
    assert.match(sentenceOf({ kind, body: {} }, whole, wordsFor("ru")).title, /^[А-ЯЁ]/, kind);
    assert.notEqual(sentenceOf({ kind, body: {} }, whole, wordsFor("en")).title, "", kind);
  }
});

test("a hatch is told by its names; what people wrote stands as they wrote it", () => {
  const moved = { kind: "hatch-moved", body: { hatch: "door", state: "closed" } };
  assert.equal(sentenceOf(moved, whole, wordsFor("en")).text, "LAB – NODE: closed");
  assert.equal(sentenceOf(moved, whole, wordsFor("ru")).text, "LAB – NODE: закрыт");
  const note = sentenceOf({ kind: "note", body: { text: "a whistle" } }, whole, wordsFor("ru"));
  assert.deepEqual([note.text, note.isTheirs], ["a whistle", true]);
  const unknown = sentenceOf({ kind: "from-tomorrow", body: { text: "new" } }, whole, wordsFor("en"));
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
