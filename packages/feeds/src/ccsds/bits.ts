/**
 * The unsigned number in `count` bits from bit `at` on, most significant first; exact up to 53 bits. The caller sees to it that the bits are
 * there.
 */
export function readUnsigned(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  let bit = at;
  let left = count;
  while (left > 0) {
    const offset = bit & 7;
    const taken = Math.min(8 - offset, left);
    const part = (bytes[bit >> 3] >> (8 - offset - taken)) & ((1 << taken) - 1);
    value = value * 2 ** taken + part;
    bit += taken;
    left -= taken;
  }
  return value;
}

/** The same bits with their bytes in the other order, for numbers that are sent least significant byte first; a whole number of bytes. */
export function readReversed(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let byte = count / 8 - 1; byte >= 0; byte--) value = value * 256 + readUnsigned(bytes, at + 8 * byte, 8);
  return value;
}
