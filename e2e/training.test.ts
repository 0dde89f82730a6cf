/** What is not the present: a training with its instructor, and a night that is over looked at once more. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { faults, over } from "./axe.ts";
import { openBrowser, picture, skip, somebody, startDemo } from "./testing.ts";

const leak = "Air is being lost";

/** Nothing for axe to find, nothing over the edge. */
async function isSound(page: Page, name: string): Promise<void> {
  assert.deepEqual(await faults(page), [], name);
  assert.ok((await over(page)) <= 0, `${name}: ${await over(page)} px over the edge`);
}

test("training and replay", { skip, timeout: 600_000 }, async (t) => {
  const demo = await startDemo(t, ["--from", "2018-08-29T22:36:00Z", "--speed", "60"]);
  const browser = await openBrowser(t);

  await t.test("an incident is replayed: every moment as it stood, and the way back to what is", async () => {
    const { page, to, context, complaints } = await somebody(browser, demo, "flight");
    await to("replay");
    await page.getByText("There has been none.").waitFor();
    await page.getByRole("button", { name: "Replay", exact: true }).click();
    await page.getByRole("heading", { name: "No leak seen" }).waitFor();
    // The hole of the night is told of while something else is looked at.
    await page.getByText(/Live, now:.*Air is being lost/).waitFor({ timeout: 180_000 });
    await page.getByRole("heading", { name: "No leak seen" }).waitFor();
    await page.getByRole("button", { name: "Back to live" }).click();
    await page.getByRole("heading", { name: leak }).waitFor();
    await to("replay");
    await page.getByRole("button", { name: "Replay it" }).click();
    await page.getByText("REPLAY", { exact: true }).first().waitFor();
    assert.match(await page.title(), /^REPLAY/);
    await page.getByRole("heading", { name: "No leak seen" }).waitFor();
    await page.getByText(/Live, now:.*Air is being lost/).waitFor();
    const slider = page.getByRole("slider", { name: "Moment that is shown" });
    const moment = async () => Number(await slider.inputValue());
    const first = await moment();
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    assert.equal((await moment()) - first, 60_000);
    await page.keyboard.press("Shift+ArrowRight");
    assert.equal((await moment()) - first, 660_000);
    await page.keyboard.press("End");
    await page.getByRole("heading", { name: leak }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Acknowledge", exact: true }).count(), 0);
    await isSound(page, "now, replayed");
    await picture(page, "replay");
    await page.getByRole("link", { name: "Log", exact: true }).click();
    await page.locator(".entries").getByText("Alarm", { exact: true }).first().waitFor();
    await slider.focus();
    await page.keyboard.press("Home");
    await page.getByText("REPLAY", { exact: true }).first().waitFor();
    await page.locator(".entries").getByText("Alarm", { exact: true }).first().waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Entry after: / }).click();
    await page.locator(".entries .entry").first().waitFor();
    await page.getByRole("link", { name: "Charts", exact: true }).click();
    await page.locator(".plot canvas").first().waitFor();
    await page.getByRole("button", { name: "Play" }).click();
    const before = await moment();
    // It goes on by itself, as fast as the machine lets it.
    await page.waitForFunction(
      (moment) => document.querySelector<HTMLInputElement>("#replay-moment")!.valueAsNumber > moment,
      before,
    );
    await page.getByRole("link", { name: "Map", exact: true }).click();
    await page.locator(".map svg").waitFor();
    await page.getByRole("button", { name: "Back to live" }).click();
    await page.getByText("REPLAY", { exact: true }).first().waitFor({ state: "detached" });
    assert.equal(await page.getByRole("slider").count(), 0);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  await t.test("an instructor lets a leak begin; who trains sees it told, and afterwards how it went", async () => {
    const teacher = await somebody(browser, demo, "instructor");
    const flight = await somebody(browser, demo, "flight", { width: 390, height: 844 });
    const { page } = teacher;
    await teacher.to("training");
    await page.getByLabel("Scenario", { exact: true }).selectOption("quiet-month");
    await page.getByLabel("Title, as trainees read it").fill("Tuesday's drill");
    await page.getByLabel("Speed", { exact: true }).selectOption("300");
    await page.getByRole("button", { name: "Begin", exact: true }).click();
    await page.getByText("Goes on").first().waitFor();
    const id = /#\/(training-\d+-[^/]+)\//.exec(page.url())?.[1];
    assert.equal(id, "training-1-iss-2018-08-30");
    await page.getByLabel("What", { exact: true }).selectOption("leak");
    await page.getByLabel("Module", { exact: true }).selectOption("destiny");
    await page.getByLabel("Effective area, mm²").fill("25");
    await page.getByRole("button", { name: "Let it happen now" }).click();
    await page.getByText("It happens").waitFor();

    await flight.page.goto(`${demo.address}/#/${id}/now`);
    await flight.page.getByText("TRAINING 1.").waitFor();
    await flight.page.getByRole("heading", { name: leak }).waitFor({ timeout: 180_000 });
    assert.match(await flight.page.title(), /^TRAINING/);
    await isSound(flight.page, "now, in training");
    await flight.page.getByRole("button", { name: "Acknowledge", exact: true }).click();
    await flight.page.locator(".known").getByText("Flight Director").first().waitFor();
    await flight.page.goto(`${demo.address}/#/${id}/training`);
    await flight.page.getByText("The instructor's panel is not for trainees.").waitFor();
    assert.equal(await flight.page.getByText("What really is").count(), 0);

    await page.locator(".truth").getByText("Destiny").first().waitFor();
    await page.locator("tr", { hasText: "Leak" }).getByText("yes").nth(1).waitFor();
    await page.getByLabel("What", { exact: true }).selectOption("jam");
    await page.getByRole("button", { name: "Let it happen now" }).click();
    await page.locator(".list").getByText("A hatch is stuck").waitFor();
    await isSound(page, "the instructor's panel");
    await picture(page, "training");
    await page.getByRole("button", { name: "End the training" }).click();
    await page.getByRole("button", { name: "End it now" }).click();
    await page.getByRole("heading", { name: "Debrief" }).waitFor();
    await flight.page.getByRole("heading", { name: "Debrief" }).waitFor();
    const alarm = flight.page.locator("tr", { hasText: "Alarm" });
    assert.match(await alarm.innerText(), /\d/);
    await flight.page.locator("tr", { hasText: "Acknowledged" }).getByText("Flight Director").waitFor();
    await isSound(flight.page, "debrief");

    // Who opens the console without asking for a training sees the real station.
    await flight.page.goto(`${demo.address}/`);
    await flight.page.locator(".link.live").waitFor();
    assert.equal(await flight.page.getByText("TRAINING 1.").count(), 0);
    assert.deepEqual([...teacher.complaints, ...flight.complaints], []);
    await teacher.context.close();
    await flight.context.close();
  });
});
