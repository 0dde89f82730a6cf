/** A log whose writer is killed again and again, for the test and for the benchmark. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Entry, type Log, openLog } from "./index.ts";
import { tearEnd } from "./testing-tear.ts";

const program = fileURLToPath(new URL("./testing-crash-child.ts", import.meta.url));
const writers = 6;
/** So many that were acknowledged are sent again after each kill: a client cannot know which were not. */
const sentAgain = 3;
/** Every so many kills a write is torn besides: the system rarely lets a process die within one. */
const tearEvery = 4;

export interface CrashResult {
  readonly kills: number;
  /** Kills at which an append was under way, neither acknowledged nor refused. */
  readonly underWay: number;
  /** Half-written pages put to the end of what the killed one had written. */
  readonly tears: number;
  readonly acknowledged: number;
  readonly entries: number;
  /** Acknowledged, and not there as acknowledged. */
  readonly lost: number;
  /** Keys that bear two entries, or were acknowledged twice with different ones. */
  readonly doubled: number;
  /** Entries that speak of a file that is not there whole. */
  readonly withoutFile: number;
  readonly gaps: number;
  readonly faults: number;
}

/** What was acknowledged, by key; and keys of which two different things were. */
interface Told {
  readonly acknowledged: Map<string, string>;
  readonly next: number[];
  doubled: number;
  underWay: number;
}

/** Kills the writer of the log in `folder` `kills` times, (ms) 0 to `longest` after something new was acknowledged, and looks what is left. */
export async function crash(folder: string, kills: number, longest = 120): Promise<CrashResult> {
  const told: Told = { acknowledged: new Map(), next: Array<number>(writers).fill(1), doubled: 0, underWay: 0 };
  let tears = 0;
  for (let i = 1; i <= kills; i++) {
    await killOnce(folder, told, Math.random() * longest);
    if (i % tearEvery === 0 && tearEnd(join(folder, "log.sqlite-wal"))) tears++;
  }
  const log = await openLog({ folder, centre: "houston", clock: Date });
  try {
    return { kills, underWay: told.underWay, tears, ...(await look(log, told)) };
  } finally {
    await log.close();
  }
}

/** The writer lives until something new was acknowledged, however slow the machine, and `after` (ms) more. */
async function killOnce(folder: string, told: Told, after: number): Promise<void> {
  const from = told.next.map((next) => String(Math.max(1, next - sentAgain)));
  const child = spawn(process.execPath, [program, folder, ...from], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(folder), "compiled") },
  });
  const isUnderWay = Array<boolean>(writers).fill(false);
  const closed = once(child, "close");
  const before = told.acknowledged.size;
  let dies = false;
  let carry = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    // What stands before the last line feed was said in full.
    const lines = (carry + piece).split("\n");
    carry = lines.pop() as string;
    for (const line of lines) hear(line, told, isUnderWay);
    if (dies || told.acknowledged.size === before) return;
    dies = true;
    setTimeout(() => child.kill("SIGKILL"), after);
  });
  const [, signal] = await closed;
  if (signal !== "SIGKILL") throw new Error("the writer ended by itself");
  if (isUnderWay.some((is) => is)) told.underWay++;
}

function hear(line: string, told: Told, isUnderWay: boolean[]): void {
  const [what, writer, i, ...entry] = line.split(" ");
  isUnderWay[Number(writer)] = what === "begun";
  if (what === "begun") return;
  const key = `${writer}-${i}`;
  const before = told.acknowledged.get(key);
  if (before !== undefined && before !== entry.join(" ")) told.doubled++;
  told.acknowledged.set(key, entry.join(" "));
  told.next[Number(writer)] = Math.max(told.next[Number(writer)], Number(i) + 1);
}

async function look(
  log: Log,
  { acknowledged, doubled }: Told,
): Promise<Omit<CrashResult, "kills" | "underWay" | "tears">> {
  const entries = await everything(log);
  const kept = new Map(entries.map(({ key, seq, hash }) => [key, `${seq} ${hash}`]));
  const { faults } = await log.verify();
  return {
    acknowledged: acknowledged.size,
    entries: entries.length,
    lost: [...acknowledged].filter(([key, entry]) => kept.get(key) !== entry).length,
    doubled: doubled + entries.length - kept.size,
    withoutFile: (await Promise.all(entries.map((entry) => lacksFile(log, entry)))).filter((lacks) => lacks).length,
    gaps: (await log.gaps()).length,
    faults: faults.length,
  };
}

async function everything(log: Log): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let page = await log.since({ limit: 1000 }); ; page = await log.since({ limit: 1000, after: page.next })) {
    entries.push(...page.entries.map(({ entry }) => entry));
    if (!page.more) return entries;
  }
}

async function lacksFile(log: Log, { kind, body }: Entry): Promise<boolean> {
  if (kind !== "file") return false;
  const { sha256, bytes } = body as { sha256: string; bytes: number };
  return !(await log.files.has(sha256)) || (await log.files.describe(sha256)).bytes !== bytes;
}
