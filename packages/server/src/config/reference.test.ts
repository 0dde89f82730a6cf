import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { everyKey } from "./keys.ts";
import { loadConfig } from "./load.ts";
import { configurationReference } from "./reference.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../docs/configuration.md"), "utf8");

test("docs/configuration.md is what the schema says: npm run docs writes it anew", () => {
  assert.equal(page, configurationReference());
});

test("every key is there with its variable and what it means, and no two share a variable", () => {
  for (const { name, variable, schema } of everyKey) {
    assert.ok(page.includes(`| \`${name}\` | \`${variable}\` |`), name);
    assert.ok((schema.description ?? "").length > 10, name);
  }
  const variables = everyKey.flatMap(({ variable, schema }) =>
    schema.secret === true ? [variable, `${variable}_FILE`] : [variable],
  );
  assert.equal(new Set(variables).size, variables.length);
});

test("every default fits its own bounds, whichever way it is said", () => {
  const env = Object.fromEntries(
    everyKey.flatMap(({ variable, schema }) => {
      const value = schema.default;
      if (value === undefined) return [];
      const isMappings = schema.items?.properties !== undefined;
      return [[variable, isMappings ? JSON.stringify(value) : String(value)]];
    }),
  );
  assert.deepEqual(loadConfig({ env }), loadConfig());
});

test("the example of the page is taken", () => {
  const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const config = loadConfig({ file: "example", read: (path) => (path === "example" ? yaml : "hidden") });
  assert.equal(config.centre, "houston");
  assert.equal(config.people.oidc.client_secret, "hidden");
});
