/**
 * A console that stays open for a day, told fast: whether its memory stays flat. 37 sensors a second of the station's time, a note
 * every ten minutes, somebody who goes from page to page every few minutes. After each hour the browser collects its garbage, and
 * what is left is read: what grows on then is what the console keeps.
 */
import type { CDPSession, Page } from "playwright-core";
import type { Figure } from "./figure.ts";

/** (h) Until histories, lists and compiled code are as large as they become. */
const warm = 4;
/** (s) Of the station, in one request. */
const piece = 60;
const pages = ["now", "charts", "map", "log", "charts", "repair", "gauge", "charts"];

export interface Day {
  readonly page: Page;
  readonly hours: number;
  /** (s) UNIX time at which it begins. */
  readonly from: number;
  readonly address: (page: string) => string;
  /** Sends the readings of all sensors from a time (s) on, one a second. */
  readonly send: (from: number, seconds: number) => Promise<void>;
  readonly note: (text: string) => Promise<void>;
}

async function kept(cdp: CDPSession): Promise<{ readonly MB: number; readonly nodes: number }> {
  // Twice: what the first one lets go of may hold more.
  for (let i = 0; i < 2; i++) await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const { nodes } = await cdp.send("Memory.getDOMCounters");
  return { MB: usedSize / 1e6, nodes };
}

/** The slope of a straight line through `y` over 0, 1, 2 …: least squares. */
function slope(y: readonly number[]): number {
  const x = (y.length - 1) / 2;
  const mean = y.reduce((sum, one) => sum + one, 0) / y.length;
  const [above, below] = y.reduce(([a, b], one, i) => [a + (i - x) * (one - mean), b + (i - x) ** 2], [0, 0]);
  return above / below;
}

/** Plays the day, and gives how memory went. */
export async function openForADay({ page, hours, from, address, send, note }: Day): Promise<readonly Figure[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.enable");
  const seen: { readonly MB: number; readonly nodes: number }[] = [];
  for (let hour = 0; hour < hours; hour++) {
    for (let minute = 0; minute < 60; minute++) {
      await send(from + (hour * 60 + minute) * 60, piece);
      if (minute % 10 === 0) await note(`hour ${hour}, minute ${minute}`);
      if (minute % 7 === 0) await page.goto(address(pages[(hour * 60 + minute) % pages.length]));
    }
    // The same page each time, drawn.
    await page.goto(address("charts"));
    await page.locator(".plot canvas").first().waitFor();
    await page.waitForTimeout(700);
    seen.push(await kept(cdp));
  }
  const steady = seen.slice(Math.min(warm, hours - 2));
  return [
    { what: `heap after ${Math.min(warm, hours - 2) + 1} h of a day`, measured: steady[0].MB, unit: "MB" },
    { what: `… after ${hours} h`, measured: steady.at(-1)!.MB, unit: "MB" },
    {
      what: "… its slope between",
      measured: 24 * slope(steady.map(({ MB }) => MB)),
      unit: "MB/day",
      goal: ["at most", 5],
    },
    {
      what: "nodes of the page, slope",
      measured: 24 * slope(steady.map(({ nodes }) => nodes)),
      unit: "1/day",
      goal: ["at most", 500],
    },
  ];
}
