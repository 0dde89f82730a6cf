/**
 * A process that writes until it is killed: `node testing-writer.ts FOLDER STATIONS`. It prints what was acknowledged, one line
 * `station number` a batch, and folds what it accepts into a state that it saves with its position, as a server would.
 */
import { setTimeout } from "node:timers/promises";
import { openStore, type Store } from "./index.ts";
import { numbered, tallied } from "./testing-tally.ts";

const [directory, count] = process.argv.slice(2);
const stations = Array.from({ length: Number(count) }, (_, i) => `station-${i}`);

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

await Promise.all(stations.map((station) => write(store, station)));

async function write({ journal, snapshots }: Store, station: string): Promise<void> {
  const tally = await tallied(store, station);
  for (;;) {
    const number = tally.count + 1;
    tally.position = await journal.append(numbered(station, number));
    tally.count = number;
    process.stdout.write(`${station} ${number}\n`);
    if (number % 7 === 0) {
      const state = JSON.stringify(tally);
      await snapshots.save({ station, journal: journal.id, position: tally.position, state });
    }
    if (number % 40 === 0) await store.tidy(stations);
  }
}
