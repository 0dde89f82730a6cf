import assert from "node:assert/strict";
import { test } from "node:test";
import { choice, englishOf, phrase, verbatim } from "./index.ts";

test("a phrase is its English with the values apart, also after JSON", () => {
  const one = phrase`a number above ${3} and ${phrase`not ${"soon"}`}`;
  assert.equal(one.pattern, "a number above {0} and {1}");
  assert.equal(englishOf(JSON.parse(JSON.stringify(one))), "a number above 3 and not soon");
  assert.equal(englishOf(verbatim("{1} as it stands")), "{1} as it stands");
});

test("choices are phrases around the words of a file, which stay", () => {
  const said = choice(["open", "closed"], "opne", phrase`a state`);
  assert.equal(englishOf(said), "a state: open or closed; did you mean open?");
  assert.equal(said.pattern, "{0}; did you mean {1}?");
});
