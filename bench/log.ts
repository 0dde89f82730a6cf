/**
 * The shared log: how fast it takes entries from one and from many writers, how long everybody else waits for the disk
 * (the log behind a thread, as it is, and in the main thread), and how fast it is read, searched, checked and folded.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { type Draft, type Entry, type Log, openLog, stateOf } from "../packages/log/src/index.ts";
import { openForWriting } from "../packages/log/src/store/database.ts";
import { Writer } from "../packages/log/src/store/writer.ts";
import { printFigure } from "./figure.ts";

const author = { id: "ada", name: "Ada", role: "controller", centre: "houston" };
const total = 20_000;
let keys = 0;

const words = [
  "pressure",
  "falls",
  "hatch",
  "closed",
  "давление",
  "держится",
  "люк",
  "rassvet-ms09",
  "reserve",
  "leak",
];
function draft(): Draft {
  const i = keys++;
  const envelope = { key: `k${i}`, station: "iss", incident: `incident-${i % 20}`, author };
  const text = Array.from({ length: 25 }, (_, j) => words[(i * 7 + j * j) % words.length]).join(" ");
  if (i % 4 > 0) return { ...envelope, kind: "note", body: { text } };
  return {
    ...envelope,
    kind: "hatch-moved",
    body: { hatch: `h${i % 30}`, state: i % 8 > 3 ? "open" : "closed", text },
  };
}

const rank = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)];
const rateFigure = (what: string, measured: number) => printFigure({ what, measured, unit: "entries/s" });
const waitFigure = (what: string, measured: number) => printFigure({ what, measured, unit: "ms" });

/** Waits of one append, (ms) sorted, and appends a second, with so many writers that each wait for their own. */
async function writing(append: () => Promise<unknown>, writers: number, count: number) {
  const waits: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let i = 0; i < count / writers; i++) {
        const from = performance.now();
        await append();
        waits.push(performance.now() - from);
      }
    }),
  );
  return { waits: waits.sort((a, b) => a - b), rate: waits.length / ((performance.now() - start) / 1000) };
}

/** What the main loop is kept from for how long while `act` runs. */
async function delayed<T>(act: () => Promise<T>): Promise<{ result: T; p99: number; max: number }> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const result = await act();
  histogram.disable();
  return { result, p99: histogram.percentile(99) / 1e6, max: histogram.max / 1e6 };
}

type Delayed = Awaited<ReturnType<typeof delayed<Awaited<ReturnType<typeof writing>>>>>;

function report(what: string, { result, p99, max }: Delayed): void {
  rateFigure(what, result.rate);
  waitFigure("  until it is on disk, median", rank(result.waits, 0.5));
  waitFigure("  until it is on disk, p99", rank(result.waits, 0.99));
  waitFigure("  main loop kept waiting, p99", p99);
  waitFigure("  main loop kept waiting, at most", max);
}

/** What came of it, and (s) how long it took. */
async function timed<T>(act: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await act();
  return [result, (performance.now() - start) / 1000];
}

async function everything(log: Log): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let after = 0, more = true; more; ) {
    const page = await log.since({ after, limit: 1000 });
    entries.push(...page.entries.map(({ entry }) => entry));
    ({ next: after, more } = page);
  }
  return entries;
}

const folder = mkdtempSync(join(tmpdir(), "hullwatch-log-"));
try {
  const log = await openLog({ folder: join(folder, "log"), centre: "houston", clock: Date });
  await writing(() => log.append(draft()), 8, 500);
  for (const writers of [1, 32]) {
    const count = writers === 1 ? 2000 : total;
    report(`append, ${writers} at once`, await delayed(() => writing(() => log.append(draft()), writers, count)));
  }

  const db = openForWriting(join(folder, "main.sqlite"), "houston");
  const writer = new Writer(db, "houston");
  const inMain = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    writer.append([{ draft: draft(), now: Date.now() }]);
  };
  report("in the main thread instead, 32 at once", await delayed(() => writing(inMain, 32, 4000)));
  db.close();

  const [entries, read] = await timed(() => everything(log));
  rateFigure("read everything, 1,000 a page", entries.length / read);
  const [verified, verify] = await timed(() => delayed(() => log.verify()));
  if (!verified.result.sound) throw new Error("the log is not sound");
  rateFigure("verify every hash", entries.length / verify);
  waitFigure("  main loop kept waiting, at most", verified.max);
  const [, fold] = await timed(async () => stateOf(entries));
  rateFigure("fold", entries.length / fold);
  for (const text of ["давления", '"hatch closed" -leak', "rassvet-ms09"]) {
    const [, search] = await timed(() => log.search({ text, limit: 20 }));
    waitFigure(`search ${text} in ${entries.length.toLocaleString("en")}`, search * 1000);
  }
  const [, list] = await timed(() => log.list({ incident: "incident-7", newestFirst: true }));
  waitFigure("the newest 100 of an incident", list * 1000);
  const [, backup] = await timed(() => log.backup(join(folder, "backup")));
  waitFigure("backup", backup * 1000);
  await log.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
