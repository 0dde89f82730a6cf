/** Messages given at the console: yellow, red, acknowledged; the risk map; a cause weighed by one centre and read by the other. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { messageOf } from "../packages/server/src/sky/testing.ts";
import { openBrowser, picture, type Somebody, skip, somebody, startDemo } from "./testing.ts";

const hour = 3_600_000;
const tca = Date.UTC(2018, 7, 30, 2, 30);
const message = (hours: number, miss: number, sigma: number) =>
  messageOf({ tca, created: tca - hours * hour, miss, sigma });

async function give({ page }: Somebody, name: string, text: string): Promise<void> {
  const file = { name, mimeType: "text/plain", buffer: Buffer.from(text) };
  await page.getByLabel("Files").setInputFiles(file);
  await page.getByRole("button", { name: "Give", exact: true }).click();
  await page
    .getByText(`${name} Taken`)
    .or(page.getByText(`${name}:`).first())
    .first()
    .waitFor();
}

test("approaches, risk and cause", { skip, timeout: 600_000 }, async (t) => {
  const demo = await startDemo(t, ["--from", "2018-08-29T22:41:00Z", "--speed", "1"]);
  const browser = await openBrowser(t);
  const engineer = await somebody(browser, demo, "engineer", { width: 1280 });

  await t.test("messages: history, level, an alarm on every page, acknowledged; what is broken by line", async () => {
    await engineer.to("approaches");
    await give(engineer, "first.cdm", message(30, 1500, 150));
    await give(engineer, "second.cdm", message(16, 700, 120));
    await engineer.page.getByText("Yellow: above 1e-5").waitFor();
    const flight = await somebody(browser, demo, "flight", { width: 390, height: 844, dark: true });
    await flight.to("charts");
    await flight.page.locator(".near a").click();
    await give(engineer, "third.cdm", message(4, 700, 150));
    const approach = flight.page.getByRole("article");
    await approach.getByText("Red: above 1e-4").waitFor();
    await approach.getByText("The crew shelters: it is too late for a manoeuvre.").waitFor();
    await approach.getByText(/^Soyuz MS-09, /).waitFor();
    const critical = approach.getByRole("listitem").filter({ hasText: "Critical" });
    await critical.getByRole("button", { name: "Acknowledge" }).click();
    await critical.getByRole("button", { name: "Acknowledge" }).waitFor({ state: "detached" });
    await picture(flight.page, "approaches-phone");
    await give(engineer, "broken.cdm", message(3, 700, 150).replace(/^TCA = .*/m, "TCA = soon"));
    await engineer.page
      .getByText(/Line 5, column 7\. TCA: found "?soon/)
      .first()
      .waitFor();
    await picture(engineer.page, "approaches");
    assert.deepEqual(flight.complaints, []);
    await flight.context.close();
  });

  await t.test("risk: every module with its number, the most exposed, how far to trust it", async () => {
    await engineer.to("risk");
    await engineer.page.getByRole("img", { name: "Probability of no penetration, by module" }).waitFor();
    await engineer.page
      .getByText(/of 1,?135 real shots/)
      .first()
      .waitFor();
    await engineer.page.getByLabel("Days").fill("3650");
    const before = await engineer.page.locator(".risk-head .number").first().innerText();
    await engineer.page.getByRole("button", { name: "Work it out" }).click();
    await engineer.page.getByText("whole station, 3650 d").waitFor();
    assert.ok(Number(await engineer.page.locator(".risk-head .number").first().innerText()) < Number(before));
    await picture(engineer.page, "risk");
  });

  await t.test("cause: priors in view, what each piece does, entered for the other centre", async () => {
    await engineer.to("cause");
    const { page } = engineer;
    await page.getByLabel("Module").selectOption("ms09-om");
    await page.getByLabel("Thickness of the wall, mm").fill("1.9");
    await page.getByLabel("Diameter from, mm").fill("1.5");
    await page.getByLabel("Diameter to, mm").fill("2.5");
    await page.getByLabel("Rim", { exact: true }).selectOption("machined");
    await page.getByText("half a case in some 300 vehicles").waitFor();
    await page.getByRole("button", { name: "Weigh and enter in the log" }).click();
    await page.getByText("Entered: every centre has it.").waitFor();
    const table = page.getByRole("group", { name: "Table of what each piece of evidence does" }).first();
    assert.match(await table.innerText(), /Rim: machined[\s\S]*Weight, decibans[\s\S]*In the end/);
    await picture(page, "cause");
    const moscow = await somebody(browser, demo, "moscow", { locale: "ru-RU", width: 390, height: 844 });
    await moscow.to("cause");
    await moscow.page.getByText("Внесено раньше").waitFor();
    await moscow.page.locator("summary", { hasText: "Hole in" }).click();
    await moscow.page.getByText("Кромка: обработана").waitFor();
    await picture(moscow.page, "cause-russian");
    assert.deepEqual([engineer.complaints.filter((one) => !one.includes("422")), moscow.complaints], [[], []]);
  });
});
