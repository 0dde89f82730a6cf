import { open } from "node:fs/promises";
import { emptyTally, type Reader, type Reject, readerOf } from "../csv/index.ts";
import { recordingRows, type SourceRow } from "../feed/index.ts";
import type { FoundFile } from "./files.ts";

const piece = 1 << 20;
const lineEnd = 10;

/** A CSV that is being written: whole lines are read as they come, and what is behind the last one waits. */
export class GrowingCsv {
  readonly #reader: Reader<SourceRow>;
  /** (bytes) Read so far. */
  #offset: number;

  /** Goes on from `offset` (bytes), at which a line begins. */
  constructor(name: string, offset: number, onReject: (reject: Reject) => void) {
    this.#reader = readerOf(recordingRows, emptyTally(), { file: name, onReject });
    this.#offset = offset;
    if (offset > 0) this.#reader.push("time,parameter,value\n");
  }

  get offset(): number {
    return this.#offset;
  }

  /** The rows that are new, piece by piece. Throws `RecordingError` for a file without a header. */
  async *rows({ path, size }: FoundFile): AsyncGenerator<readonly SourceRow[]> {
    if (size <= this.#offset) return;
    const file = await open(path, "r");
    try {
      const buffer = Buffer.alloc(piece);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, piece, this.#offset);
        const end = buffer.subarray(0, bytesRead).lastIndexOf(lineEnd) + 1;
        if (end === 0 && bytesRead === piece)
          throw new Error(`${path}: found no line end in ${piece} bytes, expected lines`);
        if (end === 0) return;
        const rows = this.#reader.push(buffer.subarray(0, end).toString("utf8"));
        this.#offset += end;
        yield rows;
      }
    } finally {
      await file.close();
    }
  }
}
