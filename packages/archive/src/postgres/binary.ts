/** PostgreSQL's binary COPY: rows of whole numbers, doubles and bytes, written and read without a text between. */

/** One field: how many bytes it has, and what they are. */
export type Field =
  | { readonly kind: "int4"; readonly value: number }
  | { readonly kind: "int8"; readonly value: number }
  | { readonly kind: "float8"; readonly value: number }
  | { readonly kind: "bytes"; readonly value: Uint8Array };

const head = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
export const copyHead: Uint8Array = head;
export const copyEnd: Uint8Array = Buffer.from([0xff, 0xff]);

/** (bytes) Of a row of the table `recent`: number of fields, and three of them with their lengths. */
const sampleSize = 2 + 8 + 12 + 12;
/** Rows of one piece. */
const together = 8192;
const blank = Buffer.alloc(sampleSize * together);
for (let at = 0; at < blank.length; at += sampleSize) {
  blank.writeInt16BE(3, at);
  blank.writeInt32BE(4, at + 2);
  blank.writeInt32BE(8, at + 10);
  blank.writeInt32BE(8, at + 22);
}

/** Rows of `recent`, as much as makes one piece of a COPY. */
export class SamplePiece {
  #bytes = Buffer.from(blank);
  #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset);
  #end = 0;

  /** Adds a row; true where the piece is full now. */
  add(series: number, time: number, value: number): boolean {
    const [view, at] = [this.#view, this.#end];
    const high = Math.floor(time / 2 ** 32);
    view.setInt32(at + 6, series);
    view.setInt32(at + 14, high);
    view.setUint32(at + 18, time - high * 2 ** 32);
    view.setFloat64(at + 26, value);
    this.#end = at + sampleSize;
    return this.#end === blank.length;
  }

  /** What was added; the next piece begins. */
  take(): Uint8Array {
    const piece = this.#bytes.subarray(0, this.#end);
    this.#bytes = Buffer.from(blank);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset);
    this.#end = 0;
    return piece;
  }
}

/** A row of any fields. */
export function rowBytes(fields: readonly Field[]): Buffer {
  const size = fields.reduce((sum, field) => sum + 4 + lengthOf(field), 2);
  const bytes = Buffer.allocUnsafe(size);
  let at = bytes.writeInt16BE(fields.length, 0);
  for (const field of fields) {
    at = bytes.writeInt32BE(lengthOf(field), at);
    if (field.kind === "int4") at = bytes.writeInt32BE(field.value, at);
    else if (field.kind === "int8") at = bytes.writeBigInt64BE(BigInt(field.value), at);
    else if (field.kind === "float8") at = bytes.writeDoubleBE(field.value, at);
    else {
      bytes.set(field.value, at);
      at += field.value.length;
    }
  }
  return bytes;
}

const lengthOf = (field: Field): number =>
  field.kind === "bytes" ? field.value.length : field.kind === "int4" ? 4 : 8;

/** Takes a COPY apart, row by row, from pieces as they come: gives what is left over. `row` gets the place of the first field's length. */
export class CopyReader {
  #rest: Buffer = Buffer.alloc(0);
  #begun = false;

  /** Calls `row` for every row that is whole. */
  take(piece: Buffer, row: (bytes: Buffer, at: number) => void): void {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    let at = 0;
    if (!this.#begun) {
      if (bytes.length < head.length) {
        this.#rest = bytes;
        return;
      }
      this.#begun = true;
      at = head.length;
    }
    for (;;) {
      const end = endOfRow(bytes, at);
      if (end < 0) break;
      row(bytes, at + 2);
      at = end;
    }
    this.#rest = bytes.subarray(at);
  }
}

/** Where a row ends; -1 where it is not whole, or is the end of the COPY. */
function endOfRow(bytes: Buffer, at: number): number {
  if (bytes.length < at + 2) return -1;
  const fields = bytes.readInt16BE(at);
  if (fields < 0) return -1;
  let end = at + 2;
  for (let i = 0; i < fields; i++) {
    if (bytes.length < end + 4) return -1;
    end += 4 + Math.max(0, bytes.readInt32BE(end));
  }
  return end > bytes.length ? -1 : end;
}

/** A whole number of eight bytes, exact up to 2^53. */
export const int8At = (bytes: Buffer, at: number): number =>
  bytes.readInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);
