import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { commonOptions } from "./feed/index.ts";
import { feedKinds } from "./kinds.ts";

const docs = join(import.meta.dirname, "../../../docs/feeds");
const page = (name: string) => readFileSync(join(docs, `${name}.md`), "utf8");
/** Rows of the table of options: name and what holds where it is left out. */
const rowsOf = (text: string) =>
  new Map([...text.matchAll(/^\| `([a-z_]+)` \| .* \| (.*) \|$/gm)].map(([, name, fallback]) => [name, fallback]));

test("the page of feeds names every kind, and every option that all of them take", () => {
  const text = page("README");
  for (const kind of Object.keys(feedKinds)) assert.ok(text.includes(`[${kind}.md](${kind}.md)`), kind);
  for (const option of Object.keys(commonOptions)) assert.ok(rowsOf(text).has(option), option);
});

for (const [kind, { options }] of Object.entries(feedKinds)) {
  test(`the page of ${kind} has its options, no other, and what holds where they are left out`, () => {
    const rows = rowsOf(page(kind));
    assert.deepEqual([...rows.keys()], Object.keys(options));
    for (const [name, option] of Object.entries(options)) {
      const { fallback } = option;
      if (fallback === undefined) assert.equal(rows.get(name), "needed", name);
      else if (fallback !== "") assert.equal(rows.get(name)?.replaceAll("`", ""), fallback, name);
    }
  });
}
