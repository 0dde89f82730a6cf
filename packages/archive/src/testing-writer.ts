/**
 * A process that writes until it is killed: `node testing-writer.ts FOLDER STATIONS`. It says what it found and what it does, a line each:
 * `torn 1` where the end of the journal was cut off, `found station number`, `begun station number` before a batch is given, `done
 * station number` once it is acknowledged. It folds what it accepts into a state that it saves with its position, as a server would.
 */
import { flushCompileCache } from "node:module";
import { setTimeout } from "node:timers/promises";
import { openStore, type Store } from "./index.ts";
import { numbered, type Tally, tallied } from "./testing-tally.ts";

const [directory, count] = process.argv.slice(2);
const stations = Array.from({ length: Number(count) }, (_, i) => `station-${i}`);
const say = (...words: (string | number)[]) => process.stdout.write(`${words.join(" ")}\n`);

const store = await openStore(directory, {
  clock: {
    now: () => performance.now(),
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
  },
  every: 5,
  segmentSize: 20_000,
  archive: { threads: 1, sortAt: 300 },
  onFault: (error) => {
    throw error;
  },
});
// Who is killed keeps nothing of what was compiled, unless it is told to.
flushCompileCache();
say("torn", store.journal.found.cut === null ? 0 : 1);
const tallies = new Map<string, Tally>();
for (const station of stations) {
  const tally = await tallied(store, station);
  say("found", station, tally.count);
  tallies.set(station, tally);
}

await Promise.all([...tallies].map(([station, tally]) => write(store, station, tally)));

async function write({ journal, snapshots }: Store, station: string, tally: Tally): Promise<void> {
  for (;;) {
    const number = tally.count + 1;
    say("begun", station, number);
    tally.position = await journal.append(numbered(station, number));
    tally.count = number;
    say("done", station, number);
    if (number % 7 === 0) {
      const state = JSON.stringify(tally);
      await snapshots.save({ station, journal: journal.id, position: tally.position, state });
    }
    if (number % 40 === 0) await store.tidy(stations);
  }
}
