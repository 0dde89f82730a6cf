/** How somebody works at a console: with a pointer, or with the keyboard alone. */
import type { Locator, Page } from "playwright-core";

/** (ms) What a hand waits for at most. */
const patience = 20_000;

export interface Hands {
  press(what: Locator): Promise<void>;
  fill(what: Locator, text: string): Promise<void>;
  /** Of a list, by value. */
  choose(what: Locator, value: string): Promise<void>;
}

export const pointer: Hands = {
  press: (what) => what.click({ timeout: patience }),
  fill: (what, text) => what.fill(text, { timeout: patience }),
  choose: async (what, value) => void (await what.selectOption(value, { timeout: patience })),
};

const isAt = (what: Locator) => what.evaluate((one) => one === document.activeElement, null, { timeout: 1000 });

/** Steps by Tab until `what` has the focus. Throws where no way leads there. */
async function reach(page: Page, what: Locator): Promise<void> {
  await what.waitFor({ state: "attached", timeout: patience });
  for (let i = 0; i < 250; i++) {
    if (await isAt(what).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no way by Tab to ${what}`);
}

/** The keyboard alone: Tab, Enter, arrows, letters. */
export const keyboard = (page: Page): Hands => ({
  async press(what) {
    await reach(page, what);
    await page.keyboard.press("Enter");
  },
  async fill(what, text) {
    await reach(page, what);
    await page.keyboard.press("Control+a");
    await page.keyboard.type(text);
  },
  async choose(what, value) {
    await reach(page, what);
    const places = await what.evaluate((list, wanted) => {
      const all = [...(list as HTMLSelectElement).options].map((one) => one.value);
      return { from: (list as HTMLSelectElement).selectedIndex, to: all.indexOf(wanted) };
    }, value);
    if (places.to < 0) throw new Error(`no ${value} in ${what}`);
    const key = places.to > places.from ? "ArrowDown" : "ArrowUp";
    for (let i = Math.abs(places.to - places.from); i > 0; i--) await page.keyboard.press(key);
  },
});
