/** A visitor, the network cut and restored, the view of the crew without a line, a server that is killed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser, picture, skip, somebody, startCable, startDemo } from "./testing.ts";

test("a console", { skip, timeout: 600_000 }, async (t) => {
  const demo = await startDemo(t, ["--from", "2018-08-29T22:41:00Z", "--speed", "60"]);
  const browser = await openBrowser(t);

  await t.test("a visitor is let in, and sees at once what is going on", async () => {
    const { page, context, complaints } = await somebody(browser, demo, null);
    await page.goto(demo.address);
    await page.getByText("Demonstration: Soyuz MS-09").waitFor();
    await page.getByRole("heading", { name: "Air is being lost" }).waitFor({ timeout: 120_000 });
    assert.deepEqual(complaints, []);
    await context.close();
  });

  await t.test("with the cable cut it says so and looks old; mended it goes on, and nothing is lost", async (t) => {
    const cable = await startCable(t, demo);
    const { page, to, context } = await somebody(browser, { ...demo, address: cable.address }, "flight");
    const moscow = await somebody(browser, demo, "moscow");
    await to("now");
    await page.getByRole("heading", { name: "Air is being lost" }).waitFor();
    cable.cut();
    await page.getByText(/Connection lost/).waitFor({ timeout: 120_000 });
    await page.locator(".now.old").waitFor();
    await picture(page, "cut-off");
    await moscow.to("log");
    await moscow.page.getByLabel("Text").fill("written while Houston was cut off");
    await moscow.page.getByRole("button", { name: "Enter" }).click();
    await moscow.page.getByText("Entered in the log").waitFor();
    cable.mend();
    await page.getByText("Live").waitFor({ timeout: 120_000 });
    await page.locator(".now:not(.old)").waitFor({ timeout: 120_000 });
    await to("log");
    await page.getByText("written while Houston was cut off").waitFor();
    await context.close();
    await moscow.context.close();
  });

  await t.test(
    "the crew's view works without a line, opens without one, and sends what was reported once there is one",
    async (t) => {
      const cable = await startCable(t, demo);
      const { page, context } = await somebody(browser, { ...demo, address: cable.address }, null, {
        width: 390,
        height: 844,
      });
      const flight = await somebody(browser, demo, "flight");
      await page.goto(`${cable.address}/crew/`);
      await page.getByRole("heading", { name: "Air is being lost" }).waitFor();
      await page.evaluate(() => navigator.serviceWorker.ready);
      await picture(page, "crew");
      cable.cut();
      await page.getByText(/No line/).waitFor({ timeout: 120_000 });
      const [hatch, note] = [
        page.locator("section", { hasText: "Hatch" }),
        page.locator("section", { hasText: "Note" }),
      ];
      await hatch.last().getByLabel("Which").selectOption("harmony-columbus");
      await page.getByRole("button", { name: "Report" }).first().click();
      await note.last().getByLabel("Text").fill("a whistle behind the toilet");
      await note.last().getByRole("button", { name: "Report" }).click();
      await page.getByText("2 reports wait for the line").waitFor();
      await picture(page, "crew-without-a-line");
      await page.reload();
      await page.getByText("2 reports wait for the line").waitFor({ timeout: 120_000 });
      await page.getByRole("heading", { name: "Air is being lost" }).waitFor();
      cable.mend();
      await page.getByText(/reports? waits? for the line/).waitFor({ state: "detached", timeout: 120_000 });
      await picture(page, "crew-again");
      assert.equal(await page.getByText(/Not taken/).count(), 0);
      await flight.to("log");
      await flight.page.getByText("a whistle behind the toilet").waitFor();
      await context.close();
      await flight.context.close();
    },
  );

  await t.test("a server that is killed and begun anew: the console comes back by itself", async () => {
    const { page, to, context } = await somebody(browser, demo, "flight");
    await to("now");
    await page.getByText("Live").waitFor();
    await demo.kill();
    await page.getByText(/Connection lost|Connecting/).waitFor({ timeout: 120_000 });
    await demo.again();
    await page.getByText("Live").waitFor({ timeout: 120_000 });
    await context.close();
  });
});
