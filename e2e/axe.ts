/** What is wrong with a page as it stands: what axe finds, and what runs over its edge. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Found {
  readonly passes: readonly object[];
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe finds on a page as it stands, in a line for each. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate(
    (tags) => (globalThis as unknown as { axe: { run: (o: object) => Promise<unknown> } }).axe.run({ runOnly: tags }),
    rules,
  )) as Found;
  assert.ok(found.passes.length > 10, `axe looked at ${found.passes.length} rules alone`);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** (px) By how much something stands over the right edge. */
export const over = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
