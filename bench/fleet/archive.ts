/** The archive in PostgreSQL beside a bare COPY of the same rows, in turns, in one run; what a sample takes on disk; a month read. */
import { type Archive, openPostgresArchive } from "../../packages/archive/src/index.ts";
import { copyEnd, copyHead, SamplePiece } from "../../packages/archive/src/postgres/binary.ts";
import { BareTable } from "../../packages/archive/src/postgres/testing-bare.ts";
import { startCluster } from "../../packages/archive/src/postgres/testing-cluster.ts";
import { microseconds, readValue } from "../../packages/archive/src/value.ts";
import { type Second, second } from "../../packages/core/src/quantity/index.ts";
import type { Row } from "../../packages/core/src/world/index.ts";
import { dayOfRows } from "../archive/day.ts";
import { median, printFigure } from "../figure.ts";

/** (rows) As many as a worker gives the archive at once. */
const pieceRows = 50_000;
/** As a server of one's own has it, within what a small machine can spare. */
const settings = { shared_buffers: "256MB", max_wal_size: "4GB", wal_compression: "on" };

/** The very bytes of a COPY, made beforehand: what remains is PostgreSQL's own work. */
function bytesOf(rows: readonly Row[]): Uint8Array[] {
  const ids = new Map<string, number>();
  const pieces = [copyHead];
  const piece = new SamplePiece();
  for (const { time, parameter, value } of rows) {
    const said = readValue(parameter, value);
    if (typeof said !== "number") continue;
    if (!ids.has(parameter)) ids.set(parameter, ids.size);
    if (piece.add(ids.get(parameter)!, microseconds(time), said)) pieces.push(piece.take());
  }
  return [...pieces, piece.take(), copyEnd];
}

export async function archiveFigures(): Promise<void> {
  const cluster = await startCluster(settings);
  try {
    await rates(cluster.url);
    await month(cluster.url);
  } finally {
    await cluster.remove();
  }
}

async function rates(url: string): Promise<void> {
  const pieces = [...dayOfRows(pieceRows)];
  const rows = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const bare = await BareTable.open(url);
  const archive = await openPostgresArchive({ url });
  const made = pieces.map(bytesOf);
  const [ours, theirs] = [[] as number[], [] as number[]];
  for (const [i, piece] of pieces.entries()) {
    const bytes = made[i];
    const turns = [
      async () => {
        const start = performance.now();
        await archive.append("bench", [{ position: i + 1, station: "iss", rows: piece }]);
        ours.push(performance.now() - start);
      },
      async () => {
        const start = performance.now();
        await bare.copy(bytes);
        theirs.push(performance.now() - start);
      },
    ];
    // Who comes first finds the caches as the other left them: in turns.
    for (const turn of i % 2 === 0 ? turns : turns.reverse()) await turn();
  }
  const sum = (times: readonly number[]) => times.reduce((a, b) => a + b, 0) / 1000;
  printFigure({ what: "bare binary COPY", measured: rows / sum(theirs), unit: "rows/s" });
  printFigure({ what: "archive, all in all", measured: rows / sum(ours), unit: "rows/s" });
  printFigure({ what: "archive : bare COPY", measured: sum(theirs) / sum(ours), unit: "", goal: ["at least", 0.9] });
  printFigure({ what: "the same of the middle batch", measured: median(theirs) / median(ours), unit: "" });
  await archive.close();
  const packing = await openPostgresArchive({ url, packAt: 1, packAfter: 0 });
  const start = performance.now();
  await packing.append("bench", [{ position: pieces.length + 1, station: "iss", rows: [last] }]);
  printFigure({
    what: "packed when nobody appends",
    measured: rows / ((performance.now() - start) / 1000),
    unit: "rows/s",
  });
  const sizes = await bare.sizes("hullwatch");
  printFigure({ what: "on disk, packed", measured: sizes.schema / rows, unit: "bytes a sample" });
  printFigure({ what: "on disk, a bare table", measured: sizes.bare / rows, unit: "bytes a sample" });
  await packing.close();
  await bare.close();
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
