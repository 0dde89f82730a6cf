import assert from "node:assert/strict";
import { test } from "node:test";
import type { Advice } from "../station/index.ts";
import { stationWith } from "../station/testing.ts";
import { TimeFormat } from "../time/index.ts";
import { wordsFor } from "../words/index.ts";
import { nextOf } from "./advice.ts";

const whole = stationWith({ modules: { lab: 100, node: 60 }, hatches: { door: ["lab", "node"] } });
const advice: Advice = {
  type: "advice",
  time: "2018-08-29T23:24:00.000Z",
  action: "close",
  hatches: ["door"],
  crew: { gerst: "node" },
  watch_min: 12,
  observe: ["LAB-P", "gauge:node"],
  expected_min: 60,
  modules: ["lab"],
  why: "",
};
const next = (language: "en" | "ru", more: Partial<Advice> = {}) => {
  const say = wordsFor(language);
  return nextOf({ ...advice, ...more }, whole, say, new TimeFormat(language, say, "utc"));
};

test("people first, then hatches, then what to watch and to read", () => {
  assert.equal(next("en").title, "Close a hatch");
  assert.deepEqual(next("en").steps, [
    "Gerst to NODE",
    "Close LAB – NODE",
    "Then watch for 12 min",
    "Read LAB-P, gauge in NODE",
  ]);
});

test("beside it what the rule book would do first, and how long it would take", () => {
  const rule_book = { groups: [["node"], ["lab"]], hatches: ["door"], expected_min: 180 };
  assert.equal(next("en", { rule_book }).book, "By the rule book: NODE first, 3 h to the end.");
  assert.match(next("ru", { rule_book }).book, /NODE.* 3 ч/);
  assert.deepEqual([next("en").book, next("en", { rule_book: null }).book], ["", ""]);
});

test("every action is said in both languages, without a word of the engine's", () => {
  const actions = ["close", "open", "wait", "search-module", "isolate", "evacuate"] as const;
  for (const action of actions) {
    assert.notEqual(next("en", { action }).title, "");
    assert.match(next("ru", { action }).title, /^[А-ЯЁ]/);
  }
});

test("where the hole has been found it says what is waited for: a check that runs, or the work on it", () => {
  const say = wordsFor("en");
  const wait = { ...advice, action: "wait" as const, hatches: [], crew: {}, watch_min: 0, observe: [] };
  const hole = { type: "repair", time: advice.time, module: "lab", state: "curing" };
  const check = { type: "check", time: advice.time, modules: ["lab"], verdict: "undecided", runs: true };
  const title = (...others: object[]) =>
    nextOf(wait, whole, say, new TimeFormat("en", say, "utc"), others as never).title;
  assert.match(title(hole, check), /^A leak check of LAB runs/);
  assert.match(title(hole), /^Let the work on the hole in LAB have its time/);
  assert.match(title({ ...hole, state: "tight" }), /^LAB is checked tight/);
  assert.equal(title({ ...hole, state: "open" }), say("next.wait"));
});
