/** Every page, light and dark, wide and narrow, in both languages: what axe finds, what runs over the edge, what a browser complains of. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "../packages/console/src/app/route.ts";
import { faults, over } from "./axe.ts";
import { openBrowser, picture, skip, somebody, startDemo } from "./testing.ts";

const looks = [
  { name: "desk-light", width: 1440, height: 900 },
  { name: "desk-dark", width: 1440, height: 900, dark: true },
  { name: "phone-light", width: 390, height: 844 },
  { name: "phone-dark", width: 390, height: 844, dark: true },
  { name: "phone-russian", width: 390, height: 844, locale: "ru-RU" },
  { name: "desk-russian", width: 1440, height: 900, locale: "ru-RU", dark: true },
] as const;

test("pages", { skip, timeout: 240_000 }, async (t) => {
  // Another control centre, which is cut off: what is said of that stands on every page.
  const cut = ["--centre-nats", "nats://127.0.0.1:4", "--link", "moscow=nats://127.0.0.1:5"];
  const demo = await startDemo(t, ["--from", "2018-08-29T23:15:00Z", "--speed", "60", ...cut]);
  const browser = await openBrowser(t);
  // Every page is looked at while air is being lost: then there is most on it.
  const first = await somebody(browser, demo, "flight");
  await first.to("now");
  await first.page.getByRole("heading", { name: "Air is being lost" }).waitFor();
  await first.page.getByText(/^Cut off from Moscow since /).waitFor();
  await first.page.evaluate(() => document.querySelector("button.primary")?.replaceChildren());
  assert.match((await faults(first.page)).join(), /button-name/, "axe finds what is wrong");
  await first.context.close();

  for (const { name, ...as } of looks) {
    await t.test(name, async () => {
      const { page, to, complaints, context } = await somebody(browser, demo, "flight", as);
      for (const where of pages) {
        await to(where);
        await page.locator("main h1, main .now, main .plot").first().waitFor();
        if (where === "map") await page.locator(".map svg").waitFor();
        await page.waitForTimeout(400);
        if (!name.endsWith("russian")) assert.deepEqual(await faults(page), [], `${where}, ${name}`);
        assert.ok((await over(page)) <= 0, `${where}, ${name}: ${await over(page)} px over the edge`);
      }
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }

  await t.test("sign-in, and nothing is left in English for a Russian reader", async () => {
    const { page, to, context } = await somebody(browser, demo, "flight", { locale: "ru-RU", width: 390, height: 844 });
    await to("settings");
    await page.getByRole("button", { name: "Выйти" }).click();
    await page.getByRole("heading", { name: "Вход" }).waitFor();
    assert.deepEqual(await faults(page), []);
    await page.getByLabel("Имя").fill("moscow");
    await page.getByLabel("Пароль").fill("wrong");
    await page.getByRole("button", { name: "Войти", exact: true }).click();
    await page.getByText("Неверное имя или пароль.").waitFor();
    await page.getByRole("button", { name: /Специалист ЦУП.*Москва/ }).click();
    await page.getByText("Вы вошли как Controller, Moscow.").waitFor();
    await to("now");
    await page.getByRole("heading", { name: "Утечка воздуха" }).waitFor();
    const text = await page.evaluate(() => document.body.innerText);
    assert.doesNotMatch(text, /\b(acknowledge|reserve|hatch|others|sensors)\b/i);
    await picture(page, "russian");
    await context.close();
  });
});
