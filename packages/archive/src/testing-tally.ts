/** What the tests that kill a writer count by: batches with numbers, and a state that follows from them. */
import { second } from "@hullwatch/core/quantity";
import type { Batch, Store } from "./index.ts";

/** A state: how many batches of a station there are, and the position of the last. */
export interface Tally {
  count: number;
  position: number;
}

const t0 = 1_535_600_000;

/** Batch `number` of a station: three rows that tell its number, one of them a word. */
export const numbered = (station: string, number: number): Batch => ({
  station,
  rows: [
    { time: second(t0 + number), parameter: "LAB-P", value: `${number}` },
    { time: second(t0 + number), parameter: "LAB-T", value: (number / 8).toFixed(3) },
    { time: second(t0 + number), parameter: "note:n", value: `batch ${number}` },
  ],
});

/** The state of a station as a server finds it again: its snapshot, and every entry of the journal after that. */
export async function tallied({ journal, snapshots }: Store, station: string): Promise<Tally> {
  const { snapshot, faults } = await snapshots.load(station);
  if (faults.length > 0) throw new Error(faults.join());
  const tally: Tally = snapshot === null ? { count: 0, position: 0 } : JSON.parse(snapshot.state);
  if (tally.position !== (snapshot?.position ?? 0))
    throw new Error(`${station}: state ${tally.position} in ${snapshot?.position}`);
  for await (const entries of journal.read(tally.position)) {
    for (const entry of entries) {
      if (entry.station !== station) continue;
      const number = Number(entry.rows[0].value);
      if (number !== tally.count + 1) throw new Error(`${station}: batch ${number} comes after ${tally.count}`);
      tally.count = number;
      tally.position = entry.position;
    }
  }
  return tally;
}
