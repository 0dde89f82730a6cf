/** A store in memory, so that what is made of rows can be tested without a disk; and a station in a few lines. */
import assert from "node:assert/strict";
import type { Batch, Entry, Snapshot, Store } from "@hullwatch/archive";
import { StationClocks, systemClock } from "../clock/index.ts";
import { Events, Records, type StoredEvent } from "../records/index.ts";
import type { News } from "./station-run.ts";
import { Stations } from "./stations.ts";

/** What outlives the server that uses it. */
export interface Kept {
  readonly entries: Entry[];
  readonly snapshots: Map<string, Snapshot>;
}

export const nothingKept = (): Kept => ({ entries: [], snapshots: new Map() });

/** The journal and the snapshots alone. */
function memoryStore({ entries, snapshots }: Kept): Store {
  const journal = {
    id: "memory",
    found: { cut: null, damaged: [] },
    get end() {
      return entries.length;
    },
    async append(batch: Batch) {
      const position = entries.length + 1;
      entries.push({ ...batch, position });
      return position;
    },
    async *read(after: number) {
      yield entries.slice(after);
    },
  };
  const saved = {
    save: async (snapshot: Snapshot) => void snapshots.set(snapshot.station, snapshot),
    load: async (station: string) => ({ snapshot: snapshots.get(station) ?? null, faults: [] }),
  };
  return { journal, snapshots: saved, tidy: async () => 0, close: async () => {} } as unknown as Store;
}

export const cabinFile = `hullwatch: station/1
id: cabin
name: A cabin with one gauge
modules: [{id: lab, name: Lab, volume_m3: 100}]
hatches: []
vehicles: [{id: ship, modules: [lab], seat: lab, seats: 3}]
crew: [{id: ann, vehicle: ship, at: lab}]
sensors:
  - {id: P1, quantity: pressure, module: lab, unit: mmHg, sigma: 0.05, step: 0, period_s: 10}
  - {id: P2, quantity: pressure, module: lab, unit: mmHg, sigma: 0.05, step: 0, period_s: 10}
`;

export const memoryRecords = () => new Records(":memory:", (error) => assert.fail(error));

/** The stations of a server over what is kept, at a time of a test's choosing; and what they tell: alarms as `news`, events as `told`. */
export function testStations(kept: Kept, records: Records, now: () => number) {
  const news: News[] = [];
  const told: StoredEvent[] = [];
  const events = new Events(records);
  events.follow((fresh) => told.push(...fresh));
  const broken = (error: unknown) => {
    throw error;
  };
  const stations = new Stations({
    store: memoryStore(kept),
    records,
    events,
    clocks: new StationClocks({ ...systemClock, now }),
    machine: systemClock,
    threads: 1,
    lateAfter: 300_000,
    saveEvery: 1e9,
    onRows: () => {},
    onNews: async (one) => void news.push(one),
    onFault: (station, fault) => assert.fail(`${station}: ${fault}`),
    onBroken: broken,
    onSnapshotFault: (station, fault) => assert.fail(`${station}: ${fault}`),
  });
  return { stations, news, told };
}

export const alarmsOf = (news: readonly News[]) => news.flatMap(({ alarms }) => alarms);
