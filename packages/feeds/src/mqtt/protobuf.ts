/** As much of the Protocol Buffers wire format as a Sparkplug payload needs. */

/** One field of a message: its number, and what it holds. */
export interface Field {
  readonly number: number;
  /** A varint (up to 2^53 exact), four or eight bytes, or text, bytes or a message. */
  readonly value: number | Uint8Array;
}

/** A message that breaks off, or whose fields are none. */
class ProtobufError extends Error {
  override readonly name = "ProtobufError";
  readonly code = "HW_PROTOBUF";
}

/** The fields of a message, in order. Throws `ProtobufError` where the bytes are none. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new ProtobufError("found a number that breaks off, expected its end");
  };
  const piece = (length: number) => {
    if (length > bytes.length - at) throw new ProtobufError(`found ${bytes.length - at} bytes, expected ${length}`);
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    const kind = key % 8;
    if (number === 0) throw new ProtobufError("found field 0, expected one from 1");
    if (kind === 0) yield { number, value: varint() };
    else if (kind === 1) yield { number, value: piece(8) };
    else if (kind === 2) yield { number, value: piece(varint()) };
    else if (kind === 5) yield { number, value: piece(4) };
    else throw new ProtobufError(`found wire type ${kind}, expected 0, 1, 2 or 5`);
  }
}

const decoder = new TextDecoder();
export const textOf = ({ value }: Field): string => (typeof value === "number" ? "" : decoder.decode(value));
export const numberOf = ({ value }: Field): number => (typeof value === "number" ? value : Number.NaN);
export const bytesOf = ({ value }: Field): Uint8Array => (typeof value === "number" ? new Uint8Array(0) : value);

/** A float or a double, by its length. */
export function floatOf(field: Field): number {
  const bytes = bytesOf(field);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 4) return view.getFloat32(0, true);
  return bytes.length === 8 ? view.getFloat64(0, true) : Number.NaN;
}
