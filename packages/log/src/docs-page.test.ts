/** docs/log.md against what it describes. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bodySchemas, type Entry, entryFault, entrySchema, factKinds, hashOf, kindNames } from "./index.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/log.md"), "utf8");
const rows = page.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
const named = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

test("the page names every kind, with every member of its body", () => {
  for (const kind of kindNames) {
    const row = rows.find(([, first]) => first === `\`${kind}\``) ?? assert.fail(kind);
    assert.deepEqual(named(row[2]), Object.keys(bodySchemas[kind].properties), kind);
  }
});

test("the page names every member of an entry, and the one it shows has the hash that it says", () => {
  const members = rows.flatMap(([, first]) => named(first));
  for (const member of Object.keys(entrySchema.properties)) assert.ok(members.includes(member), member);
  const [, json] = page.match(/```json\n(.*)\n```/) ?? assert.fail("no example");
  const entry = JSON.parse(json) as Entry;
  assert.equal(entryFault(entry), null);
  assert.equal(entry.hash, hashOf(entry));
});

test("the page names every fact of a condition, and every error", () => {
  const facts = rows.flatMap(([, first]) => named(first)).map((name) => name.replace(/\(.*/, ""));
  for (const fact of Object.keys(factKinds)) assert.ok(facts.includes(fact), fact);
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.includes("test"),
  );
  const codes = sources.flatMap((name) =>
    [...readFileSync(join(import.meta.dirname, name), "utf8").matchAll(/code = "(HW_\w+)"/g)].map(([, code]) => code),
  );
  assert.ok(codes.length > 10);
  for (const code of codes) assert.ok(page.includes(`\`${code}\``), code);
});
