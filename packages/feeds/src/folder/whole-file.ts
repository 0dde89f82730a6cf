import { emptyTally, openSource, type Reject, readerOf, readTime, unpacked } from "../csv/index.ts";
import { recordingRow, recordingRows, type SourceRow } from "../feed/index.ts";
import type { FoundFile } from "./files.ts";

/** The rows of a gzipped recording. Throws where the archive is damaged, after all that could be read. */
export async function* gzipRows(
  { path, name }: FoundFile,
  onReject: (reject: Reject) => void,
): AsyncGenerator<readonly SourceRow[]> {
  const reader = readerOf(recordingRows, emptyTally(), { file: name, onReject });
  const decoder = new TextDecoder();
  for await (const chunk of unpacked(openSource(path), name))
    yield reader.push(decoder.decode(chunk, { stream: true }));
  yield reader.push(decoder.decode());
  yield reader.end();
}

/** Columns that a Parquet file must have; `text`, where it has one, stands in for a value that is no number. */
const columns = ["time", "parameter", "value"] as const;

/**
 * The rows of a Parquet file with columns time (a timestamp, text or UNIX seconds), parameter and value, in order of time; such as the server
 * exports. Throws for a file that is none, or lacks one of them.
 */
export async function* parquetRows({ path, name }: FoundFile): AsyncGenerator<readonly SourceRow[]> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const from = `read_parquet('${path.replaceAll("'", "''")}')`;
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`);
    const types = new Map(described.getRows().map(([column, type]) => [String(column), String(type)]));
    const missing = columns.find((column) => !types.has(column));
    if (missing !== undefined)
      throw new Error(`${name}: found columns ${[...types.keys()].join(", ")}, expected ${columns.join(", ")}`);
    const time = types.get("time")!.startsWith("TIMESTAMP") ? "epoch_us(time) / 1e6" : "time";
    const value = types.has("text") ? "coalesce(text, value::VARCHAR)" : "value::VARCHAR";
    const result = await connection.stream(
      `SELECT (${time})::VARCHAR, parameter::VARCHAR, ${value} FROM ${from} ORDER BY time`,
    );
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      yield chunk
        .getRows()
        .map(([when, what, reading]) =>
          recordingRow(readTime(plain(String(when))), String(what), String(reading ?? "")),
        );
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A number that was written with an exponent, without it. */
const plain = (text: string): string => (/^[\d.]+e\+?\d+$/i.test(text) ? String(Number(text)) : text);
