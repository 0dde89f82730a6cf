/** Kills a writer at a random moment, opens its store, and counts what it had acknowledged and what is there. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { openStore, type Store } from "./index.ts";
import { tallied } from "./testing-tally.ts";

export interface Killed {
  readonly acknowledged: number;
  /** Acknowledged batches that the journal with the snapshots, or the archive, does not hold. */
  readonly lost: number;
  /** Rows that the archive holds twice. */
  readonly doubled: number;
  /** Ends of the journal that were cut off. */
  readonly torn: number;
}

/** `after` is how many acknowledgements to see before the kill; `wait` (ms) is how long to wait then. */
export async function killOnce(directory: string, stations: number, after: number, wait: number): Promise<Killed> {
  const last = await writeAndDie(directory, stations, after, wait);
  const store = await openStore(directory, {
    clock: { now: () => 0, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
    onFault: (error) => {
      throw error;
    },
  });
  let lost = 0;
  let doubled = 0;
  for (const [station, number] of last) lost += Math.max(0, number - (await tallied(store, station)).count);
  await store.archived(store.journal.end);
  for (const [station, number] of last) {
    const found = await archivedOf(store, station, number);
    lost += found.lost;
    doubled += found.doubled;
  }
  const torn = store.journal.found.cut === null ? 0 : 1;
  await store.close();
  return { acknowledged: [...last.values()].reduce((a, b) => a + b, 0), lost, doubled, torn };
}

/** What the archive lacks of batches 1 to `number` of a station, and what it has twice; both in rows. */
async function archivedOf({ archive }: Store, station: string, number: number) {
  let lost = 0;
  let doubled = 0;
  for (const parameter of ["LAB-P", "LAB-T", "note:n"]) {
    const seen = new Set<number>();
    for await (const readings of archive.history({ station, parameter })) {
      for (const { value } of readings) {
        const n = parameter === "LAB-T" ? Number(value) * 8 : Number(String(value).replace("batch ", ""));
        if (seen.has(n)) doubled++;
        seen.add(n);
      }
    }
    for (let n = 1; n <= number; n++) if (!seen.has(n)) lost++;
  }
  return { lost, doubled };
}

/** The number of the last batch that was acknowledged, by station. */
async function writeAndDie(
  directory: string,
  stations: number,
  after: number,
  wait: number,
): Promise<Map<string, number>> {
  const writer = join(import.meta.dirname, "testing-writer.ts");
  const child = spawn(process.execPath, [writer, directory, String(stations)], { stdio: ["ignore", "pipe", "pipe"] });
  const last = new Map<string, number>();
  let seen = 0;
  let text = "";
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (piece) => {
    complaint += piece;
  });
  child.stdout.setEncoding("utf8").on("data", (piece) => {
    const lines = (text + piece).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      const [station, number] = line.split(" ");
      last.set(station, Number(number));
    }
    if (seen < after && seen + lines.length >= after) setTimeout(() => child.kill("SIGKILL"), wait);
    seen += lines.length;
  });
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | null>();
  child.on("close", (_, signal) => resolve(signal));
  if ((await promise) !== "SIGKILL") throw new Error(`the writer ended by itself: ${complaint}`);
  return last;
}
