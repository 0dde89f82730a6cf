import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { everyPermission } from "./permissions.ts";
import { rolesReference } from "./roles-reference.ts";

test("docs/roles.md is the table that is checked: npm run docs writes it anew", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/roles.md"), "utf8");
  assert.equal(page, rolesReference());
  for (const permission of everyPermission) assert.ok(page.includes(`| \`${permission}\` |`), permission);
});
