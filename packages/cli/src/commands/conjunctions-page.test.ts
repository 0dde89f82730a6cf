/** docs/conjunctions.md holds every field of `pc --json` and `screen --json`, in their order, and none besides. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderFor, hullwatch, objects, root } from "../testing.ts";
import { catalogue, message } from "./testing-conjunctions.ts";

const page = readFileSync(join(root, "docs/conjunctions.md"), "utf8");

/** The table that begins with `head`, in the section of a command: its first column. */
function rowsOf(command: string, head: string): string[] {
  const [, section = ""] = page.split(`## \`hullwatch ${command} --json\`\n`);
  const [table = ""] = new RegExp(String.raw`\| ${head} \|[\s\S]*?\n\n`).exec(section) ?? [];
  return [...table.matchAll(/^\| `([^|]+)` \|/gm)].map(([, field]) => field).filter((field) => `\`${field}\`` !== head);
}

const isObject = (x: unknown): x is object => typeof x === "object" && x !== null && !Array.isArray(x);

/** "a.b" for a field within an object, "a[].b" within a list of them; a phrase for other languages is one field. */
function fieldsOf(value: object): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "says") return [key];
    if (isObject(inner)) return fieldsOf(inner).map((field) => `${key}.${field}`);
    if (Array.isArray(inner) && isObject(inner[0])) return fieldsOf(inner[0]).map((field) => `${key}[].${field}`);
    return [key];
  });
}

const optionsOf = (command: string) =>
  [...hullwatch([command, "--help"]).stdout.matchAll(/(?<=^ {2}.*)--[a-z-]+(?=.* {2})/gm)].map(([option]) => option);

test("pc: the fields of an answer with everything in it", () => {
  const { stdout } = hullwatch(["pc", message, "--station", "iss-2018-08-30", "--json"]);
  const [answer] = objects(stdout);
  assert.deepEqual(rowsOf("pc", "field"), fieldsOf(answer));
});

test("screen: the same", (t) => {
  const path = join(folderFor(t), "gp.json");
  writeFileSync(path, JSON.stringify(catalogue));
  const [answer] = objects(hullwatch(["screen", "--station", "iss-2018-08-30", "--catalogue", path, "--json"]).stdout);
  assert.deepEqual(rowsOf("screen", "field"), fieldsOf(answer));
});

test("every doubt and every option stands there", () => {
  const source = readFileSync(join(root, "packages/core/src/cause/conjunction/validity.ts"), "utf8");
  const [, codes = ""] = /readonly code:([^;]*);/.exec(source) ?? [];
  assert.deepEqual(
    new Set(rowsOf("pc", "`code`")),
    new Set([...codes.matchAll(/"([a-z-]+)"/g)].map(([, code]) => code)),
  );
  for (const command of ["pc", "screen"]) {
    const text = rowsOf(command, "option").join(" ");
    const options = optionsOf(command).filter((option) => !["--json", "--help", "--station"].includes(option));
    assert.ok(options.length >= 3, command);
    for (const option of options) assert.ok(text.includes(option), `${command} ${option}`);
  }
});
