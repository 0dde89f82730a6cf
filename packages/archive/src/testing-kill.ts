/** Kills the writer of one store again and again, tears its journal's end, and counts what was acknowledged and what is there. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openStore, type Store } from "./index.ts";
import { buildFrame, entryText } from "./journal/frame.ts";
import { numbered, tallied } from "./testing-tally.ts";

export interface Killed {
  readonly kills: number;
  readonly acknowledged: number;
  /** Acknowledged batches that a writer begun anew, or in the end the journal with the snapshots, or the archive, does not hold. */
  readonly lost: number;
  /** Rows that the archive holds twice. */
  readonly doubled: number;
  /** Kills at which a batch had been given and was not yet acknowledged. */
  readonly underWay: number;
  /** Such batches that the journal held all the same. */
  readonly unacknowledged: number;
  /** Half-written batches that were put to the end of the journal, and ends that were found torn. */
  readonly tears: number;
  readonly torn: number;
}

interface Count {
  lost: number;
  underWay: number;
  unacknowledged: number;
  tears: number;
  torn: number;
}

/** Every so many kills a write is torn besides: the system rarely lets a process die within one. */
const tearEvery = 4;

/** Kills at random moments: after up to `most` acknowledgements, and up to 15 ms. */
export async function killAgainAndAgain(
  directory: string,
  stations: number,
  kills: number,
  most = 20,
): Promise<Killed> {
  const last = new Map<string, number>();
  const count: Count = { lost: 0, underWay: 0, unacknowledged: 0, tears: 0, torn: 0 };
  for (let i = 1; i <= kills; i++) {
    await writeAndDie(directory, stations, 1 + Math.floor(Math.random() * most), last, count);
    if (i % tearEvery === 0) tear(directory, count);
  }
  const left = await whatIsLeft(directory, last);
  const acknowledged = [...last.values()].reduce((a, b) => a + b, 0) - count.unacknowledged;
  const [lost, torn] = [count.lost + left.lost, count.torn + left.torn];
  return { kills, acknowledged, ...count, lost, torn, doubled: left.doubled };
}

/** Writes some of a batch behind the journal's last one, as a machine does that stops in the midst of it. */
function tear(directory: string, count: Count): void {
  const folder = join(directory, "journal");
  const [newest] = readdirSync(folder)
    .filter((name) => name.endsWith(".journal"))
    .toSorted()
    .toReversed();
  const frame = buildFrame(1, [entryText(numbered("station-0", 1))]);
  appendFileSync(join(folder, newest), frame.subarray(0, 1 + Math.floor(Math.random() * (frame.length - 1))));
  count.tears++;
}

async function whatIsLeft(directory: string, last: ReadonlyMap<string, number>) {
  const store = await openStore(directory, {
    clock: { now: () => 0, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
    onFault: (error) => {
      throw error;
    },
  });
  const torn = store.journal.found.cut === null ? 0 : 1;
  let lost = 0;
  let doubled = 0;
  for (const [station, number] of last) lost += Math.max(0, number - (await tallied(store, station)).count);
  await store.archived(store.journal.end);
  for (const [station, number] of last) {
    const found = await archivedOf(store, station, number);
    lost += found.lost;
    doubled += found.doubled;
  }
  await store.close();
  return { lost, doubled, torn };
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

/** One life of the writer; `last` is the number of the last batch that was acknowledged, by station. */
async function writeAndDie(
  directory: string,
  stations: number,
  after: number,
  last: Map<string, number>,
  count: Count,
): Promise<void> {
  const writer = join(import.meta.dirname, "testing-writer.ts");
  const child = spawn(process.execPath, [writer, directory, String(stations)], {
    stdio: ["ignore", "pipe", "pipe"],
    // Compiled once, not a hundred times.
    env: { ...process.env, NODE_COMPILE_CACHE: join(directory, "..", "compiled") },
  });
  const begun = new Map<string, number>();
  let seen = 0;
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (piece) => {
    complaint += piece;
  });
  createInterface(child.stdout).on("line", (line) => {
    const [what, station, number] = line.split(" ");
    if (what === "torn") count.torn += Number(station);
    if (what === "found") {
      const more = Number(number) - (last.get(station) ?? 0);
      count.lost += Math.max(0, -more);
      count.unacknowledged += Math.max(0, more);
      last.set(station, Number(number));
    }
    if (what === "begun") begun.set(station, Number(number));
    if (what !== "done") return;
    last.set(station, Number(number));
    if (++seen === after) setTimeout(() => child.kill("SIGKILL"), Math.random() * 15);
  });
  const [, signal] = await once(child, "close");
  if (signal !== "SIGKILL") throw new Error(`the writer ended by itself: ${complaint}`);
  if ([...begun].some(([station, number]) => number > (last.get(station) ?? 0))) count.underWay++;
}
