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
