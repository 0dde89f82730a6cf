/**
 * The console in Chromium, on a server of its own on the same machine: what its first view and the crew's weigh on the wire and
 * how soon they can be used; how long after a reading was sent it stands on the screen, 37 sensors at 10 Hz; pictures a second
 * while a chart of ten million points is moved; whether memory stays flat over a day that is told fast. `--points`, `--seconds`,
 * `--hours`: smaller ones.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { noLimits } from "../packages/cli/src/testing-killed.ts";
import { people, serve } from "../packages/cli/src/testing-serve.ts";
import { buildConsole } from "../scripts/build-console.ts";
import { openForADay } from "./console-day.ts";
import { type Figure, printFigure } from "./figure.ts";
import { root as home, stationFile } from "./iss.ts";

const { values } = parseArgs({
  options: {
    points: { type: "string", default: "10000000" },
    seconds: { type: "string", default: "30" },
    hours: { type: "string", default: "24" },
  },
});
const [points, seconds, hours] = [values.points, values.seconds, values.hours].map(Number);
const station = "iss-2018-08-30";
const sensors = 37;
const password = "a console in building 30";

buildConsole(home);
const folder = mkdtempSync(join(tmpdir(), "hullwatch-bench-"));
const endings: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
process.on("exit", () => {
  for (const end of endings.reverse()) end();
});
const { address, code } = await serve({ after: (end) => void endings.push(end as () => unknown) }, folder, noLimits);
const { root, engineer } = await people(address, code!, { engineer: ["read-log", "write-log"] });

const more = Array.from(
  { length: sensors - 25 },
  (_, i) => `  - {id: X${i}-P, quantity: pressure, module: pirs, unit: mmHg, sigma: 0.04, step: 0.1, period_s: 1}`,
);
const file = `${readFileSync(stationFile, "utf8").trimEnd()}\n${more.join("\n")}\n`;
const ids = [...file.matchAll(/^ {2}- \{id: (\S+),\s*quantity/gm)].map(([, id]) => id);
await root.ask(address, "PUT", `/stations/${station}`, file, "application/yaml");

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
endings.push(() => browser.close());

async function signedIn(): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.request.post(`${address}/api/v1/sign-in`, { data: { name: "root", password } });
  await context.addInitScript(() => localStorage.setItem("hullwatch.signed-in", "yes"));
  return context;
}

/** (kB compressed, s) Of a page that nothing is kept of, until its heading stands there. */
async function firstView(path: string, heading: string) {
  const context = await signedIn();
  const page = await context.newPage();
  const files: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (!request.url().includes("/api/")) files.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(address + path, { waitUntil: "commit" });
  await page.locator(heading).waitFor();
  const ready = await page.evaluate(() => performance.now());
  const bytes = (await Promise.all(files)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return { kB: bytes / 1000, s: ready / 1000 };
}

const iso = (ms: number) => new Date(ms).toISOString();
const frame = (ms: number, value: number) => ({
  time: iso(ms),
  values: Object.fromEntries(ids.map((id) => [id, value])),
});

/** A record of one gauge at 10 Hz that ends now. */
async function record(): Promise<void> {
  const end = Date.now() - 60_000;
  const piece = 200_000;
  for (let done = 0; done < points; done += piece) {
    let text = "time,parameter,value\n";
    for (let i = done; i < Math.min(points, done + piece); i++) {
      text += `${(end - (points - i) * 100) / 1000},LAB-P,${(745 + Math.sin(i / 5000) + Math.sin(i / 7) / 20).toFixed(2)}\n`;
    }
    const { status, body } = await root.ask(address, "POST", `/stations/${station}/rows`, text, "text/csv");
    if (status >= 300) throw new Error(JSON.stringify(body));
  }
}

/** (ms) From sending a reading to the picture that shows it. */
async function toPixels(page: Page): Promise<number[]> {
  await page.goto(`${address}/#/${station}/charts`);
  await page.locator("details.panel summary").first().click();
  await page.evaluate(() => {
    const seen: [string, number][] = [];
    (globalThis as unknown as { seen: typeof seen }).seen = seen;
    const line = [...document.querySelectorAll(".sensors li")].find((one) => one.textContent?.includes("LAB-P"))!;
    const number = line.querySelector(".number")!;
    new MutationObserver(() => {
      const text = number.textContent ?? "";
      // The picture with the change is on the screen when the one after it begins.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => seen.push([text, performance.timeOrigin + performance.now()])),
      );
    }).observe(line, { subtree: true, childList: true, characterData: true });
  });
  const sent = new Map<string, number>();
  const begun = performance.now();
  for (let i = 0; i < seconds * 10; i++) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, begun + i * 100 - performance.now())));
    const value = 700 + (i % 1000) / 10;
    sent.set(value.toFixed(1), performance.timeOrigin + performance.now());
    void root.ask(address, "POST", `/stations/${station}/rows`, { frames: [frame(Date.now(), value)] });
  }
  await page.waitForTimeout(1000);
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: [string, number][] }).seen);
  const first = new Map<string, number>();
  for (const [text, at] of seen) {
    const value = text.split(" ")[0];
    if (!first.has(value)) first.set(value, at);
  }
  return [...sent].slice(20).flatMap(([value, at]) => (first.has(value) ? [first.get(value)! - at] : []));
}

/** (1/s) Pictures while the chart is dragged to and fro. */
async function panning(page: Page): Promise<number> {
  await page.goto(`${address}/#/${station}/charts`);
  await page.locator(".plot canvas").first().waitFor();
  for (let i = 0; i < 6; i++) await page.getByRole("button", { name: "Zoom out" }).click();
  await page.waitForTimeout(2000);
  const box = (await page.locator(".plot .u-over").first().boundingBox())!;
  const frames = page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        let n = 0;
        const count = () => {
          n++;
          if (performance.now() - begun < ms) requestAnimationFrame(count);
          else resolve((n * 1000) / (performance.now() - begun));
        };
        requestAnimationFrame(count);
      }),
    5000,
  );
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  const until = performance.now() + 5000;
  for (let i = 0; performance.now() < until; i++) {
    await page.mouse.move(box.x + box.width * (0.5 + 0.4 * Math.sin(i / 25)), y);
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  await page.mouse.up();
  return frames;
}

/** The day before today, on a page that is never loaded anew. */
async function day(page: Page): Promise<readonly Figure[]> {
  const from = Math.floor(Date.now() / 1000) - (hours + 1) * 3600;
  const send = async (start: number, length: number) => {
    const frames = Array.from({ length }, (_, i) => frame((start + i) * 1000, 745 + Math.sin((start + i) / 600)));
    const { status, body } = await root.ask(address, "POST", `/stations/${station}/rows`, { frames });
    if (status >= 300) throw new Error(JSON.stringify(body));
  };
  const note = async (text: string) => {
    const entry = { key: text, kind: "note", body: { text } };
    const { status, body } = await engineer.ask(address, "POST", `/stations/${station}/log`, entry);
    if (status >= 300) throw new Error(JSON.stringify(body));
  };
  return openForADay({ page, hours, from, address: (name) => `${address}/#/${station}/${name}`, send, note });
}

const at = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

const context = await signedIn();
const yesterday = hours > 0 ? await day(await context.newPage()) : [];
await root.ask(address, "POST", `/stations/${station}/rows`, { frames: [frame(Date.now(), 745)] });
const view = await firstView("/", ".now h1");
const crew = await firstView("/crew/", ".crew-view h1");
printFigure({ what: "first view, compressed", measured: view.kB, unit: "kB", goal: ["at most", 100] });
printFigure({ what: "first view to be used after", measured: view.s, unit: "s", goal: ["at most", 1] });
printFigure({ what: "crew view, compressed", measured: crew.kB, unit: "kB", goal: ["at most", 60] });
printFigure({ what: "crew view to be used after", measured: crew.s, unit: "s" });

const page = await context.newPage();
const delays = (await toPixels(page)).sort((a, b) => a - b);
printFigure({ what: "reading sent to pixels, median", measured: at(delays, 0.5), unit: "ms" });
printFigure({ what: `… p99 of ${delays.length}`, measured: at(delays, 0.99), unit: "ms", goal: ["at most", 500] });
if (points > 0) await record();
if (points > 0)
  printFigure({
    what: `panning ${(points / 1e6).toFixed(1)} million points`,
    measured: await panning(page),
    unit: "frames/s",
    goal: ["at least", 60],
  });
for (const figure of yesterday) printFigure(figure);
await browser.close();
process.exit(0);
