/** The night again, from quiet to the closed incident, by one person each: on a phone, by keyboard alone, in Russian. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { keyboard, pointer } from "./hands.ts";
import { Player } from "./player.ts";
import { type As, openBrowser, picture, skip, somebody, startDemo } from "./testing.ts";

const minutes = 60_000;

/** What stands on the page in Latin letters, but for what is called so in any language: units, ids, sensors, GO. */
const latin = /\b(?!GO\b|NO\b|UTC\b|GMT\b|Hullwatch\b|psi\b|English\b|Cd\b|[A-Z0-9]+-[A-Z0-9]+\b)[A-Za-z][a-z]{3,}\b/g;

async function night(player: Player, name: string): Promise<void> {
  const { page, somebody } = player;
  const seen: string[] = [];
  /** What is left in English for a Russian reader. */
  const look = async () => {
    if (player.language !== "ru") return;
    const text = await page.evaluate(() => {
      const copy = document.body.cloneNode(true) as HTMLElement;
      for (const one of copy.querySelectorAll("noscript, option, .entry .id, [lang=en]")) one.remove();
      return copy.innerText;
    });
    seen.push(...[...text.matchAll(latin)].map(({ index }) => text.slice(Math.max(0, index - 30), index + 30)));
  };
  await somebody.to("now");
  await player.sees("condition.quiet");
  await look();
  await player.sees("condition.leak");
  await page.locator(".bars li").first().waitFor();
  await look();
  await picture(page, name);
  await player.acknowledge();
  await player.ask("2 + 2 = 4?");
  await player.vote("GO");
  await player.hands.press(player.button("poll.close"));
  await player.beginProcedure();
  await player.confirmStep();
  await look();
  const moved = await player.followAdvice(() => player.isFound());
  assert.ok(moved >= 4 && moved < 40, `${moved} movements`);
  await look();
  await player.go("now");
  await page.locator(".bars li").first().waitFor();
  await look();
  await player.go("gauge");
  await player.hands.fill(page.locator("[name=reading]"), "746");
  await player.hands.press(player.button("gauge.enter"));
  await page.getByText(player.say("log.written")).waitFor();
  await look();
  await player.found("ms09-om");
  await player.work("ms09-om", "tape", "sealant", "curing 8h");
  await look();
  await player.go("charts");
  await page.locator(".plot canvas").first().waitFor();
  await look();
  await player.closeIncident("1 + 1 = 2");
  await look();
  assert.deepEqual([...new Set(seen)], []);
  assert.deepEqual(
    somebody.complaints.filter((one) => !/status of 409/.test(one)),
    [],
  );
}

/** Who goes by Tab from hatch to hatch takes longer for each: their night is slower. */
const runs: readonly (readonly [
  name: string,
  as: As,
  language: "en" | "ru",
  hands: "pointer" | "keyboard",
  speed: number,
])[] = [
  ["phone", { width: 390, height: 844 }, "en", "pointer", 400],
  ["keyboard", {}, "en", "keyboard", 200],
  ["russian", { locale: "ru-RU" }, "ru", "pointer", 400],
];

// One after the other: three browsers at once are too much for two cores, and the night does not wait.
test("the night, three times", { skip, timeout: 20 * minutes }, async (t) => {
  const browser = await openBrowser(t);
  for (const [name, as, language, hands, speed] of runs) {
    await t.test(name, async (t) => {
      const demo = await startDemo(t, ["--from", "2018-08-29T22:16:00Z", "--speed", String(speed)]);
      const who = await somebody(browser, demo, "flight", as);
      await night(new Player(who, language, hands === "keyboard" ? keyboard(who.page) : pointer), name);
    });
  }
});
