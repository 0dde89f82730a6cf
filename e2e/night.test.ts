/** The night of Soyuz MS-09 by three people at two centres, from quiet to the closed incident. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { openBrowser, picture, skip, somebody, startDemo } from "./testing.ts";

const minutes = 60_000;

/** What the map asks to be moved is moved, until there is nothing more to move or `until` holds. */
async function followAdvice(page: Page, until: () => Promise<boolean>): Promise<number> {
  let moved = 0;
  const end = Date.now() + 2 * minutes;
  while (Date.now() < end && !(await until())) {
    const should = page.locator(".crew li", { has: page.locator(".should") });
    const hatches = page.locator(".buttons button");
    if ((await should.count()) > 0) await sendCrew(page);
    else if ((await hatches.count()) > 0 && (await reportFirst(page))) moved++;
    await page.waitForTimeout(150);
  }
  return moved;
}

/** Reports the first hatch that is asked for; not where advice has changed under the hand. */
async function reportFirst(page: Page): Promise<boolean> {
  const soon = { timeout: 3000 };
  try {
    await page.locator(".buttons button").first().click(soon);
    await page.locator(".side button.primary").click(soon);
  } catch {
    return false;
  } finally {
    await page
      .getByRole("button", { name: "Back" })
      .click(soon)
      .catch(() => {});
  }
  return true;
}

async function sendCrew(page: Page): Promise<void> {
  const line = page.locator(".crew li", { has: page.locator(".should") }).first();
  const should = await line
    .locator(".should")
    .textContent({ timeout: 3000 })
    .catch(() => null);
  if (should === null) return;
  const where = should.replace(/^should be in /, "");
  await line.locator("select").selectOption({ label: where });
  await line
    .locator(".should")
    .waitFor({ state: "detached", timeout: 5000 })
    .catch(() => {});
}

test("three people, two centres, one night", { skip, timeout: 5 * minutes }, async (t) => {
  const demo = await startDemo(t, ["--from", "2018-08-29T22:50:00Z", "--speed", "200"]);
  const browser = await openBrowser(t);
  const flight = await somebody(browser, demo, "flight");
  const houston = await somebody(browser, demo, "houston");
  const moscow = await somebody(browser, demo, "moscow");
  const all = [flight, houston, moscow];

  await t.test("quiet: everybody sees that no leak is seen", async () => {
    for (const { page, to } of all) {
      await to("now");
      await page.getByRole("heading", { name: "No leak seen" }).waitFor();
    }
    await picture(flight.page, "quiet");
  });

  await t.test("the alarm comes to all, with rate, hole and reserve time", async () => {
    for (const { page } of all)
      await page.getByRole("heading", { name: "Air is being lost" }).waitFor({ timeout: minutes });
    await flight.page.getByText("mmHg/h").first().waitFor();
    await flight.page.getByText("Reserve time").waitFor();
    await picture(flight.page, "leak");
  });

  await t.test("each centre acknowledges for itself, and each sees it of the other", async () => {
    await flight.page.getByText("Moscow not acknowledged yet").waitFor();
    await houston.page.getByRole("button", { name: "Acknowledge" }).first().click();
    await flight.page.locator(".known").getByText("Controller, Houston").waitFor();
    await flight.page.getByText("Moscow not acknowledged yet").waitFor();
    await moscow.page.getByRole("button", { name: "Acknowledge" }).first().click();
    await flight.page.locator(".known").getByText("Controller, Moscow").waitFor();
  });

  await t.test("a question is put, and both centres say GO", async () => {
    await flight.to("log");
    await flight.page.getByLabel("Question").fill("Wake the crew and begin to close hatches?");
    await flight.page.getByRole("button", { name: "Ask" }).click();
    await moscow.to("log");
    await moscow.page.getByRole("button", { name: "GO", exact: true }).click();
    await flight.page.getByRole("button", { name: "GO", exact: true }).click();
    await flight.page.locator(".verdict.GO").nth(1).waitFor();
    await flight.page.getByRole("button", { name: "Close the poll" }).click();
  });

  await t.test("the procedure is begun, and two people confirm its steps", async () => {
    await flight.to("procedures");
    await flight.page.getByRole("button", { name: "Start", exact: true }).click();
    await houston.to("procedures");
    await houston.page.locator(".step.ready").first().getByRole("button").first().click();
    await flight.page.locator(".step.done").first().waitFor();
    await picture(flight.page, "procedure");
  });

  await t.test("hatches are closed as advised, until the leak is in the orbital module of Soyuz MS-09", async () => {
    await houston.to("map");
    await houston.page.getByText("To be moved now, in this order").waitFor();
    await flight.to("now");
    const found = async () => {
      const where = flight.page.locator("section", { hasText: "Where" });
      return /Found to be in one module/.test(
        (await where
          .first()
          .textContent()
          .catch(() => "")) ?? "",
      );
    };
    let seen = false;
    const moved = await followAdvice(houston.page, async () => {
      if (!seen && (await houston.page.locator(".hatch.closed").count()) > 5) {
        seen = true;
        await picture(houston.page, "search");
      }
      return (await found()) || (await flight.page.getByText(/Look for the hole in/).count()) > 0;
    });
    assert.ok(moved >= 4 && moved < 40, `${moved} movements`);
    const where = await flight.page.locator(".bars li").first().textContent();
    assert.match(where ?? "", /Soyuz MS-09 orbital module/);
    await picture(flight.page, "found");
  });

  await t.test("the hole is patched, and the fall stops", async () => {
    await moscow.to("repair");
    for (const work of ["tape", "sealant", "curing 8h"]) {
      await moscow.page.locator("#repair-module").selectOption("ms09-om");
      await moscow.page.locator("#repair-work").selectOption(work);
      await moscow.page.locator("section").first().getByRole("button", { name: "Report" }).click();
      await moscow.page.locator("section").first().getByRole("status").waitFor();
    }
    await flight.to("repair");
    await flight.page
      .getByText(/curing/)
      .first()
      .waitFor();
    await picture(flight.page, "repair");
    await flight.to("charts");
    await flight.page.locator(".plot canvas").first().waitFor();
    await flight.page.waitForTimeout(1500);
    await picture(flight.page, "charts");
  });

  await t.test("the incident is closed, and the report is to be had", async () => {
    await flight.to("log");
    await flight.page.getByText("Close the incident").click();
    await flight.page
      .getByLabel("How it ended")
      .fill("Hole in the orbital module of Soyuz MS-09 sealed; pressure steady.");
    await flight.page.getByRole("button", { name: "Close it" }).click();
    await flight.page.getByText(/closed · \d+ entries/).waitFor();
    await picture(flight.page, "log");
    const report = await flight.page.getByRole("link", { name: /Report with pictures/ }).getAttribute("href");
    const answer = await flight.context.request.get(demo.address + report);
    assert.match(await answer.text(), /Soyuz MS-09 sealed/);
  });

  for (const { complaints } of all) assert.deepEqual(complaints, []);
});
