import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Forms } from "./texts.ts";
import { catalogues, type Language, wordsFor } from "./words.ts";

const keys = Object.keys(catalogues.en).sort();
const formsOf = (text: string | Forms) => (typeof text === "string" ? { other: text } : text);
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const source = join(import.meta.dirname, "..");
const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$|words[/\\](en|ru)/.test(name))
  .map((name) => readFileSync(join(source, name), "utf8"))
  .join("\n");

for (const [language, catalogue] of Object.entries(catalogues)) {
  test(`${language}: every text is there, with the same values in it, in every form that the language has`, () => {
    assert.deepEqual(Object.keys(catalogue).sort(), keys);
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const [key, text] of Object.entries(catalogue)) {
      const english = catalogues.en[key as keyof typeof catalogues.en];
      assert.equal(typeof text, typeof english, key);
      if (typeof text !== "string") assert.deepEqual(Object.keys(text).sort(), wanted, key);
      const expected = placeholders(formsOf(english).other);
      for (const form of Object.values(formsOf(text))) {
        assert.notEqual(form.trim(), "", key);
        // "A hatch" has its number in its words.
        assert.deepEqual(
          placeholders(form)
            .concat(form.includes("{n}") || !expected.includes("n") ? [] : ["n"])
            .sort(),
          expected,
          key,
        );
      }
    }
  });
}

test("Russian texts are Russian, but for those that are the same anywhere", () => {
  const same = new Set([
    "app.name",
    "unit.mmHg",
    "unit.kPa",
    "unit.psi",
    "unit.degC",
    "time.gmt",
    "time.utc",
    "refill.gas.o2",
    "refill.gas.n2",
  ]);
  for (const key of keys.filter((one) => !same.has(one))) {
    const { other } = formsOf(catalogues.ru[key as keyof typeof catalogues.ru]);
    assert.match(other.replace(/\{\w+\}/g, ""), /[а-яё]|^[^a-z]*$/i, key);
  }
});

test("no text is left over, and none is asked for that is not there", () => {
  const unused = keys.filter((key) => !code.includes(`"${key}"`) && !familyIsUsed(key));
  assert.deepEqual(unused, []);
});

/** `severity.${x}`: a family of texts of which one is chosen as the program runs. */
function familyIsUsed(key: string): boolean {
  const family = key.slice(0, key.lastIndexOf(".") + 1);
  return family !== "" && code.includes(`\`${family}\${`);
}

test("a number chooses its form", () => {
  const say = (language: Language, n: number) => wordsFor(language)("alarms.others", { n });
  assert.equal(say("en", 1), "1 other alarm");
  assert.equal(say("en", 5), "5 other alarms");
  assert.equal(say("ru", 1), "Ещё 1 сигнал");
  assert.equal(say("ru", 3), "Ещё 3 сигнала");
  assert.equal(say("ru", 11), "Ещё 11 сигналов");
});
