/** Every code that engine and server may send has a text in every language. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { alarmCodes, interruptionCodes } from "@hullwatch/core/engine";
import { catalogues } from "../words/words.ts";

const packages = join(import.meta.dirname, "../../..");
const sources = (folder: string) =>
  readdirSync(join(packages, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/test(ing)?/.test(name))
    .map((name) => readFileSync(join(packages, folder, name), "utf8"))
    .join("\n");
const all = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, code]) => code))];
const server = sources("server/src");

/** A list that cannot be empty: what is looked for in a source may have moved. */
function some(codes: readonly string[]): readonly string[] {
  assert.ok(codes.length > 1, String(codes));
  return codes;
}

function areTold(family: string, codes: readonly string[]): void {
  for (const [language, catalogue] of Object.entries(catalogues)) {
    const missing = codes.filter((code) => !Object.hasOwn(catalogue, `${family}.${code}`));
    assert.deepEqual(missing, [], language);
  }
}

test("what alarms say", () => {
  const said = all(sources("core/src/engine"), /says: \{ code: "([\w-]+)"/g);
  assert.ok(said.length > 8 && said.every((code) => (alarmCodes as readonly string[]).includes(code)));
  areTold("says", [...alarmCodes, ...all(server, /says: \{ code: "([\w-]+)"/g)]);
});

test("what breaks a leak check off", () => areTold("broken", interruptionCodes));

test("kinds of alarms, severities and roles", () => {
  const draft = readFileSync(join(packages, "server/src/logbook/drafts.ts"), "utf8");
  const [, table = ""] = /severityOf[^{]*\{([^}]*)\}/.exec(draft) ?? [];
  const kinds = all(table, /"?([\w-]+)"?: "[A-Z]+"/g);
  assert.equal(kinds.length, 10);
  areTold("alarm", kinds);
  areTold("severity", all(table, /: "([A-Z]+)"/g));
});

test("what speaks against a step of a procedure", () => {
  const [, list = ""] = /objectionCodes = \[([^\]]*)\]/.exec(sources("log/src/procedure")) ?? [];
  const codes = all(list, /"([\w-]+)"/g);
  assert.equal(codes.length, 11);
  areTold("objection", codes);
});

test("facts of procedures and the words that they take", () => {
  const names = readFileSync(join(packages, "log/src/procedure/fact-names.ts"), "utf8");
  const facts = all(names, /^ {2}(\w+): \{/gm);
  const words = all([...names.matchAll(/words: \[([^\]]*)\]/g)].map(([, list]) => list).join(), /"([\w-]+)"/g);
  assert.ok(facts.length >= 17 && words.length > 20, `${facts.length} ${words.length}`);
  areTold("fact", [...facts, ...words, "and", "or", "not"]);
});

test("how a leak is placed, what is advised, checks, holes, steps, polls, and what ends a refill", () => {
  const names = readFileSync(join(packages, "log/src/procedure/fact-names.ts"), "utf8");
  const wordsOf = (fact: string) =>
    all(new RegExp(`^ {2}${fact}: \\{[^[]*\\[([^\\]]*)\\]`, "m").exec(names)?.[1] ?? "", /"([\w-]+)"/g);
  for (const [family, fact, least] of [
    ["verdict", "verdict", 4],
    ["next", "advice", 6],
    ["check", "check", 3],
    ["hole", "hole", 9],
  ] as const) {
    const words = wordsOf(fact);
    assert.ok(words.length >= least, `${fact}: ${words}`);
    areTold(family, words);
  }
  const union = (file: string, type: string) =>
    all(
      new RegExp(`type ${type} =([^;]*);`).exec(readFileSync(join(packages, file), "utf8"))?.[1] ?? "",
      /"([\w-]+)"/g,
    );
  areTold("step", some(union("log/src/procedure/course.ts", "StepState")));
  areTold("limit", some(union("core/src/refill/types.ts", "Stop")));
  areTold(
    "poll",
    some(union("log/src/state/types.ts", "Verdict")).filter((one) => !one.includes("GO")),
  );
});

test("refusals: all that the server throws, and all that it lets through from its parts", () => {
  const thrown = all(server, /new ProblemError\(\s*(?:\d+,\s*)?"(HW_\w+)"/g);
  const passed = all(readFileSync(join(packages, "server/src/api/statuses.ts"), "utf8"), /(HW_\w+): \d{3}/g);
  const own = all(readFileSync(join(packages, "server/src/problem/problem.ts"), "utf8"), /"(HW_\w+)"/g);
  assert.ok(
    thrown.length > 20 && passed.length > 20 && own.length >= 3,
    `${thrown.length} ${passed.length} ${own.length}`,
  );
  areTold("error", [...thrown, ...passed, ...own]);
});

test("procedures that ship have every text in Russian too", () => {
  const folder = join(packages, "../procedures");
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), "utf8");
    assert.equal(all(text, /^( *en:.*)$/gm).length > 3, true);
    assert.equal([...text.matchAll(/^ *en:/gm)].length, [...text.matchAll(/^ *ru:/gm)].length, name);
  }
});
