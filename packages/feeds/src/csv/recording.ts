import { StringDecoder } from "node:string_decoder";
import type { Input } from "@hullwatch/core/engine";
import type { Station } from "@hullwatch/core/station";
import { createReader, type ReaderOptions } from "./reader.ts";
import { type Chunks, SourceError, unpacked } from "./source.ts";
import type { Tally } from "./tally.ts";

/** Inputs in batches, one a piece of the source, so that a row costs no promise; `tally` grows with them. */
export interface Recording extends AsyncIterable<Input[]> {
  readonly tally: Tally;
}

/**
 * Reads a recording, plain or gzipped (told by its first bytes), in the order of its lines and with flat memory.
 * Bytes that are no UTF-8 become U+FFFD, so that they spoil the row that they stand in alone.
 *
 * Throws `RecordingError` for a text without a header; `SourceError`, after every input that could be read, for an archive
 * that breaks off and for a source that fails; whatever else the source throws.
 */
export function readRecording(chunks: Chunks, station: Station, options: ReaderOptions): Recording {
  const reader = createReader(station, options);
  async function* batches() {
    const decoder = new StringDecoder("utf8");
    let first = true;
    try {
      for await (const chunk of unpacked(chunks, options.file)) {
        let text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        if (first && text !== "") {
          first = false;
          if (text.startsWith("\ufeff")) text = text.slice(1);
        }
        yield reader.push(text);
      }
    } catch (error) {
      if (error instanceof SourceError) yield reader.end(true);
      throw error;
    }
    const last = reader.push(decoder.end());
    yield last.concat(reader.end());
  }
  return { tally: reader.tally, [Symbol.asyncIterator]: batches };
}
