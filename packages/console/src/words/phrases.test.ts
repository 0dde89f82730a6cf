import assert from "node:assert/strict";
import { test } from "node:test";
import { phrase, verbatim } from "@hullwatch/core/phrase";
import { phraseIn } from "./phrases.ts";
import { ruPhrases } from "./ru-phrases.ts";
import { patternsOf } from "./testing-patterns.ts";

const values = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([value]) => value).toSorted();
const sent = patternsOf(["core/src", "log/src", "server/src"]);

test("every phrase that the server may send has a Russian text with the same values", () => {
  assert.ok(sent.size > 300, String(sent.size));
  assert.deepEqual(
    [...sent].filter((pattern) => !Object.hasOwn(ruPhrases, pattern)),
    [],
  );
  for (const [pattern, text] of Object.entries(ruPhrases)) assert.deepEqual(values(text), values(pattern), pattern);
});

test("no Russian text is left over, and all are Russian or no words", () => {
  // `verbatim` has no words of its own.
  const left = Object.keys(ruPhrases).filter((pattern) => !sent.has(pattern));
  assert.deepEqual(left, []);
  for (const [pattern, text] of Object.entries(ruPhrases))
    assert.match(text.replaceAll(/\{\d+\}/g, ""), /[а-яё]|^[^a-z]*$|^true или false$/i, pattern);
});

test("phrases within phrases, numbers and names as people write them; what is not known stays English", () => {
  const reader = {
    language: "ru",
    known: ruPhrases,
    name: (id: string) => (id === "lab" ? "Лаборатория" : id),
  } as const;
  const one = phrase`flux through the shield of ${"lab"} in ${8.5} days, assumed`;
  assert.equal(phraseIn(reader, one), "поток через защиту модуля «Лаборатория» за 8,5\u00a0сут, защита принята");
  assert.equal(phraseIn(reader, phrase`${phrase`a list`} above ${verbatim("3")}`), "список больше 3");
  assert.equal(phraseIn(reader, { pattern: "from tomorrow: {0}", values: ["x"] }), "from tomorrow: x");
});
