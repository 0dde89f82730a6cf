/** Rows as bytes of a binary COPY, made beforehand: what is timed is PostgreSQL's own work. */
import { copyEnd, copyHead } from "../../packages/archive/src/postgres/binary.ts";
import { ChunkWriter, type SeriesColumn } from "../../packages/archive/src/postgres/chunk.ts";
import { microseconds, readValue } from "../../packages/archive/src/value.ts";
import type { Row } from "../../packages/core/src/world/index.ts";

/** (bytes) Number of fields, and three of them with their lengths. */
const sampleSize = 2 + 8 + 12 + 12;
/** (rows) Of a piece. */
const together = 8192;

interface Sample {
  readonly series: number;
  readonly time: number;
  readonly value: number;
}

/** The numbers among rows; series are numbered as they first come. */
function* samplesOf(rows: readonly Row[]): Generator<Sample> {
  const ids = new Map<string, number>();
  for (const { time, parameter, value } of rows) {
    const said = readValue(parameter, value);
    if (typeof said !== "number") continue;
    if (!ids.has(parameter)) ids.set(parameter, ids.size);
    yield { series: ids.get(parameter)!, time: microseconds(time), value: said };
  }
}

/** A row for each sample: series, time, value. */
export function plainCopy(rows: readonly Row[]): Uint8Array[] {
  const samples = [...samplesOf(rows)];
  const pieces = [copyHead];
  for (let i = 0; i < samples.length; i += together) {
    const piece = samples.slice(i, i + together);
    const bytes = Buffer.alloc(sampleSize * piece.length);
    for (const [k, { series, time, value }] of piece.entries()) {
      let at = bytes.writeInt16BE(3, k * sampleSize);
      at = bytes.writeInt32BE(4, at);
      at = bytes.writeInt32BE(series, at);
      at = bytes.writeInt32BE(8, at);
      at = bytes.writeBigInt64BE(BigInt(time), at);
      at = bytes.writeInt32BE(8, at);
      bytes.writeDoubleBE(value, at);
    }
    pieces.push(bytes);
  }
  return [...pieces, copyEnd];
}

/** As the archive lays them out: a row for each of the stations whose rows these are, with a column for each series. */
export function chunkCopy(stations: readonly (readonly Row[])[]): Uint8Array[] {
  const chunks = new ChunkWriter();
  for (const [station, rows] of stations.entries()) {
    const columns: SeriesColumn[] = [...Map.groupBy(samplesOf(rows), ({ series }) => series)].map(([id, all]) => {
      const sorted = all.toSorted((a, b) => a.time - b.time);
      return { id, times: sorted.map(({ time }) => time), values: sorted.map(({ value }) => value), written: 0 };
    });
    chunks.add(station, columns);
  }
  return [chunks.end()!];
}
