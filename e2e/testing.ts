/** A demonstration of its own, and browsers at it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { buildConsole } from "../scripts/build-console.ts";

export const root = join(import.meta.dirname, "..");
const program = "/usr/bin/chromium";
/** Why nothing can be shown; false where it can. */
export const skip: string | false = existsSync(program) ? false : `no ${program} here`;
const demoPassword = "the night of soyuz ms-09";
const iss = "iss-2018-08-30";

export interface Demo {
  readonly address: string;
  /** Ends the server at once, as a cut cable would; `again` begins it on the same port and data. */
  kill(): Promise<void>;
  /** With other options, if any are given: a night may go on faster. */
  again(options?: readonly string[]): Promise<void>;
}

const cheap = ["argon2_memory_KiB=8", "argon2_passes=1", "argon2_lanes=1"].map((one) => `people.password.${one}`);

/** Starts a demonstration; it ends with the test. */
export async function startDemo(t: TestContext, options: readonly string[]): Promise<Demo> {
  buildConsole(root);
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-e2e-"));
  let child: ChildProcess;
  const start = async (port: string, options: readonly string[]) => {
    const settings = [...cheap, `server.port=${port}`, `data_dir=${folder}`, "limits.requests_per_min_person=100000"];
    const args = ["serve", "--demo", "--answered", ...options, ...settings.flatMap((one) => ["--set", one])];
    child = spawn(process.execPath, [join(root, "packages/cli/src/main.js"), ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface(child.stdout!)) {
      const found = /listens on (http\S+?);/.exec(line)?.[1];
      if (found !== undefined) return found;
    }
    throw new Error("the server ended before it listened");
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  const address = await start("0", options);
  t.after(async () => {
    await kill();
    rmSync(folder, { recursive: true });
  });
  return { address, kill, again: (other = options) => retry(() => start(new URL(address).port, other)) };
}

/** A port that was let go may be somebody else's for a moment. */
async function retry(start: () => Promise<string>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await start();
      return;
    } catch (error) {
      if (tries === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** (ms) How long anything is waited for that comes at once on a machine with nothing else to do. */
const patience = 90_000;
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];

export async function openBrowser(t: TestContext): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: program, args: [...flags, ...quiet] });
  t.after(() => browser.close());
  t.afterEach(async ({ passed }: { readonly name: string; readonly passed?: boolean }) => {
    if (passed === false) await sayWhatIsShown(browser);
  });
  return browser;
}

/** What stands on every page that is open, where a part of a test has failed: a wait that was in vain does not say what came instead. */
async function sayWhatIsShown(browser: Browser): Promise<void> {
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    const text = await page.evaluate(() => document.body.innerText).catch(String);
    console.error(`── ${page.url()}\n${text.replace(/\n+/g, "\n").slice(0, 2000)}`);
  }
}

/** Somebody at a console of their own. */
export interface Somebody {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly to: (page: string) => Promise<void>;
  /** What the browser complained of. */
  readonly complaints: readonly string[];
}

export interface As {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly locale?: string;
  /** Of somebody who is not of the demonstration's people. */
  readonly password?: string;
}

/** Opens a browser as one of the demonstration's people; without a name as a visitor, who is let in. */
export async function somebody(browser: Browser, demo: Demo, name: string | null, as: As = {}): Promise<Somebody> {
  const { width = 1440, height = 900, dark = false, locale = "en-GB", password = demoPassword } = as;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    locale,
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  if (name !== null) {
    const answer = await context.request.post(`${demo.address}/api/v1/sign-in`, { data: { name, password } });
    if (!answer.ok()) throw new Error(await answer.text());
    await context.addInitScript(() => localStorage.setItem("hullwatch.signed-in", "yes"));
  }
  const to = async (where: string) => void (await page.goto(`${demo.address}/#/${iss}/${where}`));
  return { page, context, to, complaints };
}

/** Keeps a picture where it was asked for: `PICTURES=docs/console`; of the top of the page unless said otherwise. */
export async function picture(page: Page, name: string, isTop = true): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  if (isTop) await page.evaluate(() => scrollTo({ top: 0 }));
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** A cable between browser and server that can be cut: nothing goes through, and nobody is told. Mended, what was sent arrives. */
export async function startCable(t: TestContext, demo: Demo): Promise<{ address: string; cut(): void; mend(): void }> {
  const { port } = new URL(demo.address);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: Number(port), host: "127.0.0.1", allowHalfOpen: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => sockets.delete(from));
      from.pipe(to);
      if (isCut) from.pause();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    address: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.pause();
    },
    mend() {
      isCut = false;
      for (const socket of sockets) socket.resume();
    },
  };
}

/** A photo, as a camera would name it: the file stays as small as it can be. */
export const photo = {
  name: "IMG_0829.png",
  mimeType: "image/png",
  buffer: readFileSync(join(root, "docs/console/quiet.png")),
};
