/** The archive in PostgreSQL beside a bare COPY of the same rows, in turns, in one run; what a sample takes on disk; a month read. */
import { type Archive, type Entry, openPostgresArchive } from "../../packages/archive/src/index.ts";
import { BareTable } from "../../packages/archive/src/postgres/testing-bare.ts";
import { type Cluster, startCluster } from "../../packages/archive/src/postgres/testing-cluster.ts";
import { type Second, second } from "../../packages/core/src/quantity/index.ts";
import type { Row } from "../../packages/core/src/world/index.ts";
import { dayOfRows } from "../archive/day.ts";
import { median, printFigure } from "../figure.ts";
import { pin, placed, usedBy } from "./cores.ts";
import { moments } from "./fleet.ts";
import { chunkCopy, plainCopy } from "./plain.ts";

/** (rows) As many as a worker gives the archive at once. */
const pieceRows = 50_000;
/** (batches) In which all stations come for the first time, and are made: not timed. */
const first = 2;
/** As a server of one's own has it, within what a small machine can spare. */
const settings = { shared_buffers: "256MB", max_wal_size: "4GB", wal_compression: "on" };

export async function archiveFigures(): Promise<void> {
  const cluster = await startCluster(settings);
  pin(process.pid, [0, 1]);
  pin(cluster.pid, [2, 3]);
  try {
    console.log(`  ${placed("PostgreSQL on processors 2 and 3, who writes on 0 and 1")}`);
    await rates(
      cluster,
      "one station",
      [...dayOfRows(pieceRows)].map((rows) => [{ station: "iss", rows }]),
    );
    await rates(cluster, "1,000 stations", fleetBatches());
    await month(cluster.url);
  } finally {
    await cluster.remove();
  }
}

type Batch = readonly Pick<Entry, "station" | "rows">[];

/** What a thousand stations with 25 sensors at 0.1 Hz send in 10 minutes, a moment of each to an entry. */
function fleetBatches(): Batch[] {
  const batches: Batch[] = [];
  for (const rows of [...moments(1 / 24)].slice(0, 60)) {
    for (const from of [0, 500]) {
      batches.push(Array.from({ length: 500 }, (_, i) => ({ station: `station-${from + i}`, rows })));
    }
  }
  return batches;
}

/** Turns of three: the archive, a bare COPY of a row a sample, and one of the rows that the archive makes of the same samples. */
async function rates(cluster: Cluster, what: string, batches: readonly Batch[]): Promise<void> {
  const { url } = cluster;
  const bare = await BareTable.open(url);
  const schema = `s${batches[0].length}`;
  const archive = await openPostgresArchive({ url, schema });
  const given = batches.map((batch, i) => batch.map((entry) => ({ ...entry, position: i + 1 })));
  const plain = batches.map((batch) => plainCopy(batch.flatMap(({ rows }) => rows)));
  const chunks = batches.map((batch) => chunkCopy(batch.map(({ rows }) => rows)));
  const sizes = batches.map((batch) => sum(batch.map((entry) => entry.rows.length)));
  const [rows, timedRows] = [sum(sizes), sum(sizes.slice(first))];
  const contestants = [
    { act: async (i: number) => void (await archive.append("bench", given[i])), ...nothing() },
    { act: (i: number) => bare.copy("bare", plain[i]), ...nothing() },
    { act: (i: number) => bare.copy("chunks", chunks[i]), ...nothing() },
  ];
  for (const i of batches.keys()) {
    // Who comes first finds the caches as the others left them: in turns.
    for (const k of contestants.keys()) {
      const contestant = contestants[(i + k) % contestants.length];
      if (i < first) await contestant.act(i);
      else await timed(cluster, contestant, i);
    }
  }
  const [ours, theirs, same] = contestants;
  const rate = ({ times }: Contestant) => timedRows / (sum(times) / 1000);
  console.log(`  ${what}, ${batches.length} batches of ${Math.round(rows / batches.length)} rows`);
  for (const [of, who] of [
    [theirs, "bare binary COPY, a row a sample"],
    [ours, "archive"],
    [same, "bare binary COPY of the archive's own rows"],
  ] as const) {
    printFigure({ what: who, measured: rate(of), unit: "rows/s" });
    printFigure({ what: "  PostgreSQL's processor, for a row", measured: (1e6 * of.database) / timedRows, unit: "µs" });
    printFigure({ what: "  that of who writes", measured: (1e6 * of.own) / timedRows, unit: "µs" });
  }
  printFigure({ what: "archive : bare COPY", measured: rate(ours) / rate(theirs), unit: "", goal: ["at least", 0.9] });
  printFigure({ what: "  of the middle batch", measured: median(theirs.times) / median(ours.times), unit: "" });
  printFigure({ what: "archive : bare COPY of its own rows", measured: rate(ours) / rate(same), unit: "" });
  await archive.close();
  const packing = await openPostgresArchive({ url, schema, packAt: 1, packAfter: 0 });
  const start = performance.now();
  await packing.append("bench", [{ position: batches.length + 1, station: batches[0][0].station, rows: [last] }]);
  const seconds = (performance.now() - start) / 1000;
  printFigure({ what: "packed when nobody appends", measured: rows / seconds, unit: "rows/s" });
  const withIt = 1 / (1 / rate(ours) + seconds / rows);
  printFigure({ what: "archive with packing : bare COPY", measured: withIt / rate(theirs), unit: "" });
  const disk = await bare.sizes(schema);
  printFigure({ what: "on disk, packed", measured: disk.schema / rows, unit: "bytes a sample" });
  printFigure({ what: "on disk, a bare table", measured: disk.bare / rows, unit: "bytes a sample" });
  await packing.close();
  await bare.close();
}

const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

interface Contestant {
  readonly act: (i: number) => Promise<void>;
  /** (ms) Of each batch. */
  readonly times: number[];
  /** (s) Of processors: the database's, and of the process that writes. */
  database: number;
  own: number;
}

const nothing = () => ({ times: [] as number[], database: 0, own: 0 });

async function timed(cluster: Cluster, contestant: Contestant, i: number): Promise<void> {
  const database = usedBy(cluster.pid);
  const own = process.cpuUsage();
  const start = performance.now();
  await contestant.act(i);
  contestant.times.push(performance.now() - start);
  const { user, system } = process.cpuUsage(own);
  contestant.own += (user + system) / 1e6;
  contestant.database += usedBy(cluster.pid) - database;
}

/** A day later: all half hours of the day are over. */
const last: Row = { time: second(Date.UTC(2030, 0) / 1000), parameter: "LAB-P", value: "1" };

const day = 86_400;
const rounds = 11;

/** A month of four gauges at 1 Hz. */
async function month(url: string): Promise<void> {
  const archive = await openPostgresArchive({ url, schema: "month" });
  let position = 0;
  for (let hour = 0; hour < 30 * 24; hour++) {
    const rows = Array.from({ length: 4 * 3600 }, (_, i): Row => {
      const t = hour * 3600 + (i >> 2);
      return {
        time: second(t),
        parameter: `P${i & 3}`,
        value: (745 + Math.sin(t / 7000) + ((i * 31) % 7) / 100).toFixed(2),
      };
    });
    await archive.append("bench", [{ position: ++position, station: "iss", rows }]);
  }
  const end = 30 * day;
  const range = (from: number) => ({ station: "iss", parameter: "P1", from: from as Second, to: end as Second });
  const picture = (from: number) => () => archive.minmax(range(from), 2000);
  printFigure({ what: "a month at 1 Hz, 2,000 points", measured: await middle(picture(0)), unit: "ms" });
  printFigure({ what: "the last 6 days", measured: await middle(picture(end - 6 * day)), unit: "ms" });
  printFigure({ what: "the last day", measured: await middle(picture(end - day)), unit: "ms" });
  const start = performance.now();
  const count = await readAll(archive, range(0));
  printFigure({ what: "a month at 1 Hz, every sample", measured: (performance.now() - start) / 1000, unit: "s" });
  if (count !== end) throw new Error(`read ${count} samples, expected ${end}`);
  await archive.close();
}

async function readAll(archive: Archive, range: Parameters<Archive["history"]>[0]): Promise<number> {
  let count = 0;
  for await (const piece of archive.history(range)) count += piece.length;
  return count;
}

async function middle(act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    await act();
    times.push(performance.now() - start);
  }
  return median(times);
}
