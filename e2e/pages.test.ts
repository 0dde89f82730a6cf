/** Every page and what opens on it, light and dark, wide and narrow, in both languages. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pages } from "../packages/console/src/app/route.ts";
import { messageOf } from "../packages/server/src/sky/testing.ts";
import { faults } from "./axe.ts";
import { examine, untranslated } from "./looks.ts";
import { Player } from "./player.ts";
import { openBrowser, photo, root, type Somebody, skip, somebody, startDemo } from "./testing.ts";

const stationFile = join(root, "stations/lunar-base.yaml");

/** What opens on a page when somebody works on it. */
const opened: Readonly<Record<string, (player: Player) => Promise<void>>> = {
  async map({ page }) {
    await page.locator(".map svg").waitFor();
    await page.locator(".hatch").nth(1).click();
    const ring = () => page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    assert.equal(await ring(), "none");
    await page.locator(".hatch").first().focus();
    await page.keyboard.press("Enter");
    await page.locator("#map-hatch").waitFor();
  },
  async charts({ page }) {
    await page.locator(".plot canvas").first().waitFor();
    await page.locator("details.panel summary").first().click();
  },
  async log(player) {
    const { page } = player;
    await player.hands.fill(page.locator("#log-text"), "a whistle behind the toilet");
    await player.hands.press(player.button("log.enter").first());
    await page.getByText("a whistle behind the toilet").first().waitFor();
    await player.hands.fill(page.locator("[name=search]"), "whistle");
    await player.hands.press(player.button("log.search"));
    await page.locator(".entry mark").first().waitFor();
    await player.hands.press(player.button("log.correct").first());
    await page.locator("[name=reason]").waitFor();
    await player.ask("Wake the crew?");
    for (const all = page.locator("details:not([open]) > summary"); (await all.count()) > 0; )
      await all.first().click();
    await page.locator("#photo-file").setInputFiles(photo);
    await page.locator(".marking").focus();
    for (const key of ["Enter", "ArrowRight", "ArrowUp", "Enter"]) await page.keyboard.press(key);
    await page.locator(".choice label", { hasText: player.say("photo.tool.text") }).click();
  },
  async procedures(player) {
    await player.beginProcedure();
    await player.confirmStep();
    // The same person again: a deviation, and why.
    await player.hands.press(player.page.locator(".step.ready, .step.confirming").first().getByRole("button").first());
  },
  async repair(player) {
    await player.work("ms09-om", "tape");
    await player.check("ms09-om", "start");
  },
  async refill(player) {
    const form = player.section("refill.title");
    for (const [name, value] of [
      ["pressure", "735"],
      ["ppO2", "150"],
      ["to", "740"],
    ])
      await player.hands.fill(form.locator(`[name=${name}]`), value);
    await player.hands.press(player.button("refill.plan"));
    await player.page.locator("table, [aria-live] p").first().waitFor();
    await player.hands.press(player.button("reserve.ask"));
    await player.page.getByText(player.say("reserve.linear")).waitFor();
  },
  async gauge(player) {
    await player.hands.press(player.button("stopwatch.start"));
    await player.page.waitForTimeout(300);
    await player.hands.press(player.button("stopwatch.stop"));
    await player.page.locator("dl[aria-live]").waitFor();
  },
  async stations({ page }) {
    await page.locator("#station-file").setInputFiles(stationFile);
    await page.locator(".map svg").waitFor();
  },
  async people({ page }) {
    await page.locator(".person summary").first().click();
  },
};

async function visit(player: Player, where: string, isQuick: boolean): Promise<void> {
  const { page, somebody } = player;
  await page.setViewportSize({ width: 1280, height: 900 });
  await somebody.to(where);
  await page.locator("main h1, main .now, main .plot").first().waitFor();
  await opened[where]?.(player);
  await page.waitForTimeout(300);
  await examine(page, `${where}, ${player.language}`, isQuick);
  if (player.language === "ru") assert.deepEqual(await untranslated(page, theirs), [], where);
}

/** What these tests write, and the name of the object that comes near. */
const theirs = /whistle|behind the toilet|Wake the crew|EXAMPLE DEB/;

/** An approach, one whose message cannot be read, and with them every kind of alarm about them. */
async function giveMessages({ context, page }: Somebody): Promise<void> {
  const tca = Date.UTC(2018, 7, 30, 2, 30);
  const text = messageOf({ tca, created: tca - 16 * 3_600_000, miss: 700, sigma: 120 });
  for (const data of [text, text.replace(/^TCA = .*/m, "TCA = soon")]) {
    const { origin } = new URL(page.url());
    const me = (await (await context.request.get(`${origin}/api/v1/me`)).json()) as { csrf_token: string };
    const answer = await context.request.post(`${origin}/api/v1/stations/iss-2018-08-30/conjunctions?name=pass.cdm`, {
      headers: { "x-csrf-token": me.csrf_token, "content-type": "text/plain" },
      data,
    });
    assert.equal(answer.status(), data === text ? 201 : 422);
  }
}

test("pages", { skip, timeout: 900_000 }, async (t) => {
  // Another control centre, which is cut off: what is said of that stands on every page.
  const cut = ["--centre-nats", "nats://127.0.0.1:4", "--link", "moscow=nats://127.0.0.1:5"];
  const demo = await startDemo(t, ["--from", "2018-08-29T22:41:00Z", "--speed", "60", ...cut]);
  const browser = await openBrowser(t);
  // Every page is looked at while air is being lost: then there is most on it.
  const first = new Player(await somebody(browser, demo, "flight"));
  await first.somebody.to("now");
  await first.sees("condition.leak");
  await first.page.getByText(/^Cut off from Moscow since /).waitFor();
  const engineer = await somebody(browser, demo, "engineer");
  await engineer.to("now");
  await giveMessages(engineer);
  await engineer.context.close();

  await t.test("axe finds what is wrong", async () => {
    await first.page.evaluate(() => document.querySelector("button.primary")?.replaceChildren());
    assert.match((await faults(first.page)).join(), /button-name/);
    await first.page.reload();
  });

  for (const language of ["en", "ru"] as const) {
    await t.test(`every page, ${language}`, async () => {
      const as = language === "ru" ? { locale: "ru-RU" } : {};
      for (const [name, own] of [
        ["flight", pages.filter((one) => one !== "people")],
        ["admin", ["people"]],
      ] as const) {
        const player = new Player(await somebody(browser, demo, name, as), language);
        for (const where of own) await visit(player, where, language === "ru");
        // That a second confirmation by the same person is refused is what was asked for.
        assert.deepEqual(
          player.somebody.complaints.filter((one) => !/status of 409/.test(one)),
          [],
        );
        await player.somebody.context.close();
      }
    });
  }

  await t.test("the view of the crew", async () => {
    for (const language of ["en", "ru"] as const) {
      const as = language === "ru" ? { locale: "ru-RU" } : {};
      const { page, context } = await somebody(browser, demo, "crew", as);
      await page.goto(`${demo.address}/crew/`);
      await page.locator(".crew-view h1").waitFor();
      await page.locator("#crew-note").waitFor();
      await examine(page, `crew, ${language}`, language === "ru");
      await context.close();
    }
  });

  await t.test("set-up, sign-in, and a password that has to be changed", async () => {
    const { page, context } = await somebody(browser, demo, null, { locale: "ru-RU" });
    const answer = async (path: string, body: object) =>
      page.route(`**/api/v1${path}`, (route) =>
        route.request().method() === "GET" ? route.fulfill({ json: body }) : route.continue(),
      );
    await answer("/demo", { demo: null });
    await answer("/sign-in", { set_up_needed: true, password: true, oidc: null });
    await page.goto(demo.address);
    await page.getByRole("heading", { name: "Настройка Hullwatch" }).waitFor();
    await examine(page, "set-up");
    await page.unrouteAll();
    await answer("/sign-in", { set_up_needed: false, password: true, oidc: "ESA" });
    await page.reload();
    // A visitor of a demonstration is let in, and signs out.
    await page.locator(".ways a[href$='settings']").click();
    await page.getByRole("button", { name: "Выйти" }).click();
    await page.getByRole("heading", { name: "Вход" }).waitFor();
    await examine(page, "sign-in");
    await page.getByLabel("Имя").fill("moscow");
    await page.getByLabel("Пароль").fill("wrong");
    await page.getByRole("button", { name: "Войти", exact: true }).click();
    await page.getByText("Неверное имя или пароль.").waitFor();
    await context.close();
    await newcomer(await somebody(browser, demo, "admin"));
  });

  /** An administrator makes an account; its owner has to choose a password of their own. */
  async function newcomer(admin: Somebody): Promise<void> {
    await admin.to("people");
    const player = new Player(admin);
    const form = player.section("people.add");
    for (const [name, value] of [
      ["name", "gerst"],
      ["display", "Alexander Gerst"],
      ["password", "forty-two suborbital herons"],
    ])
      await player.hands.fill(form.locator(`[name=${name}]`), value);
    await player.hands.choose(form.locator("[name=role]"), "crew");
    await player.hands.press(player.button("people.addThis"));
    const account = admin.page.locator(".person", { hasText: "Alexander Gerst" });
    await account.waitFor();
    await account.locator("summary").click();
    await player.hands.choose(account.locator("[name=role]"), "engineer");
    await player.hands.press(player.button("people.grant", account));
    await account.getByText("Engineer · every station").waitFor();
    const { page, context } = await somebody(browser, demo, "gerst", { password: "forty-two suborbital herons" });
    await page.goto(demo.address);
    await page.getByRole("heading", { name: "Change your password" }).waitFor();
    await examine(page, "password");
    await context.close();
    await player.hands.press(player.button("people.disable", account));
    await account.getByText("Disabled: cannot sign in.").waitFor();
    await admin.context.close();
  }

  await t.test("a Russian reader reads Russian", async () => {
    const { page, to, context } = await somebody(browser, demo, "flight", { locale: "ru-RU", width: 390, height: 844 });
    await to("now");
    await page.getByRole("heading", { name: "Утечка воздуха" }).waitFor();
    await page.locator(".demo .tight", { hasText: "Вы: Руководитель полёта, Хьюстон" }).waitFor();
    await context.close();
  });

  await t.test("a station file that is wrong is refused with every place that is", async () => {
    await first.somebody.to("stations");
    await first.page.locator("#station-file").setInputFiles({
      name: "broken.yaml",
      mimeType: "application/yaml",
      buffer: Buffer.from(readFileSync(stationFile, "utf8").replace("volume_m3", "volume_m4")),
    });
    await first.page
      .getByText(/Line \d+, column \d+/)
      .first()
      .waitFor();
  });
});
