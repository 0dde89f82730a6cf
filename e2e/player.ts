/** Somebody who plays a night: every page, form and button by its text in the language of the console. */
import type { Locator, Page } from "playwright-core";
import type { Key } from "../packages/console/src/words/catalogue.ts";
import { type Language, type Values, wordsFor } from "../packages/console/src/words/index.ts";
import { type Hands, pointer } from "./hands.ts";
import type { Somebody } from "./testing.ts";

const minutes = 60_000;
/** (ms) What is asked for may be gone a moment later: the night goes on under the hand. */
const soon = 3000;

export class Player {
  readonly page: Page;
  readonly somebody: Somebody;
  readonly hands: Hands;
  readonly language: Language;
  readonly #say: (key: Key, values?: Values) => string;

  constructor(somebody: Somebody, language: Language = "en", hands: Hands = pointer) {
    this.page = somebody.page;
    this.somebody = somebody;
    this.hands = hands;
    this.language = language;
    this.#say = wordsFor(language);
  }

  say(key: Key, values?: Values): string {
    return this.#say(key, values);
  }

  /** Goes to a page by its way in the heading. */
  async go(page: "now" | "map" | "charts" | "log" | "procedures" | "repair" | "refill" | "gauge"): Promise<void> {
    const name = this.say(`page.${page}`);
    await this.hands.press(this.page.locator(".ways").getByRole("link", { name, exact: true }));
    await this.page.locator(`.ways a[aria-current][href$="/${page}"]`).waitFor();
  }

  heading(key: Key): Locator {
    return this.page.getByRole("heading", { name: this.say(key), exact: true });
  }

  button(key: Key, within: Page | Locator = this.page): Locator {
    return within.getByRole("button", { name: this.say(key), exact: true });
  }

  field(key: Key, within: Page | Locator = this.page): Locator {
    return within.getByLabel(this.say(key), { exact: true });
  }

  section(key: Key): Locator {
    return this.page.locator("section.panel", {
      has: this.page.getByRole("heading", { name: this.say(key), exact: true }),
    });
  }

  async sees(key: Key, patience = 3 * minutes): Promise<void> {
    await this.heading(key).waitFor({ timeout: patience });
  }

  async acknowledge(): Promise<void> {
    await this.hands.press(this.button("now.acknowledge").first());
    await this.page.locator(".known li:not(.waiting)").first().waitFor();
  }

  async ask(question: string): Promise<void> {
    await this.go("log");
    const polls = this.section("poll.title");
    await this.hands.fill(this.field("poll.question", polls), question);
    await this.hands.press(this.button("poll.open", polls));
    await polls.getByText(question).first().waitFor();
  }

  async vote(vote: "GO" | "NO-GO"): Promise<void> {
    await this.hands.press(this.page.getByRole("button", { name: vote, exact: true }).first());
    await this.page.locator(`.verdict.${vote}`).first().waitFor();
  }

  async beginProcedure(): Promise<void> {
    await this.go("procedures");
    await this.hands.press(this.button("procedure.startThis").first());
    await this.page.locator(".step").first().waitFor();
  }

  /** Confirms the step that is next, where that is no deviation. */
  async confirmStep(): Promise<void> {
    await this.hands.press(this.page.locator(".step.ready, .step.confirming").first().getByRole("button").first());
    await this.page.locator(".step.done, .step.confirming").first().waitFor();
  }

  /** What the map asks to be moved is moved, until `until` holds. Gives the number of movements. */
  async followAdvice(until: () => Promise<boolean>): Promise<number> {
    await this.go("map");
    let moved = 0;
    for (const end = Date.now() + 10 * minutes; Date.now() < end && !(await until()); ) {
      const should = this.page.locator(".crew li", { has: this.page.locator(".should") });
      if ((await should.count()) > 0) await this.#sendCrew(should.first());
      else if ((await this.page.locator(".buttons button").count()) > 0 && (await this.#moveFirst())) moved++;
      await this.page.waitForTimeout(100);
    }
    return moved;
  }

  /** Moves the first hatch that is asked for; not where advice has changed meanwhile. */
  async #moveFirst(): Promise<boolean> {
    try {
      await this.hands.press(this.page.locator(".buttons button").first());
      await this.page.locator(".side button.primary").waitFor({ timeout: soon });
      await this.hands.press(this.page.locator(".side button.primary"));
      return true;
    } catch {
      return false;
    } finally {
      const back = this.button("map.back");
      if ((await back.count()) > 0) await this.hands.press(back).catch(() => {});
    }
  }

  async #sendCrew(line: Locator): Promise<void> {
    const said = await line
      .locator(".should")
      .textContent({ timeout: soon })
      .catch(() => null);
    const before = this.say("map.should", { where: "\0" }).split("\0")[0];
    if (said === null) return;
    const select = line.locator("select");
    const value = await select
      .locator("option", { hasText: said.slice(before.length) })
      .first()
      .getAttribute("value");
    if (value === null) return;
    await this.hands.choose(select, value).catch(() => {});
    await line
      .locator(".should")
      .waitFor({ state: "detached", timeout: soon })
      .catch(() => {});
  }

  /** Sends everybody who is in one of these modules to another. */
  async clear(...modules: readonly string[]): Promise<void> {
    await this.go("map");
    const lists = this.page.locator(".crew select");
    await lists.first().waitFor();
    for (const list of await lists.all()) {
      if (modules.includes(await list.inputValue())) await this.hands.choose(list, "zvezda-ro");
    }
    await this.page.waitForTimeout(500);
  }

  /** Opens every hatch again that is closed, from the list beside the map; `but` stays as it is. */
  async openAll(but = "\0"): Promise<void> {
    await this.go("map");
    const list = this.page.locator("details", { has: this.page.locator(".hatches") });
    if ((await list.getAttribute("open")) === null) await this.hands.press(list.locator("summary"));
    const closed = list.locator("button", { has: this.page.locator(".state.closed"), hasNotText: but });
    for (let left = await closed.count(); left > 0; left = await closed.count()) {
      await this.hands.press(closed.first());
      await this.hands.press(this.button("map.reportOpen"));
      await this.heading("map.ifClosed").waitFor({ timeout: minutes });
      await this.hands.press(this.button("map.back"));
    }
  }

  /** Whether the search has ended in one module, or the hole is to be looked for. */
  async isFound(): Promise<boolean> {
    const advice = await this.page.evaluate(async (station) => {
      const { advice, location } = await (await fetch(`/api/v1/stations/${station}/state`)).json();
      return location?.verdict === "module" || advice?.action === "search-module";
    }, "iss-2018-08-30");
    return advice;
  }

  async work(module: string, ...works: readonly string[]): Promise<void> {
    await this.go("repair");
    const holes = this.section("repair.holes");
    for (const work of works) {
      await this.hands.choose(holes.locator("#repair-module"), module);
      await this.hands.choose(holes.locator("#repair-work"), work);
      await this.hands.press(this.button("repair.report", holes));
      await holes.getByRole("status").waitFor();
    }
  }

  async found(module: string): Promise<void> {
    await this.go("repair");
    const search = this.section("search.title");
    await this.hands.choose(search.locator("#search-module"), module);
    await this.hands.choose(search.locator("#search-value"), "found");
    await this.hands.press(this.button("repair.report", search));
    await search.getByRole("status").waitFor();
  }

  async check(module: string, value: "start" | "end"): Promise<void> {
    await this.go("repair");
    const checks = this.section("check.title");
    await this.hands.choose(checks.locator("#check-module"), module);
    await this.hands.choose(checks.locator("#check-value"), value);
    await this.hands.press(this.button("repair.report", checks));
    await checks.getByRole("status").waitFor();
  }

  async closeIncident(how: string): Promise<void> {
    await this.go("log");
    await this.hands.press(this.page.locator("summary", { hasText: this.say("incident.close") }));
    await this.hands.fill(this.field("incident.summary"), how);
    await this.hands.press(this.button("incident.closeNow"));
    await this.page.locator(".incidents li", { hasText: this.say("incident.closed") }).waitFor();
  }
}
