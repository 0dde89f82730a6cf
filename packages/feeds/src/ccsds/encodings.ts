/** Numbers as XTCE encodes them (660.0-B): how many bits, and what they mean. */
import { readReversed, readUnsigned } from "./bits.ts";

export const integerEncodings = [
  "unsigned",
  "signMagnitude",
  "twosComplement",
  "onesComplement",
  "BCD",
  "packedBCD",
] as const;
export type IntegerEncoding = (typeof integerEncodings)[number];
export const floatEncodings = ["IEEE754_1985", "IEEE754", "MILSTD_1750A"] as const;
export type FloatEncoding = (typeof floatEncodings)[number];

/** Reads the raw number that begins at a bit; NaN for bits that are none. */
export type ReadRaw = (bytes: Uint8Array, at: number) => number;

/** (bits) The longest integer that a double holds exactly. */
export const longestInteger = 53;

/** Of `size` (bits). Reversed: least significant byte first. */
export function integerReader(encoding: IntegerEncoding, size: number, isReversed: boolean): ReadRaw {
  const read = isReversed ? readReversed : readUnsigned;
  const sign = 2 ** (size - 1);
  switch (encoding) {
    case "unsigned":
      return (bytes, at) => read(bytes, at, size);
    case "twosComplement":
      return (bytes, at) => {
        const value = read(bytes, at, size);
        return value >= sign ? value - 2 * sign : value;
      };
    case "onesComplement":
      return (bytes, at) => {
        const value = read(bytes, at, size);
        return value >= sign ? value - 2 * sign + 1 : value;
      };
    case "signMagnitude":
      return (bytes, at) => {
        const value = read(bytes, at, size);
        return value >= sign ? sign - value : value;
      };
    case "BCD":
      return decimals(8, size);
    case "packedBCD":
      return decimals(4, size);
  }
}

/** A digit in each `width` bits. */
const decimals =
  (width: number, size: number): ReadRaw =>
  (bytes, at) => {
    let value = 0;
    for (let bit = 0; bit < size; bit += width) {
      const digit = readUnsigned(bytes, at + bit, width);
      if (digit > 9) return Number.NaN;
      value = 10 * value + digit;
    }
    return value;
  };

const view = new DataView(new ArrayBuffer(8));

/** Of `size` (bits): 16, 32 or 64 of IEEE 754, 32 or 48 of MIL-STD-1750A. null where there is no such number. */
export function floatReader(encoding: FloatEncoding, size: number, isReversed: boolean): ReadRaw | null {
  const read = isReversed ? readReversed : readUnsigned;
  if (encoding === "MILSTD_1750A")
    return size === 32 || size === 48 ? (bytes, at) => milStd1750a(bytes, at, size) : null;
  if (size === 16) {
    return (bytes, at) => {
      view.setUint16(0, read(bytes, at, 16));
      return view.getFloat16(0);
    };
  }
  if (size === 32) {
    return (bytes, at) => {
      view.setUint32(0, read(bytes, at, 32));
      return view.getFloat32(0);
    };
  }
  if (size !== 64) return null;
  return (bytes, at) => {
    view.setUint32(0, read(bytes, at + (isReversed ? 32 : 0), 32));
    view.setUint32(4, read(bytes, at + (isReversed ? 0 : 32), 32));
    return view.getFloat64(0);
  };
}

/** A two's complement fraction of 24 bits, an exponent of 8, and 16 further bits of the fraction where there are 48. */
function milStd1750a(bytes: Uint8Array, at: number, size: 32 | 48): number {
  const high = readUnsigned(bytes, at, 24);
  const exponent = readUnsigned(bytes, at + 24, 8);
  const low = size === 48 ? readUnsigned(bytes, at + 32, 16) : 0;
  const mantissa = (high >= 0x800000 ? high - 0x1000000 : high) * 65_536 + low;
  return (mantissa / 2 ** 39) * 2 ** (exponent > 127 ? exponent - 256 : exponent);
}
