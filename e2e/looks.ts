/** What can be wrong with a page as it stands: what axe finds, what runs over the edge, what is cut off. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { faults } from "./axe.ts";

/** Texts that do not fit: the page wider than the screen, words beyond the edge of their box or of the screen. */
const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const over = document.documentElement.scrollWidth - innerWidth;
    if (over > 0) found.push(`the page is ${over} px too wide`);
    for (const one of document.body.querySelectorAll<HTMLElement>("*")) {
      const own = [...one.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim());
      if (!own || one.closest(".aloud, .skip, svg, option, [hidden]") !== null || one.clientWidth === 0) continue;
      const what = `${one.tagName} ${one.textContent?.slice(0, 40)}`;
      const { overflowX, display } = getComputedStyle(one);
      if (display !== "inline" && overflowX !== "auto" && one.scrollWidth > one.clientWidth + 1)
        found.push(`cut off: ${what}`);
      // What can be scrolled to is not cut off.
      const scrolls = one.closest(".ways ul, .wide, table") !== null;
      if (!scrolls && one.getBoundingClientRect().right > innerWidth + 1) found.push(`beyond the edge: ${what}`);
    }
    return found;
  });

const sizes = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;

/** Looks at a page wide and narrow, light and dark; `isQuick`: only at how texts fit. */
export async function examine(page: Page, name: string, isQuick = false): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.waitForTimeout(150);
    assert.deepEqual(await misfits(page), [], `${name}, ${size.width} px`);
    if (isQuick) continue;
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(50);
      assert.deepEqual(await faults(page), [], `${name}, ${size.width} px, ${colorScheme}`);
    }
  }
}

/** Three words of another alphabet in a row: a text that nobody has put into Russian. Files, names and what people wrote are not looked at. */
export const untranslated = (page: Page, theirs: RegExp): Promise<string[]> =>
  page
    .locator("body")
    .evaluate((body) => {
      const texts: string[] = [];
      for (const one of body.querySelectorAll<HTMLElement>("*")) {
        const own = [...one.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent);
        if (one.closest("pre, textarea, script, noscript, style, [hidden]") === null) texts.push(own.join(" "));
      }
      return texts;
    })
    .then((texts) => texts.filter((text) => /(?:\b[A-Za-z]?[a-z]{2,}\b[\s,.:;]*){3}/.test(text) && !theirs.test(text)));
